import type { Json } from '#azure/gateway.ts';

/** One field that a PUT would change: its path, what is there, what would be there. Undefined before: it is new. */
export type Difference = {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
};

const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const words = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Sizes, regions and ids are the same in any case. */
const same = (before: Json, after: Json): boolean =>
  words(before).toLowerCase() === words(after).toLowerCase();

/**
 * What of an existing resource a planned body would change, field by field: only what the plan names, since the service keeps or resets
 * the rest as it sees fit. Compared without regard to case, as Azure does.
 */
export const differences = (existing: Json, planned: Json, path = ''): readonly Difference[] => {
  if (!isRecord(planned)) return [];
  return Object.entries(planned).flatMap(([key, after]) => {
    const before = isRecord(existing) ? existing[key] : undefined;
    const at = path === '' ? key : `${path}.${key}`;
    if (isRecord(after)) return differences(before ?? null, after, at);
    if (before !== undefined && before !== null && same(before, after)) return [];
    return [
      {
        path: at,
        before: before === undefined || before === null ? undefined : words(before),
        after: words(after),
      },
    ];
  });
};

import type { Json } from '#azure/gateway.ts';
import { readSeconds } from '#azure/targets/durations.ts';

/** One field that a PUT would change: its path, what is there, what would be there. Undefined before: it is new. */
export type Difference = {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string;
};

const isRecord = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const words = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** The service writes durations in its own way: `PT120S` comes back as `PT2M`. */
const secondsOf = (value: Json): number | undefined =>
  typeof value === 'string' && /^PT?\d/iu.test(value) ? readSeconds(value) : undefined;

/** Sizes, regions and ids are the same in any case, durations in any unit. */
const same = (before: Json, after: Json): boolean => {
  const seconds = secondsOf(after);
  return (
    (seconds !== undefined && seconds === secondsOf(before)) ||
    words(before).toLowerCase() === words(after).toLowerCase()
  );
};

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

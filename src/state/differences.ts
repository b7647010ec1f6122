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

const isFilled = (value: Json): boolean => isRecord(value) && Object.keys(value).length > 0;

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** Ids may be keys too, and come back in another case. */
const valueOf = (existing: Json, key: string): Json | undefined => {
  if (!isRecord(existing)) return undefined;
  if (Object.hasOwn(existing, key)) return existing[key];
  return Object.entries(existing).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1];
};

/**
 * What of a login the service takes and need not tell again, besides what a plan calls secret: `x-ms-secret` of the REST API 2022-10-01, and
 * the account of a machine, which is left out as a whole.
 */
const neverTold = [
  'properties.properties.userAccountCredentials.adminUserSshPublicKey',
  'properties.properties.administratorAccount.username',
];

/** What an existing compute has in common with a plan, as far as the service tells. */
export type Likeness = {
  /** Whether nothing that can be read differs. */
  readonly alike: boolean;
  /** What cannot be read, and so may differ all the same: the last parts of the paths. */
  readonly unread: readonly string[];
};

/** @param found the differences of a plan @param secrets its paths that hold secrets */
export const likeness = (found: readonly Difference[], secrets: readonly string[]): Likeness => {
  const unread = found.filter(
    ({ path, before }) => before === undefined && (secrets.includes(path) || neverTold.includes(path)),
  );
  return {
    alike: unread.length === found.length,
    unread: unread.map(({ path }) => path.split('.').at(-1) ?? path),
  };
};

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
    const before = valueOf(existing, key);
    const at = path === '' ? key : `${path}.${key}`;
    if (isFilled(after)) return differences(before ?? null, after, at);
    if (isRecord(after) && isRecord(before)) return [];
    if (isList(after) && isList(before) && after.length === before.length)
      return after.flatMap((each, index) =>
        isFilled(each)
          ? differences(before[index] ?? null, each, `${at}.${index}`)
          : differences({ [index]: before[index] ?? null }, { [index]: each }, at),
      );
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

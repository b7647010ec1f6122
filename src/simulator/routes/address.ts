/** Query parameters the service knows: their names compare without regard to case. */
const names = [
  'api-version',
  'underlyingResourceAction',
  '$skip',
  '$top',
  '$orderBy',
  'listViewType',
  'jobType',
  'tag',
] as const;

const canonical = new Map(names.map((name) => [name.toLowerCase(), name]));

/** The path asked for, without the slashes at its end and those that some clients double. */
export const pathOf = (url: URL): string => url.pathname.replaceAll(/\/{2,}/gu, '/').replace(/\/$/u, '');

/** The query asked for, the names the service knows spelled its way. */
export const queryOf = (url: URL): URLSearchParams =>
  new URLSearchParams(
    [...url.searchParams].map(([name, value]): [string, string] => [
      canonical.get(name.toLowerCase()) ?? name,
      value,
    ]),
  );

const versionPattern = /^(\d{4}-\d{2}-\d{2})(-preview|-alpha|-beta|-rc|-privatepreview)?$/u;

/** Whether it is a version as Azure writes them: a day of the calendar, with a suffix when it is not for production. */
export const isVersion = (version: string): boolean => {
  const day = versionPattern.exec(version)?.[1];
  if (day === undefined) return false;
  const ms = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day);
};

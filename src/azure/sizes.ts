import type { Usage, VmSize } from './model.ts';

type Priority = 'Dedicated' | 'LowPriority';

/** The list price of one machine in US dollars per hour; undefined when the service names none: unknown is not free. */
export const pricePerHour = (size: VmSize, priority: Priority): number | undefined =>
  priority === 'LowPriority' ? size.lowPriorityPerHour : size.dedicatedPerHour;

/** `standardDSv2Family` and `Standard DSv2 Family Cluster Dedicated vCPUs` both become `dsv2`. */
const familyKey = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[\s_-]/gu, '')
    .replace(/^standard/u, '')
    .replace(/family.*$/u, '');

/**
 * The usage row of a size's family in its region. The two are named differently and join by what is left when the decoration is
 * taken off; undefined when none fits, which means "quota unknown" and blocks nothing.
 */
export const usageForFamily = (
  usages: readonly Usage[],
  family: string,
  priority: Priority = 'Dedicated',
): Usage | undefined => {
  const key = familyKey(family);
  return usages.find(
    ({ scope, name }) =>
      scope === 'family' &&
      familyKey(name) === key &&
      (priority === 'LowPriority') ===
        name
          .toLowerCase()
          .replaceAll(/[\s_-]/gu, '')
          .includes('lowpriority'),
  );
};

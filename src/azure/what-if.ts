import type { Usage, VmSize } from './model.ts';
import { familyLabel } from './quota.ts';
import { usageForFamily } from './sizes.ts';
import type { FormFacts } from './targets/field.ts';
import type { Machines } from './targets/target.ts';

/** What a plan would make of one limit, in vCPUs, or why that cannot be told. */
export type Forecast =
  | {
      readonly is: 'told';
      readonly label: string;
      /** What others use, and this compute does not. */
      readonly others: number;
      readonly atMin: number;
      readonly atMax: number;
      /** Undefined means no limit of its own. */
      readonly limit?: number;
    }
  | { readonly is: 'untold'; readonly why: string };

const ofRow = (
  { current, limit }: Usage,
  label: string,
  { vCpus }: VmSize,
  { minNodes, maxNodes, heldNodes }: Machines,
): Extract<Forecast, { is: 'told' }> => {
  const others = Math.max(0, current - heldNodes * vCpus);
  return {
    is: 'told',
    label,
    others,
    atMin: others + minNodes * vCpus,
    atMax: others + maxNodes * vCpus,
    ...(limit === undefined ? {} : { limit }),
  };
};

const sameRegion = (a: string, b: string): boolean =>
  a.toLowerCase().replaceAll(' ', '') === b.toLowerCase().replaceAll(' ', '');

/**
 * The limit that the machines of a form would fill the most: of their family or of the region, at low priority of the region only. Told
 * of what is known already, so that it may follow every key; the checks before a write ask anew.
 */
export const quotaForecast = (machines: Machines, facts: FormFacts): Forecast => {
  const { vmSize, priority, location } = machines;
  if (!sameRegion(location, facts.location))
    return { is: 'untold', why: `that of ${location} is asked for by the checks` };
  if (facts.usages === undefined) return { is: 'untold', why: 'not known, or not yet' };
  const size = facts.sizes?.find(({ name }) => name.toLowerCase() === vmSize.toLowerCase());
  if (size === undefined) return { is: 'untold', why: `the size ${vmSize} is not listed` };
  const { usages } = facts;
  const low = priority === 'LowPriority';
  const total = usages.find(({ scope }) => scope === (low ? 'low-priority-cores' : 'dedicated-cores'));
  const family = low ? undefined : usageForFamily(usages, size.family);
  const rows = [
    ...(family === undefined ? [] : [ofRow(family, familyLabel(family.name), size, machines)]),
    ...(total === undefined ? [] : [ofRow(total, low ? 'low-priority' : 'dedicated', size, machines)]),
  ];
  const part = ({ atMax, limit }: (typeof rows)[number]): number =>
    limit === undefined ? -1 : limit === 0 ? Infinity : atMax / limit;
  const [fullest] = rows.toSorted((a, b) => part(b) - part(a));
  return fullest ?? { is: 'untold', why: `the service lists none for ${size.family || size.name}` };
};

import { describe, expect, it } from 'vitest';
import type { Usage } from '#azure/model.ts';
import type { Machines } from '#azure/targets/target.ts';
import { quotaForecast } from '#azure/what-if.ts';
import { facts as formFacts, size } from './targets/forms.ts';

const t4 = size('Standard_NC4as_T4_v3', { family: 'standardNCASv3_T4Family', vCpus: 4 });
const row = (scope: Usage['scope'], name: string, current: number, limit?: number): Usage => ({
  scope,
  name,
  current,
  ...(limit === undefined ? {} : { limit }),
});
const family = (current: number, limit?: number) =>
  row('family', 'Standard NCASv3_T4 Family Cluster Dedicated vCPUs', current, limit);
const region = (current: number, limit?: number) => row('dedicated-cores', 'Total', current, limit);
const low = (current: number, limit?: number) => row('low-priority-cores', 'Low', current, limit);

const machines = (more: Partial<Machines> = {}): Machines => ({
  vmSize: 'STANDARD_NC4AS_T4_V3',
  priority: 'Dedicated',
  location: 'westeurope',
  minNodes: 1,
  maxNodes: 10,
  heldNodes: 0,
  ...more,
});
const forecast = (usages: readonly Usage[] | undefined, more: Partial<Machines> = {}) => {
  const { usages: _, ...facts } = formFacts;
  return quotaForecast(machines(more), {
    ...facts,
    sizes: [t4],
    ...(usages === undefined ? {} : { usages }),
  });
};

describe('what a plan would make of the quota', () => {
  it('is told of the limit that it would fill the most', () => {
    expect(forecast([family(8, 64), region(90, 600)])).toEqual({
      is: 'told',
      label: 'Standard NCASv3_T4 family',
      others: 8,
      atMin: 12,
      atMax: 48,
      limit: 64,
    });
    expect(forecast([family(8, 64), region(90, 100)])).toMatchObject({
      label: 'dedicated',
      atMax: 130,
    });
    expect(forecast([family(8), region(90, 600)])).toMatchObject({ label: 'dedicated' });
    expect(forecast([family(0, 0), region(90, 600)])).toMatchObject({ limit: 0 });
  });

  it('is that of the region only at low priority', () => {
    expect(
      forecast([family(64, 64), region(600, 600), low(10, 300)], { priority: 'LowPriority' }),
    ).toMatchObject({
      label: 'low-priority',
      others: 10,
      atMax: 50,
    });
  });

  it('does not count the nodes that a cluster has already when it is changed', () => {
    expect(forecast([family(20, 64)], { heldNodes: 3, minNodes: 0, maxNodes: 4 })).toMatchObject({
      others: 8,
      atMin: 8,
      atMax: 24,
    });
  });

  it('is not told where it is not known, and says why', () => {
    expect(forecast(undefined)).toEqual({ is: 'untold', why: 'not known, or not yet' });
    expect(forecast([family(1, 2)], { location: 'northeurope' })).toMatchObject({
      why: 'that of northeurope is asked for by the checks',
    });
    expect(forecast([], {})).toMatchObject({ why: 'the service lists none for standardNCASv3_T4Family' });
    expect(forecast([family(1, 2)], { vmSize: 'Standard_X' })).toMatchObject({ is: 'untold' });
  });
});

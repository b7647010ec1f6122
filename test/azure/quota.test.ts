import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Usage } from '#azure/model.ts';
import { quotaVerdicts } from '#azure/quota.ts';
import type { Claims } from '#azure/targets/target.ts';
import { size } from './targets/forms.ts';

const t4 = size('Standard_NC4as_T4_v3', { family: 'standardNCASv3_T4Family', vCpus: 4 });

const claims = (more: Partial<Claims>): Claims => ({
  computeType: 'AmlCompute',
  location: 'westeurope',
  uniqueIn: 'workspace',
  vmSize: t4.name,
  priority: 'Dedicated',
  minNodes: 0,
  maxNodes: 1,
  scales: true,
  identityIds: [],
  ...more,
});

const row = (scope: Usage['scope'], name: string, current: number, limit?: number): Usage => ({
  scope,
  name,
  current,
  ...(limit === undefined ? {} : { limit }),
});
const family = (current: number, limit?: number): Usage =>
  row('family', 'Standard NCASv3_T4 Family Cluster Dedicated vCPUs', current, limit);
const region = (current: number, limit?: number): Usage =>
  row('dedicated-cores', 'Total Cluster Dedicated Regional vCPUs', current, limit);
const low = (current: number, limit?: number): Usage =>
  row('low-priority-cores', 'Total Cluster LowPriority Regional vCPUs', current, limit);
const computes = (current: number, limit?: number): Usage => row('computes', 'Clusters', current, limit);

const instance = { computeType: 'ComputeInstance', minNodes: 1, maxNodes: 1, scales: false } as const;

describe('the quota', () => {
  test.each([
    [
      'fits',
      {},
      [family(0, 24), region(0, 100), computes(3, 500)],
      [
        ['pass', 'needs 4 vCPUs, 24 of 24 left in Standard NCASv3_T4 family'],
        ['pass', 'needs 4 vCPUs, 100 of 100 left in dedicated vCPUs of westeurope'],
        ['pass', '3 of 500 computes exist in westeurope'],
      ],
    ],
    [
      'fits to the last core',
      { minNodes: 6, maxNodes: 6 },
      [family(0, 24), region(0, 24)],
      [
        ['pass', 'needs 24 vCPUs, 24 of 24 left in Standard NCASv3_T4 family'],
        ['pass', 'needs 24 vCPUs, 24 of 24 left in dedicated vCPUs of westeurope'],
      ],
    ],
    [
      'is too small for the maximum: large jobs would wait',
      { maxNodes: 6 },
      [family(20, 24), region(0, 100)],
      [
        [
          'warn',
          'needs 24 vCPUs, 4 of 24 left in Standard NCASv3_T4 family: at 6 nodes jobs would fail or wait for ever',
        ],
        ['pass', 'needs 24 vCPUs, 100 of 100 left in dedicated vCPUs of westeurope'],
      ],
    ],
    [
      'has no room for the minimum',
      { minNodes: 2, maxNodes: 6 },
      [family(20, 24), region(95, 100)],
      [
        [
          'block',
          'needs 8 vCPUs, 4 of 24 left in Standard NCASv3_T4 family: the nodes kept at all times would not come',
        ],
        [
          'block',
          'needs 8 vCPUs, 5 of 100 left in dedicated vCPUs of westeurope: the nodes kept at all times would not come',
        ],
      ],
    ],
    [
      'is used up, yet a cluster without minimum may be created',
      { maxNodes: 1 },
      [family(24, 24), region(0, 100)],
      [
        [
          'warn',
          'needs 4 vCPUs, 0 of 24 left in Standard NCASv3_T4 family: at 1 node jobs would fail or wait for ever',
        ],
        ['pass', 'needs 4 vCPUs, 100 of 100 left in dedicated vCPUs of westeurope'],
      ],
    ],
    [
      'is overdrawn, which is as good as used up',
      { maxNodes: 0 },
      [family(30, 24), region(0, 100)],
      [
        ['pass', 'needs 0 vCPUs, 0 of 24 left in Standard NCASv3_T4 family'],
        ['pass', 'needs 0 vCPUs, 100 of 100 left in dedicated vCPUs of westeurope'],
      ],
    ],
    [
      'is 0: not even one node fits, so that it is refused even with min 0',
      {},
      [family(0, 0), region(0, 100)],
      [
        [
          'block',
          'needs 4 vCPUs, 0 of 0 left in Standard NCASv3_T4 family: more than the whole limit, it would be refused',
        ],
        ['pass', 'needs 4 vCPUs, 100 of 100 left in dedicated vCPUs of westeurope'],
      ],
    ],
    [
      'of the region is too small for the minimum',
      { minNodes: 3, maxNodes: 3 },
      [family(0, 24), region(0, 8)],
      [
        ['pass', 'needs 12 vCPUs, 24 of 24 left in Standard NCASv3_T4 family'],
        [
          'block',
          'needs 12 vCPUs, 8 of 8 left in dedicated vCPUs of westeurope: more than the whole limit, it would be refused',
        ],
      ],
    ],
    [
      'of a family without a limit of its own is the region only',
      { maxNodes: 100 },
      [family(7), region(0, 400)],
      [
        ['pass', 'no limit of its own in Standard NCASv3_T4 family'],
        ['pass', 'needs 400 vCPUs, 400 of 400 left in dedicated vCPUs of westeurope'],
      ],
    ],
    [
      'that nobody lists is unknown and stops nothing',
      { minNodes: 50, maxNodes: 50 },
      [],
      [
        ['pass', 'quota unknown: the service lists none for standardNCASv3_T4Family'],
        ['pass', 'quota unknown: the service lists no total of dedicated vCPUs for westeurope'],
      ],
    ],
    [
      'at low priority is the total of the region only',
      { priority: 'LowPriority', maxNodes: 6 },
      [
        family(24, 24),
        row('family', 'Standard NCASv3_T4 Family Cluster LowPriority vCPUs', 0),
        region(100, 100),
        low(90, 100),
      ],
      [
        [
          'warn',
          'needs 24 vCPUs, 10 of 100 left in low-priority vCPUs of westeurope: at 6 nodes jobs would fail or wait for ever',
        ],
      ],
    ],
    [
      'of an instance is that of one node',
      instance,
      [family(22, 24), region(0, 100)],
      [
        ['block', 'needs 4 vCPUs, 2 of 24 left in Standard NCASv3_T4 family: it would not come up'],
        ['pass', 'needs 4 vCPUs, 100 of 100 left in dedicated vCPUs of westeurope'],
      ],
    ],
    [
      'of computes is used up',
      {},
      [family(0, 24), region(0, 100), computes(500, 500)],
      [
        ['pass', 'needs 4 vCPUs, 24 of 24 left in Standard NCASv3_T4 family'],
        ['pass', 'needs 4 vCPUs, 100 of 100 left in dedicated vCPUs of westeurope'],
        ['block', '500 of 500 computes exist in westeurope: one more would be refused'],
      ],
    ],
    [
      'of computes has room for the last one',
      {},
      [family(0, 24), region(0, 100), computes(499, 500)],
      [
        ['pass', 'needs 4 vCPUs, 24 of 24 left in Standard NCASv3_T4 family'],
        ['pass', 'needs 4 vCPUs, 100 of 100 left in dedicated vCPUs of westeurope'],
        ['pass', '499 of 500 computes exist in westeurope'],
      ],
    ],
  ] as const)('%s', (_, more, usages, verdicts) => {
    expect(quotaVerdicts(claims(more), t4, usages).map(({ is, words }) => [is, words])).toEqual(verdicts);
  });

  test('never gets worse with a higher limit, nor better with more nodes', () => {
    const rank = { pass: 0, warn: 1, block: 2 };
    const worst = (minNodes: number, maxNodes: number, current: number, limit: number): number =>
      Math.max(
        ...quotaVerdicts(claims({ minNodes, maxNodes }), t4, [family(current, limit)]).map(
          ({ is }) => rank[is],
        ),
      );
    const small = fc.nat({ max: 60 });
    fc.assert(
      fc.property(small, small, small, small, small, (min, extra, current, limit, more) => {
        const before = worst(min, min + extra, current, limit);
        expect(worst(min, min + extra, current, limit + more)).toBeLessThanOrEqual(before);
        expect(worst(min, min + extra + more, current, limit)).toBeGreaterThanOrEqual(before);
        expect(worst(min + more, min + extra + more, current, limit)).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});

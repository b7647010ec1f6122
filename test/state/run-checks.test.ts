import { describe, expect, it } from 'vitest';
import { changeForm } from '#azure/targets/changes.ts';
import { mainPlace } from '#simulator/simulator.ts';
import { runChecks } from '#state/commands/run-checks.ts';
import { isBlocked, type CheckResult } from '#state/checks.ts';
import { never } from '#test/support/canned.ts';
import { planOf, refusal, stillGateway, type Instead } from './plans.ts';

const base = {
  research: `/subscriptions/${mainPlace.subscriptionId}/resourceGroups`,
  network: '/providers/Microsoft.Network/virtualNetworks',
  identity: '/providers/Microsoft.ManagedIdentity/userAssignedIdentities',
};
const production = {
  subscriptionId: 'c27a90d4-6b3f-4e58-8d21-5a9e0f4b7c12',
  resourceGroup: 'rg-forecast-prod',
  workspace: 'mlw-forecast-prod',
};

type Looked = {
  readonly target?: 'AmlCompute' | 'ComputeInstance';
  readonly typed?: Readonly<Record<string, string>>;
  readonly place?: typeof mainPlace;
  readonly location?: string;
  readonly instead?: Instead;
  readonly kind?: 'create' | 'change';
};

const lookInto = async ({
  target = 'AmlCompute',
  typed = {},
  place = mainPlace,
  location = 'westeurope',
  instead,
  kind = 'create',
}: Looked) => {
  const { gateway } = stillGateway(instead);
  const plan = planOf(target, { name: 'train-1', ...typed }, { place, location });
  return runChecks(gateway, place, plan, kind, never());
};

const finding = async (id: string, looked: Looked): Promise<Omit<CheckResult, 'id'> | undefined> => {
  const { results } = await lookInto(looked);
  const found = results.find((each) => each.id === id);
  return found === undefined ? undefined : { is: found.is, words: found.words };
};

describe('the check of the permission', () => {
  it('passes an owner, and blocks a reader with the name of the action that is missing', async () => {
    expect(await finding('permission', {})).toEqual({ is: 'pass', words: 'you may write computes here' });
    expect(await finding('permission', { place: production, location: 'eastus' })).toEqual({
      is: 'block',
      words:
        'you may not write computes here: it needs Microsoft.MachineLearningServices/workspaces/computes/write',
    });
  });

  it('cannot be told, and stops nothing, when the rights may not be read', async () => {
    const looked = {
      instead: ({ url }: { url: string }) =>
        url.includes('/permissions') ? refusal(403, 'AuthorizationFailed') : undefined,
    };
    expect(await finding('permission', looked)).toEqual({
      is: 'unknown',
      words: 'permission: cannot be told (forbidden)',
    });
    expect(isBlocked({ of: '', running: false, ...(await lookInto(looked)) })).toBe(false);
  });
});

describe('the check of the name', () => {
  it('passes when the workspace has no such compute', async () => {
    expect(await finding('overwrite', {})).toEqual({
      is: 'pass',
      words: 'no compute of this workspace is called train-1',
    });
  });

  it('shows field by field what would change of a cluster that has it, in whatever case it is typed', async () => {
    const { results, overwrites } = await lookInto({ typed: { name: 'GPU-Train', max: '7' } });
    expect(results.find(({ id }) => id === 'overwrite')).toMatchObject({
      is: 'warn',
      words: `GPU-Train exists already: sending this changes ${overwrites?.length} of its fields`,
    });
    expect(overwrites).toContainEqual({
      path: 'properties.properties.scaleSettings.maxNodeCount',
      before: '10',
      after: '7',
    });
    expect(overwrites?.map(({ path }) => path)).not.toContain('location');
  });

  it('never repeats a password among what would change', async () => {
    const { overwrites } = await lookInto({
      typed: { name: 'gpu-train', ssh: 'password', password: 'Tr0ub4dor&3-secret' },
    });
    expect(overwrites?.map(({ path }) => path)).toContain(
      'properties.properties.userAccountCredentials.adminUserPassword',
    );
    expect(JSON.stringify(overwrites)).not.toContain('Tr0ub4dor');
  });

  it('blocks when it is of another type, naming the type', async () => {
    expect(await finding('overwrite', { typed: { name: 'ci-amara' } })).toEqual({
      is: 'block',
      words: 'ci-amara exists already, as ComputeInstance: choose another name',
    });
    expect(await finding('overwrite', { target: 'ComputeInstance', typed: { name: 'gpu-train' } })).toEqual({
      is: 'block',
      words: 'gpu-train exists already, as AmlCompute: choose another name',
    });
  });

  it('says of an instance that exists to use it, once, and leads to it', async () => {
    const { results } = await lookInto({ target: 'ComputeInstance', typed: { name: 'CI-amara' } });
    expect(results.filter(({ is }) => is === 'block')).toEqual([
      {
        id: 'overwrite',
        is: 'block',
        words: 'CI-amara exists already: use it, or choose another name',
        inTheWay: { name: 'ci-amara', overridable: false, use: true },
      },
    ]);
  });

  it('blocks an instance whose name somebody else has in the region, in the words of the service; a cluster may have it', async () => {
    const taken = { typed: { name: 'ci-shared' } };
    expect(await finding('region-name', { target: 'ComputeInstance', ...taken })).toEqual({
      is: 'block',
      words: "The name 'ci-shared' is taken in region westeurope.",
    });
    expect(await finding('overwrite', { target: 'ComputeInstance', ...taken })).toMatchObject({ is: 'pass' });
    expect(await finding('region-name', taken)).toBeUndefined();
    expect(await finding('region-name', { target: 'ComputeInstance', typed: { name: 'ci-new' } })).toEqual({
      is: 'pass',
      words: 'the name is free in westeurope',
    });
  });

  it('is not asked of a change: what is changed has its name', async () => {
    const { results, overwrites } = await lookInto({ typed: { name: 'gpu-train' }, kind: 'change' });
    expect(results.map(({ id }) => id)).not.toContain('overwrite');
    expect(overwrites).toBeUndefined();
  });
});

describe('the check of the size', () => {
  it('blocks what the region does not offer', async () => {
    expect(await finding('size', { typed: { size: 'Standard_ND96isr_H100_v5' } })).toEqual({
      is: 'block',
      words: 'westeurope does not offer Standard_ND96isr_H100_v5',
    });
    expect(await finding('size', { typed: { size: 'standard_ds3_V2' } })).toEqual({
      is: 'pass',
      words: 'Standard_DS3_v2 is offered in westeurope',
    });
  });
});

describe('the check of the quota', () => {
  /** The limit is 64 vCPUs; the instance ci-mei-gpu holds 4 of them, machines of low priority none. */
  const sized = (numbers: Readonly<Record<string, string>>) => ({
    typed: { size: 'Standard_NC16as_T4_v3', ...numbers },
  });
  const has = (needs: number): string => `needs ${needs} vCPUs, 60 of 64 left in Standard NCASv3_T4 family`;

  it('says what is needed, what is free and of which limit, and passes when it is enough', async () => {
    expect(await finding('quota-0', sized({ max: '3' }))).toEqual({ is: 'pass', words: has(48) });
  });

  it('warns when the maximum is more than is free: jobs would wait', async () => {
    expect(await finding('quota-0', sized({ max: '4' }))).toEqual({
      is: 'warn',
      words: `${has(64)}: at 4 nodes jobs would fail or wait for ever`,
    });
  });

  it('blocks when the nodes kept at all times are more than is free, or than the whole limit', async () => {
    expect(await finding('quota-0', sized({ min: '4', max: '4' }))).toEqual({
      is: 'block',
      words: `${has(64)}: the nodes kept at all times would not come`,
    });
    expect(await finding('quota-0', sized({ min: '5', max: '5' }))).toEqual({
      is: 'block',
      words: `${has(80)}: more than the whole limit, it would be refused`,
    });
  });

  it('does not count the nodes of a cluster against its own change', async () => {
    const { gateway, world } = stillGateway();
    const full = world()
      .workspaces.flatMap(({ computes }) => computes)
      .find(({ name }) => name === 'gpu-train')?.detail;
    const compute = await gateway.getCompute(mainPlace, 'gpu-train', never());
    if (!compute.ok || full?.kind !== 'cluster') throw new Error('gpu-train is not there');
    // It has filled the limit of its family all by itself.
    expect(full.nodes).toHaveLength(10);
    const plan = changeForm('scale', compute.value)?.check(
      { min: '4', max: '12', idle: '600s' },
      { place: mainPlace, location: 'westeurope' },
    ).plan;
    if (plan === undefined) throw new Error('no plan');
    const { results } = await runChecks(gateway, mainPlace, plan, 'change', never());
    expect(results).toContainEqual({
      id: 'quota-0',
      is: 'warn',
      words:
        'needs 72 vCPUs, 60 of 60 left in Standard NCSv3 family: at 12 nodes jobs would fail or wait for ever',
    });
    expect(results.filter(({ is }) => is === 'block')).toEqual([]);
    expect(results.map(({ words }) => words).join()).not.toContain('computes exist');
  });

  it('counts low priority against the limit of the region alone', async () => {
    const found = await finding('quota-0', { typed: { priority: 'LowPriority' } });
    expect(found?.is).toBe('pass');
    expect(found?.words).toMatch(/^needs 16 vCPUs, \d+ of 300 left in low-priority vCPUs of westeurope$/u);
  });

  it('warns of more than 100 nodes', async () => {
    expect(await finding('nodes', { typed: { size: 'Standard_DS1_v2', max: '101' } })).toMatchObject({
      is: 'warn',
      words: '101 nodes: more than 100 need a support request first',
    });
    expect(await finding('nodes', { typed: { size: 'Standard_DS1_v2', max: '100' } })).toBeUndefined();
  });
});

describe('the check of the network', () => {
  const subnet = (network: string, name: string): string =>
    `${base.research}/rg-network${base.network}/${network}/subnets/${name}`;

  it('passes a subnet of the region, in any case, and blocks one of another region, naming both', async () => {
    const id = subnet('vnet-ml', 'snet-training').replace('resourceGroups', 'resourcegroups');
    expect(await finding('subnet', { typed: { subnet: id } })).toEqual({
      is: 'pass',
      words: 'the subnet vnet-ml/snet-training is in westeurope',
    });
    expect(await finding('subnet', { typed: { subnet: subnet('vnet-ml-north', 'snet-training') } })).toEqual({
      is: 'block',
      words: 'the subnet is in northeurope, the machines would be in westeurope',
    });
  });

  it('only warns of one that it cannot see: it may exist', async () => {
    expect(await finding('subnet', { typed: { subnet: subnet('vnet-ml', 'nowhere') } })).toEqual({
      is: 'warn',
      words: 'the subnet is not among those that you may read',
    });
  });
});

describe('the check of the identities', () => {
  it('passes what exists and warns of what it cannot see, each by its name', async () => {
    const id = (name: string): string => `${base.research}/rg-ml-demo${base.identity}/${name}`;
    const typed = { identity: 'user', identities: `${id('id-ml-data')}, ${id('id-gone')}` };
    const { results } = await lookInto({ typed });
    expect(
      results.filter(({ id: check }) => check.startsWith('identity-')).map(({ is, words }) => [is, words]),
    ).toEqual([
      ['pass', 'the identity id-ml-data exists'],
      ['warn', 'the identity id-gone is not among those that you may read'],
    ]);
  });
});

describe('a source that does not answer', () => {
  const typed = {
    name: 'ci-new',
    subnet: `${base.research}/rg-network${base.network}/vnet-ml/subnets/snet-training`,
    identity: 'user',
    identities: `${base.research}/rg-ml-demo${base.identity}/id-ml-data`,
  };
  const plan = planOf('ComputeInstance', typed);

  it.each([
    ['/permissions', ['permission']],
    ['/computes/ci-new', ['overwrite']],
    ['/checkComputeNameAvailability', ['region-name']],
    ['/vmSizes', ['size']],
    ['/usages', ['quota']],
    ['ResourceGraph', ['identity', 'subnet']],
  ])('%s: cannot be told, the others are, and nothing is blocked', async (part, ids) => {
    for (const broken of [
      () => refusal(500, 'InternalError'),
      () => refusal(403, 'AuthorizationFailed'),
      () => new Promise<never>(() => undefined),
    ]) {
      const { gateway } = stillGateway(({ url }) => (url.includes(part) ? broken() : undefined), 30);
      const found = await runChecks(gateway, mainPlace, plan, 'create', never());
      const unknown = found.results.filter(({ is }) => is === 'unknown').map(({ id }) => id);
      expect(unknown.toSorted()).toEqual(ids);
      expect(found.results.length).toBeGreaterThan(4);
      expect(isBlocked({ of: '', running: false, ...found })).toBe(false);
    }
  });
});

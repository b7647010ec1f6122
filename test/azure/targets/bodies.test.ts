import { describe, expect, test } from 'vitest';
import { readSpecification, skipNote, specificationIsThere } from '#test/conformance/specification.ts';
import { hasForm, targets } from '#azure/targets/index.ts';
import { attachmentFixtures, unpublished } from './attachments.ts';
import { fixtures, idleShutdown, type Fixture } from './bodies.ts';
import { checked, facts, formOfTarget, identity, subnet, draftOf } from './forms.ts';

const planOf = ({ target, draft }: Fixture) => {
  const { plan, ...rest } = checked(target, draft);
  if (plan === undefined) throw new Error(JSON.stringify(rest));
  return plan;
};

describe('the body that is sent, and what is warned of', () => {
  test.each([...fixtures, idleShutdown, ...attachmentFixtures, ...unpublished])(
    'for $target with $title is exactly this',
    (fixture) => {
      const plan = planOf(fixture);
      expect(plan.body).toStrictEqual(fixture.body);
      expect(plan.secrets).toStrictEqual(fixture.secrets ?? []);
      expect(plan.warnings).toStrictEqual(fixture.warnings ?? []);
    },
  );

  test.skipIf(!specificationIsThere)(`conforms to the specification${skipNote}`, () => {
    const { check } = readSpecification();
    const faults = (body: unknown): readonly string[] => check('ComputeResource', body, 'request').faults;
    const wrong = [...fixtures, ...attachmentFixtures].map(({ title, ...rest }) => ({
      title,
      faults: faults(planOf({ title, ...rest }).body),
    }));
    expect(wrong.filter((each) => each.faults.length > 0)).toEqual([]);
    // Its absence there is why it is called unconfirmed.
    expect(faults(planOf(idleShutdown).body)).toEqual([expect.stringContaining('idleTimeBeforeShutdown')]);
    for (const each of unpublished)
      expect(faults(planOf(each).body)).toEqual([expect.stringContaining(each.odd)]);
  });
});

describe('what the checks before a write are told', () => {
  test('of a cluster', () => {
    const { plan } = checked('AmlCompute', {
      name: 'train',
      priority: 'LowPriority',
      min: '1',
      max: '6',
      subnet,
      identity: 'user',
      identities: identity('one'),
    });
    expect(plan?.claims).toStrictEqual({
      computeType: 'AmlCompute',
      location: 'westeurope',
      uniqueIn: 'workspace',
      vmSize: 'Standard_DS3_v2',
      priority: 'LowPriority',
      minNodes: 1,
      maxNodes: 6,
      scales: true,
      subnetId: subnet,
      identityIds: [identity('one')],
    });
  });

  test('of a cluster elsewhere: sizes, quota and subnet are looked for in its own region', () => {
    const { plan } = checked('AmlCompute', { name: 'train', region: 'northeurope' });
    expect(plan?.claims.location).toBe('northeurope');
    expect(plan?.warnings.join()).toContain('sizes and prices shown are those of westeurope');
  });

  test('of an instance: one node that does not scale, with a name for the whole region', () => {
    expect(checked('ComputeInstance', {}).plan?.claims).toStrictEqual({
      computeType: 'ComputeInstance',
      location: 'westeurope',
      uniqueIn: 'region',
      vmSize: 'Standard_DS3_v2',
      priority: 'Dedicated',
      minNodes: 1,
      maxNodes: 1,
      scales: false,
      identityIds: [],
    });
  });
});

describe('the cost', () => {
  test.each([
    ['of dedicated nodes', { min: '1', max: '4' }, { atMin: 0.25, atMax: 1 }],
    ['of low-priority nodes', { min: '1', max: '4', priority: 'LowPriority' }, { atMin: 0.05, atMax: 0.2 }],
    ['of no nodes is nothing', { min: '0', max: '0' }, { atMin: 0, atMax: 0 }],
  ])('%s is told before there is a name', (_, draft, cost) => {
    const { plan, ...rest } = checked('AmlCompute', draft);
    expect(plan).toBeUndefined();
    expect(rest.cost).toEqual(cost);
  });

  test('of an instance is the same at both ends', () => {
    expect(checked('ComputeInstance', { name: '' }).cost).toEqual({ atMin: 0.25, atMax: 0.25 });
  });

  test('is not told while a count means nothing', () => {
    expect(checked('AmlCompute', { max: 'many' }).cost).toBeUndefined();
  });

  test('without a price is unknown, never nothing', () => {
    const { sizes: _, ...unknown } = facts;
    expect(checked('AmlCompute', {}, unknown).cost).toEqual({});
  });
});

describe('rules between fields', () => {
  test.each([
    ['AmlCompute', { name: 'train', min: '5' }, 'min nodes (5) must not exceed max nodes (4)'],
    [
      'AmlCompute',
      { name: 'train', size: 'Standard_M_dedicated', priority: 'LowPriority' },
      'Standard_M_dedicated cannot be had at low priority',
    ],
    [
      'ComputeInstance',
      { user: '6f1d0c4e-8a35-4b7e-9c1f-2d3e4f5a6b7c' },
      "the user's tenant id is missing: both or none",
    ],
    [
      'ComputeInstance',
      { tenant: '6f1d0c4e-8a35-4b7e-9c1f-2d3e4f5a6b7c' },
      "the user's object id is missing: both or none",
    ],
  ] as const)('of %s stop %o', (target, draft, words) => {
    const { blocks, plan } = checked(target, draft);
    expect(blocks).toEqual([words]);
    expect(plan).toBeUndefined();
  });
});

describe('warnings', () => {
  test.each([
    ['AmlCompute', { priority: 'LowPriority' }, 'announced to end on 31 March 2026'],
    ['AmlCompute', { priority: 'LowPriority' }, 'starts again from its beginning, or is cancelled'],
    ['AmlCompute', { min: '1' }, '1 node runs and is billed all the time'],
    ['AmlCompute', { min: '2' }, '2 nodes run and are billed all the time'],
    ['AmlCompute', { max: '101' }, 'more than 100 nodes need a support request'],
    ['AmlCompute', { max: '0' }, 'no job can run'],
    ['AmlCompute', { idle: '10s' }, 'Idle time: outside the advised'],
    ['AmlCompute', { ssh: 'password', password: 'Abcdefg1' }, 'open to the internet'],
    ['AmlCompute', { ssh: 'password', password: 'Abcdefg1', localAuth: 'off' }, 'nobody can sign in'],
    ['AmlCompute', { publicIp: 'no' }, 'managed network'],
    ['AmlCompute', { publicIp: 'no', subnet }, 'private link'],
    ['AmlCompute', { identity: 'user', identities: identity('a') }, 'Managed Identity Operator'],
    ['ComputeInstance', {}, 'nothing stops it by itself'],
    ['ComputeInstance', { idle: '30m' }, 'unconfirmed'],
    ['ComputeInstance', { idle: '30m', identity: 'system' }, 'a Contributor of the workspace'],
  ] as const)('of %s with %o say "%s"', (target, draft, words) => {
    const named = target === 'AmlCompute' ? { name: 'train', ...draft } : draft;
    expect(checked(target, named).plan?.warnings.join('\n')).toContain(words);
  });

  test.each([
    ['AmlCompute', { name: 'train' }],
    ['AmlCompute', { name: 'train', max: '100', identity: 'system', subnet }],
    ['ComputeInstance', { stop: '18:00 daily UTC' }],
  ] as const)('of %s with %o are none', (target, draft) => {
    expect(checked(target, draft).plan?.warnings).toEqual([]);
  });
});

describe('the fields that are asked', () => {
  const names = (target: 'AmlCompute' | 'ComputeInstance', draft: Readonly<Record<string, string>>) =>
    formOfTarget(target)
      .visible(draftOf(target, draft))
      .map(({ name }) => name);

  test('of a cluster follow the choice of SSH and identity', () => {
    const always = ['name', 'size', 'priority', 'region', 'description', 'tags', 'min', 'max', 'idle', 'ssh'];
    const rest = ['localAuth', 'subnet', 'publicIp', 'identity'];
    expect(names('AmlCompute', {})).toEqual([...always, ...rest]);
    expect(names('AmlCompute', { ssh: 'key', identity: 'user' })).toEqual([
      ...always,
      'user',
      'key',
      'login',
      ...rest,
      'identities',
    ]);
    expect(names('AmlCompute', { ssh: 'password' })).toContain('password');
  });

  test('of an instance: two more schedules after the first one', () => {
    expect(names('ComputeInstance', {})).not.toContain('stop2');
    expect(names('ComputeInstance', { start: '8:00 UTC' })).toEqual(
      expect.arrayContaining(['stop', 'start', 'stop2', 'start2']),
    );
  });

  test('stand together by group', () => {
    for (const { id } of targets.filter(hasForm)) {
      const groups = formOfTarget(id).fields.map(({ group }) => group);
      const runs = groups.filter((group, at) => group !== groups[at - 1]);
      expect(runs).toEqual([...new Set(groups)]);
    }
  });

  test('count as in a new form when an older draft lacks them', () => {
    expect(formOfTarget('AmlCompute').check({ name: 'train' }, facts).plan).toBeDefined();
    expect(formOfTarget('AmlCompute').visible({}).length).toBe(14);
  });
});

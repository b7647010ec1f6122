import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '#azure/gateway.ts';
import { fixtures, idleShutdown } from '#test/azure/targets/bodies.ts';
import { identity, subnet } from '#test/azure/targets/forms.ts';
import { clusterBody, jobBody, mainPath, simulatorBench } from '#test/support/simulator-clock.ts';
import { answerFaults } from './answer-faults.ts';
import { attachBodies, secretMark } from './attach-bodies.ts';
import { spoilt } from './spoil.ts';
import { readSdkMappers } from './sdk-mappers.ts';
import { readSpecification, skipNote, specificationIsThere } from './specification.ts';

const lives = 150;
const requestsAtMost = 40;

type Step = {
  readonly method: string;
  readonly path: string;
  readonly body?: Json;
  /** Minutes that pass before it. */
  readonly after: number;
};

const computes = `${mainPath}/computes`;
const group = mainPath.split('/providers/')[0] ?? '';

/** The bodies of the forms name a subnet and identities of a tenant of their own: here they are those of the simulator's. */
const atHome = (body: Json): Json =>
  JSON.parse(
    JSON.stringify(body)
      .replaceAll(
        new RegExp(subnet, 'giu'),
        `${group}/providers/Microsoft.Network/virtualNetworks/vnet-demo/subnets/default`,
      )
      .replaceAll(
        identity('one'),
        `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-ml-data`,
      )
      .replaceAll(
        identity('two'),
        `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-ml-registry`,
      ),
  ) as Json;

const bodies = {
  cluster: fixtures.filter(({ target }) => target === 'AmlCompute').map(({ body }) => atHome(body)),
  instance: fixtures
    .concat(idleShutdown)
    .filter(({ target }) => target === 'ComputeInstance')
    .map(({ body }) => atHome(body)),
  attached: attachBodies,
};

/** What each name is created as, most of the time. */
const kinds = {
  'life-c': 'cluster',
  'life-d': 'cluster',
  'life-i': 'instance',
  'life-a': 'attached',
} as const;
type Name = keyof typeof kinds;
const names: readonly Name[] = ['life-c', 'life-d', 'life-i', 'life-a'];
const everyBody: readonly Json[] = Object.values(bodies).flat();

const bodyFor = (name: Name): fc.Arbitrary<Json> =>
  fc.oneof(
    { arbitrary: fc.constantFrom(...bodies[kinds[name]]), weight: 8 },
    { arbitrary: fc.constantFrom(...everyBody), weight: 1 },
    { arbitrary: fc.constantFrom(...bodies[kinds[name]]).chain(spoilt), weight: 3 },
  );

const creation = fc
  .constantFrom(...names)
  .chain((name) => bodyFor(name).map((body) => ({ method: 'PUT', path: `${computes}/${name}`, body })));

const scale = fc
  .record({
    name: fc.constantFrom(...names),
    min: fc.integer({ min: -1, max: 9 }),
    max: fc.nat(9),
    idle: fc.nat(9000),
  })
  .map(({ name, min, max, idle }) => ({
    method: 'PATCH',
    path: `${computes}/${name}`,
    body: {
      properties: {
        properties: {
          scaleSettings: { minNodeCount: min, maxNodeCount: max, nodeIdleTimeBeforeScaleDown: `PT${idle}S` },
        },
      },
    } as Json,
  }));

const act = fc
  .record({
    name: fc.oneof({ arbitrary: fc.constant<Name>('life-i'), weight: 4 }, fc.constantFrom(...names)),
    action: fc.constantFrom('start', 'stop', 'restart', 'listNodes'),
  })
  .map(({ name, action }) => ({ method: 'POST', path: `${computes}/${name}/${action}` }));

const removal = fc
  .record({ name: fc.constantFrom(...names), how: fc.constantFrom('Delete', 'Detach') })
  .map(({ name, how }) => ({
    method: 'DELETE',
    path: `${computes}/${name}?underlyingResourceAction=${how}`,
  }));

const work = fc
  .record({ compute: fc.constantFrom(...names), nodes: fc.integer({ min: 1, max: 4 }), job: fc.nat(1) })
  .map(({ compute, nodes, job }) => ({
    method: 'PUT',
    path: `${mainPath}/jobs/life-${job}`,
    body: jobBody(compute, nodes),
  }));

const look = fc.oneof(
  fc.constantFrom(...names).map((name) => ({ method: 'GET', path: `${computes}/${name}` })),
  fc
    .constantFrom('life-c', 'life-d')
    .map((name) => ({ method: 'POST', path: `${computes}/${name}/listNodes` })),
  fc.nat(1).map((job) => ({ method: 'POST', path: `${mainPath}/jobs/life-${job}/cancel` })),
  fc.nat(1).map((job) => ({ method: 'GET', path: `${mainPath}/jobs/life-${job}` })),
  fc.constant({ method: 'GET', path: computes }),
);

const pause = fc.constantFrom(0.05, 0.5, 2, 5, 15, 60);

const single: fc.Arbitrary<readonly Step[]> = fc
  .tuple(fc.oneof(creation, scale, act, removal, work, look), pause)
  .map(([request, minutes]) => [{ ...request, after: minutes }]);

/** What chance alone seldom brings together. */
const custom: fc.Arbitrary<readonly Step[]> = fc.constantFrom<(readonly Step[])[]>(
  [
    { method: 'POST', path: `${computes}/life-i/stop`, after: 15 },
    { method: 'POST', path: `${computes}/life-i/start`, after: 15 },
  ],
  [
    { method: 'PUT', path: `${mainPath}/jobs/of-life`, body: jobBody('life-c'), after: 5 },
    { method: 'POST', path: `${mainPath}/jobs/of-life/cancel`, after: 0.5 },
  ],
);

/** A life: three computes are made first, so that what follows has something to meet. */
const life: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    ...(['life-c', 'life-i', 'life-a'] as const).map((name) =>
      fc
        .constantFrom(...bodies[kinds[name]])
        .map((body): Step => ({ method: 'PUT', path: `${computes}/${name}`, body, after: 0.1 })),
    ),
    fc
      .array(fc.oneof({ arbitrary: single, weight: 12 }, { arbitrary: custom, weight: 1 }), {
        maxLength: requestsAtMost,
        size: 'max',
      })
      .map((steps) => steps.flat().slice(0, requestsAtMost - 3)),
  )
  .map((steps) => steps.flat());

/** What every run of lives must have met, or it would say little. */
const mustMeet = [
  'Compute_CreateOrUpdate 201',
  'Compute_CreateOrUpdate 200',
  'Compute_CreateOrUpdate 400',
  'Compute_Update 200',
  'Compute_Update 400',
  'Compute_Delete 202',
  'Compute_Delete 204',
  'Compute_Delete 400',
  'Compute_Start 202',
  'Compute_Stop 202',
  'Compute_Restart 202',
  'Compute_Start 400',
  'Compute_Get 200',
  'Compute_Get 404',
  'Compute_ListNodes 200',
  'Compute_ListNodes 400',
  'Jobs_CreateOrUpdate 201',
  'Jobs_Cancel 202',
];

describe.skipIf(!specificationIsThere)(`random lives of computes${skipNote}`, async () => {
  const mappers = await readSdkMappers();
  const specification = specificationIsThere ? readSpecification() : undefined;

  test(`keep every answer as declared (${lives} lives of up to ${requestsAtMost} requests)`, async () => {
    if (specification === undefined) throw new Error('no specification');
    const met = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.nat(), life, async (seed, steps) => {
        const bench = simulatorBench({ seed });
        for (const { method, path, body, after } of steps) {
          bench.pass(after);
          const operation = specification.operationAt(method, path)?.operation;
          if (operation === undefined) throw new Error(path);
          const { status, headers, text } = await bench.ask(method, path, body);
          met.add(`${operation.operationId} ${status}`);
          const { faults, newWords } = answerFaults(specification, mappers, operation, {
            status,
            headers,
            body: text,
          });
          expect(faults).toEqual([]);
          expect(newWords.filter((word) => !word.includes('"Batch"'))).toEqual([]);
          expect(text).not.toContain(secretMark);
        }
      }),
      { numRuns: lives },
    );
    expect(mustMeet.filter((one) => !met.has(one))).toEqual([]);
  }, 60_000);

  test('begin with bodies that are as declared', () => {
    const sent = [...everyBody, clusterBody()].filter(
      (body) => !JSON.stringify(body).includes('idleTimeBeforeShutdown'),
    );
    const faults = sent.map((body) => specification?.check('ComputeResource', body, 'request').faults);
    expect(faults.flat()).toEqual([]);
    expect(sent.length).toBeGreaterThan(20);
  });
});

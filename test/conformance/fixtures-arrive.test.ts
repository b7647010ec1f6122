import { describe, expect, test } from 'vitest';
import { demoCredential } from '#azure/arm/credential.ts';
import { createArmGateway } from '#azure/arm/gateway.ts';
import type { PlainRequest } from '#azure/arm/transport.ts';
import { createApp } from '#simulator/routes/app.ts';
import { startWorld } from '#simulator/scenario/scenario.ts';
import { mainPlace, type World } from '#simulator/simulator.ts';
import { allFixtures, makeOf } from '#test/azure/export/fixtures.ts';
import { facts, identity, subnet } from '#test/azure/targets/forms.ts';
import { never } from '#test/support/canned.ts';
import { startMs } from '#test/support/gateway.ts';

/** Provider, types and names of the resource of an id. */
const readId = (id: string) => {
  const [, , subscriptionId = '', , resourceGroup = '', , provider = '', ...rest] = id.split('/');
  const types = rest.filter((_, index) => index % 2 === 0);
  const names = rest.filter((_, index) => index % 2 === 1);
  return { subscriptionId, resourceGroup, type: [provider, ...types].join('/'), name: names.join('/') };
};

/** The tenant of the fixtures is not the simulator's: what a body refers to is put into it, with the right to use it. */
const addWhatIsNamed = (world: World, body: unknown): void => {
  const resourceId = /"resourceId":"([^"]+)"/u.exec(JSON.stringify(body))?.[1];
  if (resourceId !== undefined)
    world.attachables.push({ ...readId(resourceId), location: 'westeurope', note: '' });
  const { subscriptionId, resourceGroup, name } = readId(subnet);
  const [network = '', part = ''] = name.split('/');
  const subnets = [{ name: part, addressPrefix: '10.0.0.0/24' }];
  world.networks.push({ subscriptionId, resourceGroup, name: network, location: 'westeurope', subnets });
  for (const id of ['one', 'two'].map(identity))
    world.identities.push({ ...readId(id), location: 'westeurope', principalId: 'p', clientId: 'c' });
  const scope = `/subscriptions/${facts.place.subscriptionId}`;
  world.roles.push({ scope, actions: ['*'], notActions: [] });
};

/** What the simulator received and answered when a body was sent as the product sends it. */
const arrival = async (fixture: (typeof allFixtures)[number]) => {
  const { name, body } = makeOf(fixture);
  const world = startWorld('small', 1, startMs);
  addWhatIsNamed(world, body);
  const arm = createApp({
    worldNow: () => world,
    changed: () => undefined,
    now: () => startMs,
    speed: 1,
    jobsPerPage: 1000,
    around: (request, serve) => serve(request),
    answered: () => undefined,
  });
  const received: PlainRequest[] = [];
  const gateway = createArmGateway({
    credential: demoCredential(),
    version: '1.2.3',
    transport: async (request) => {
      received.push(request);
      const { url, method, headers, body: sent } = request;
      const answer = await arm(
        new Request(url, { method, headers, ...(sent === undefined ? {} : { body: sent }) }),
      );
      return {
        status: answer.status,
        headers: Object.fromEntries(answer.headers),
        body: await answer.text(),
      };
    },
  });
  const answer = await gateway.putCompute(mainPlace, name, body, never());
  const puts = received.filter(({ method }) => method === 'PUT');
  return { name, answer, puts, computes: world.workspaces.flatMap((workspace) => workspace.computes) };
};

describe('what reaches the service', () => {
  test.each(allFixtures)('for $target with $title is the body, and it is taken', async (fixture) => {
    const { name, answer, puts, computes } = await arrival(fixture);
    expect(answer).toMatchObject({ ok: true });
    expect(puts).toHaveLength(1);
    expect(new URL(puts[0]?.url ?? '').pathname).toMatch(new RegExp(`/computes/${name}$`, 'u'));
    expect(JSON.parse(puts[0]?.body ?? '')).toStrictEqual(fixture.body);
    expect(computes.map((compute) => compute.name)).toContain(name);
  });
});

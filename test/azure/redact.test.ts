import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPseudonyms } from '#azure/redact/pseudonyms.ts';
import { redactedGateway } from '#azure/redact/redacted-gateway.ts';
import { redactValue, restoreValue } from '#azure/redact/redact-value.ts';
import { sameId, workspaceId } from '#azure/place.ts';
import { never } from '#test/support/canned.ts';
import { simulatedGateway } from '#test/support/gateway.ts';

const guid = '8f6c1c2e-41d7-4b0a-9a55-2f1c7d3e9b01';

describe('a stand-in', () => {
  it('is the same for the same name in any case, another for another, and leads back', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{1,15}$/u), { minLength: 2 }), (reals) => {
        const names = createPseudonyms();
        const fakes = reals.map((real) => names.standIn(real));
        expect(new Set(fakes).size).toBe(reals.length);
        expect(reals.map((real) => names.standIn(real.toUpperCase()))).toEqual(fakes);
        expect(fakes.map((fake) => names.back(fake))).toEqual(reals);
        expect(names.back(fakes.join(', '))).toBe(reals.join(', '));
      }),
    );
  });

  it('is a name that Azure would take for a compute', () => {
    const names = createPseudonyms();
    for (let count = 0; count < 5000; count += 1)
      expect(names.standIn(`real${count}`)).toMatch(/^[a-z][a-z0-9-]{2,23}$/u);
  });

  it.each([
    ['an identifier', guid, /^0{8}-0000-4000-8000-\d{12}$/u],
    ['an address', '10.1.2.3', /^198\.18\.\d+\.\d+$/u],
    ['a long address', '2603:1020:201::5', /^2001:db8::[\da-f]+$/u],
    ['a mail address', 'ada@contoso.com', /^[a-z]+-[a-z]+@example\.com$/u],
    ['a node', 'tvmps_0123abcd_d', /^tvm-\d{8}$/u],
    [
      'a page',
      'https://ci-ada.westeurope.instances.azureml.ms/lab',
      /^https:\/\/[a-z]+-[a-z]+\.example\.com\/lab$/u,
    ],
  ])('of %s looks like one', (_, real, expected) => {
    expect(createPseudonyms().standIn(real)).toMatch(expected);
  });

  it('of a resource id keeps what is public of it, and compares as the id does', () => {
    const names = createPseudonyms();
    const id = `/subscriptions/${guid}/resourceGroups/rg-secret/providers/Microsoft.Compute/virtualMachines/dsvm-team`;
    const fake = names.standIn(id);
    expect(fake).toMatch(
      /^\/subscriptions\/0.*\/resourceGroups\/.*\/providers\/Microsoft\.Compute\/virtualMachines\//u,
    );
    expect(fake).not.toMatch(/secret|team|8f6c/u);
    expect(sameId(fake, names.standIn(id.toUpperCase().replace('SUBSCRIPTIONS', 'subscriptions')))).toBe(
      true,
    );
    expect(names.back(fake)).toBe(id);
  });

  it('is not given to what the user has named before all eyes', () => {
    const names = createPseudonyms();
    names.own('made-here');
    expect(names.standIn('made-here')).toBe('made-here');
    expect(names.back('made-here')).toBe('made-here');
  });

  it('of a job stands in the container of its files too, and leads back', () => {
    const names = createPseudonyms();
    const said = names.inText('See dcid.loyal_kettle_q1. Then look at azureml/dcid.loyal_kettle_q1/logs');
    const job = names.standIn('loyal_kettle_q1');
    expect(said).toBe(`See dcid.${job}. Then look at azureml/dcid.${job}/logs`);
    expect(names.standIn('dcid.loyal_kettle_q1')).toBe(`dcid.${job}`);
    expect(
      names.standIn('https://st.blob.core.windows.net/azureml/ExperimentRun/dcid.loyal_kettle_q1/a'),
    ).toContain(`/dcid.${job}/`);
    expect(names.back(said)).toContain('See dcid.loyal_kettle_q1. Then');
  });

  it('takes the place of what it stands for in a sentence', () => {
    const names = createPseudonyms();
    const [cluster, group] = [names.standIn('gpu-train'), names.standIn('Contoso ML Research')];
    const said = names.inText(
      `The client 'ada@contoso.com' with object id '${guid}' may not touch 'gpu-train' of Contoso ML Research at 10.0.0.4.`,
    );
    expect(said).toContain(`'${cluster}' of ${group} at 198.18.0.1.`);
    expect(said).not.toMatch(/ada|contoso|gpu-train|8f6c|10\.0/iu);
  });
});

describe('a value', () => {
  it('keeps its shape and its numbers, and loses every text that is not known to be public', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const names = createPseudonyms();
        const redacted: unknown = redactValue({ value }, names);
        const shape = (each: unknown): unknown =>
          typeof each === 'string'
            ? 'text'
            : Array.isArray(each)
              ? each.map(shape)
              : typeof each === 'object' && each !== null
                ? Object.values(each).map(shape)
                : each;
        expect(shape(redacted)).toEqual(shape({ value }));
      }),
    );
  });

  it('of a log keeps the shape, byte by byte', () => {
    const bytes = new TextEncoder().encode('epoch 12: läuft auf gpu-train\n');
    const hidden = redactValue({ from: 0, bytes, length: 99 }, createPseudonyms());
    expect(hidden.bytes).toHaveLength(bytes.length);
    expect(new TextDecoder().decode(hidden.bytes)).toBe('xxxxx 00: xxxxxx xxx xxx-xxxxx\n');
  });

  it('is asked back as it was', () => {
    const names = createPseudonyms();
    const value = { name: 'gpu-train', place: { subscriptionId: guid }, list: ['a@b.example'], count: 3 };
    expect(restoreValue(redactValue(value, names), names)).toEqual(value);
  });
});

describe('a gateway behind stand-ins', () => {
  const open = () => {
    const simulated = simulatedGateway();
    const names = createPseudonyms();
    const place = redactValue(simulated.place, names);
    return {
      ...simulated,
      real: simulated.place,
      names,
      place,
      gateway: redactedGateway(simulated.gateway, names),
    };
  };

  it('tells no name, identifier, address or mail of what the world has', async () => {
    const { gateway, place, real, simulator } = open();
    const answers = await Promise.all([
      gateway.listWorkspaces(never()),
      gateway.getWorkspace(place, never()),
      gateway.listComputes(place, never()),
      gateway.listJobs(place, undefined, never()),
      gateway.listUsages(place.subscriptionId, 'westeurope', never()),
      gateway.listResources('virtual-machine', never()),
      gateway.listResources('subnet', never()),
    ]);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    const computes = answers[2];
    const cluster = computes.ok ? computes.value.find(({ detail }) => detail.is === 'cluster') : undefined;
    const more = [
      await gateway.listNodes(place, cluster?.name ?? '', never()),
      await gateway.readCompute(place, cluster?.name ?? '', never()),
      await gateway.getCompute(place, 'nobody', never()),
    ];
    const told = JSON.stringify([...answers, ...more]).toLowerCase();
    const world = simulator.world();
    const workspace = world.workspaces.find(({ name }) => name === real.workspace);
    const secret = [
      real.workspace,
      real.resourceGroup,
      real.subscriptionId,
      ...world.subscriptions.flatMap(({ id, name }) => [id, name]),
      ...(workspace?.computes.map(({ name }) => name) ?? []),
      ...(workspace?.jobs.map(({ name }) => name) ?? []),
    ];
    expect(secret.length).toBeGreaterThan(50);
    expect(secret.filter((name) => told.includes(`"${name.toLowerCase()}"`))).toEqual([]);
    expect(Array.from(told.matchAll(/contoso|@(?!example\.com)|"10\.\d/gu))).toEqual([]);
  });

  it('asks the service for real, and sends what stands for real things', async () => {
    const { gateway, place, real, requests, names } = open();
    const computes = await gateway.listComputes(place, never());
    const target = computes.ok ? computes.value.find(({ detail }) => detail.is === 'cluster') : undefined;
    const id = `${workspaceId(place)}/computes/${target?.name ?? ''}`;
    await gateway.putCompute(place, target?.name ?? '', { properties: { resourceId: id } }, never());
    const sent = requests.at(-1);
    expect(sent?.url).toContain(`/workspaces/${real.workspace}/computes/${names.back(target?.name ?? '')}?`);
    expect(sent?.body).toContain(`${workspaceId(real)}/computes/`);
  });
});

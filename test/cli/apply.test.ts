import { describe, expect, it } from 'vitest';
import { runApply } from '#cli/apply.ts';
import type { CommandScene } from '#cli/command-scene.ts';
import { computeId } from '#azure/place.ts';
import { mainPlace } from '#simulator/simulator.ts';
import { keys } from '../azure/targets/forms.ts';
import { refusal } from '../state/plans.ts';
import type { SimulatedOptions } from '#test/support/gateway.ts';
import { sceneOf } from './scene.ts';

const cluster = 'name: trainers\ntype: amlcompute\nmax_instances: 3\n';
const instance = 'name: ci-newcomer\ntype: computeinstance\n';

const apply = async (
  text: string,
  {
    dryRun = false,
    attachAgain,
    ...more
  }: Partial<CommandScene> & { readonly dryRun?: boolean; readonly attachAgain?: string } = {},
  options: SimulatedOptions = {},
) => {
  const scene = sceneOf(more, options);
  const code = await runApply({ ...scene.scene, text, file: 'c.yml', dryRun, attachAgain });
  return {
    ...scene,
    code,
    out: scene.out(),
    errors: scene.errors(),
    writes: scene.writes(),
    allOut: scene.out,
    allErrors: scene.errors,
  };
};

describe('apply', () => {
  it('sends what the documents say, in the bodies that the forms send', async () => {
    const { code, writes, requests, out } = await apply(`${cluster}---\n${instance}`);
    expect(code).toBe(0);
    expect(writes).toEqual(['PUT trainers', 'PUT ci-newcomer']);
    const [sent] = requests.filter(({ method }) => method === 'PUT');
    expect(JSON.parse(sent?.body ?? '')).toMatchObject({
      properties: { computeType: 'AmlCompute', properties: { scaleSettings: { maxNodeCount: 3 } } },
    });
    expect(sent?.headers['if-none-match']).toBe('*');
    expect(out).toBe(
      'create trainers: accepted; it goes on at the service\ncreate ci-newcomer: accepted; it goes on at the service\n',
    );
  });

  it('waits until the service says that it is over, and tells of it on the way', async () => {
    const { code, out, errors, simulator } = await apply(cluster, { wait: true });
    expect({ code, out }).toEqual({ code: 0, out: 'create trainers: succeeded\n' });
    expect(errors).toMatch(/create trainers: InProgress \(\d+ s\)/u);
    const workspace = simulator.world().workspaces.find(({ name }) => name === mainPlace.workspace);
    expect(workspace?.computes.find(({ name }) => name === 'trainers')?.provisioningState).toBe('Succeeded');
  });

  it('fails by the exit code when the creation fails at the service', async () => {
    const { code, errors } = await apply(
      cluster,
      { wait: true },
      { instead: ({ method }) => (method === 'PUT' ? refusal(400, 'BadArgument') : undefined) },
    );
    expect(code).toBe(1);
    expect(errors).toMatch(/trainers: .*BadArgument/u);
  });

  it('with --dry-run prints the bodies and sends nothing', async () => {
    const { code, out, writes } = await apply(`${cluster}---\n${instance}`, { dryRun: true, yes: true });
    expect({ code, writes }).toEqual({ code: 0, writes: [] });
    expect(out).toContain(`# create\nPUT ${computeId(mainPlace, 'trainers')}\n{\n  "location": "westeurope"`);
    expect(out).toContain('create ci-newcomer: would be sent');
  });

  it('masks secrets wherever a body is printed', async () => {
    const text = `${cluster}ssh_settings: {admin_username: ada, admin_password: "Str0ng-Secret"}\n`;
    for (const format of ['text', 'json'] as const) {
      const { out, errors } = await apply(text, { dryRun: true, format });
      expect(out).toContain('"adminUserPassword": "********"');
      expect(out + errors).not.toContain('Str0ng');
    }
  });

  it('tells every mistake with its place before anything is asked', async () => {
    const broken = await apply('name: "x\ntype: amlcompute\n');
    expect(broken.code).toBe(1);
    expect(broken.errors).toMatch(/^c\.yml:\d+:\d+: /u);
    expect(broken.requests).toEqual([]);
    const wrong = await apply(`${cluster}sizes: 1\n---\nname: y\ntype: hdinsight\n`, { format: 'json' });
    expect(wrong).toMatchObject({ code: 1, writes: [] });
    expect(JSON.parse(wrong.out)).toMatchObject({
      faults: [
        { line: 4, column: 1 },
        { line: 7, column: 7 },
      ],
      results: [],
    });
  });

  it('leaves alone what exists and is the same', async () => {
    const same = await apply(cluster, { wait: true });
    const sent = same.requests.length;
    const code = await runApply({ ...same.scene, text: cluster, file: 'c.yml', dryRun: false });
    expect(code).toBe(0);
    const later = same.requests.slice(sent);
    expect(later.length).toBeGreaterThan(0);
    expect(later.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  const group = `/subscriptions/${mainPlace.subscriptionId}/resourceGroups/${mainPlace.resourceGroup}/providers`;
  const shared = group.replace(mainPlace.resourceGroup, 'rg-shared-data');
  const repeated: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'a cluster with a password, tags and an identity',
      `${cluster}tags: {team: vision}\nidle_time_before_scale_down: 600\nssh_settings: {admin_username: ada, admin_password: "Str0ng-Secret"}\nidentity: {type: system_assigned}\n`,
      ['adminUserPassword'],
    ],
    [
      'a cluster with a key',
      `${cluster}ssh_settings: {admin_username: ada, ssh_key_value: ${keys.ed25519}}\n`,
      ['adminUserSshPublicKey'],
    ],
    [
      'an instance with a key and schedules',
      `${instance}ssh_public_access_enabled: true\nssh_settings: {ssh_key_value: ${keys.ed25519}}\nidle_time_before_shutdown_minutes: 30\nschedules: {compute_start_stop: [{action: stop, trigger: {type: cron, time_zone: UTC, expression: 0 18 * * *}}]}\n`,
      [],
    ],
    [
      'a Kubernetes cluster',
      `name: arc-two\ntype: kubernetes\nnamespace: second\nresource_id: ${shared}/Microsoft.Kubernetes/connectedClusters/arc-factory\n`,
      [],
    ],
    [
      'a virtual machine',
      `name: vm-two\ntype: virtualmachine\nresource_id: ${group}/Microsoft.Compute/virtualMachines/dsvm-team\nssh_settings: {admin_username: ada, admin_password: pw-pw-pw-1}\n`,
      ['username', 'password'],
    ],
    [
      'a Spark pool',
      `name: pool-two\ntype: synapsespark\nresource_id: ${shared}/Microsoft.Synapse/workspaces/syn-contoso/bigDataPools/large\n`,
      [],
    ],
  ];

  it.each(repeated)('leaves %s alone the second time', async (_, text, unread) => {
    const first = await apply(text, { wait: true, yes: true });
    expect({ code: first.code, errors: first.errors }).toMatchObject({ code: 0 });
    const told = first.errors.length;
    const sent = first.requests.length;
    // Another document goes its way beside it.
    const both = `${text}---\nname: beside\ntype: amlcompute\n`;
    const code = await runApply({ ...first.scene, wait: false, text: both, file: 'c.yml', dryRun: false });
    expect({ code, out: first.allOut() }).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /is like that already, nothing was sent\n.*create beside: accepted/u,
      ) as string,
    });
    const puts = first.requests.slice(sent).filter(({ method }) => method === 'PUT');
    expect(puts.map(({ url }) => /computes\/([^?]*)/u.exec(url)?.[1])).toEqual(['beside']);
    const later = first.allErrors().slice(told);
    for (const field of unread) expect(later).toContain(`${field} was not compared`);
    expect(later.match(/was not compared/gu) ?? []).toHaveLength(unread.length);
  });

  it.each([
    ['an instance of another size', `${instance}size: Standard_DS11_v2\n`, 'use it, or choose another name'],
    [
      'an instance with another schedule',
      `${instance}idle_time_before_shutdown_minutes: 60\n`,
      'use it, or choose another name',
    ],
  ])('still refuses %s under a name that is there', async (_, text, why) => {
    const first = await apply(instance, { wait: true });
    expect(first.code).toBe(0);
    const code = await runApply({ ...first.scene, text, file: 'c.yml', dryRun: false, yes: true });
    expect(code).toBe(3);
    expect(first.allErrors()).toContain(why);
  });

  it('changes what exists only with --yes, and says what would change', async () => {
    const text = 'name: gpu-train\ntype: amlcompute\nsize: Standard_NC6s_v3\nmax_instances: 9\n';
    const asked = await apply(text);
    expect(asked).toMatchObject({ code: 3, writes: [] });
    expect(asked.errors).toMatch(/maxNodeCount: \d+ becomes 9/u);
    const agreed = await apply(text, { yes: true });
    expect(agreed).toMatchObject({ code: 0, writes: ['PUT gpu-train'] });
    expect(agreed.out).toMatch(/^update gpu-train: /u);
  });

  it('on a terminal asks for the name instead', async () => {
    const text = 'name: gpu-train\ntype: amlcompute\nmax_instances: 9\nsize: Standard_NC6s_v3\n';
    const right = await apply(text, { ask: () => Promise.resolve('gpu-train') });
    expect(right).toMatchObject({ code: 0, writes: ['PUT gpu-train'] });
    const wrong = await apply(text, { ask: () => Promise.resolve('yes') });
    expect(wrong).toMatchObject({ code: 3, writes: [] });
  });

  it('in a protected workspace wants its name besides --yes', async () => {
    const text = 'name: gpu-train\ntype: amlcompute\nsize: Standard_NC6s_v3\nmax_instances: 9\n';
    const care = { protected: true, readOnly: false };
    const some = await apply(text, { yes: true, care });
    expect(some).toMatchObject({ code: 3, writes: [] });
    expect(some.errors).toContain(`--yes --confirm ${mainPlace.workspace} does it`);
    const all = await apply(text, { yes: true, care, confirm: mainPlace.workspace });
    expect(all).toMatchObject({ code: 0, writes: ['PUT gpu-train'] });
  });

  it('in a protected workspace creates nothing without its name either', async () => {
    const care = { protected: true, readOnly: false };
    const some = await apply(cluster, { yes: true, care });
    expect(some).toMatchObject({ code: 3, writes: [] });
    expect(some.errors).toContain(`would create it: the workspace is protected: --yes --confirm`);
    const all = await apply(cluster, { yes: true, care, confirm: mainPlace.workspace });
    expect(all).toMatchObject({ code: 0, writes: ['PUT trainers'] });
  });

  it('sends nothing where it is read-only', async () => {
    const { code, writes, errors } = await apply(cluster, {
      yes: true,
      care: { protected: false, readOnly: true },
    });
    expect({ code, writes }).toEqual({ code: 3, writes: [] });
    expect(errors).toContain('read-only');
  });

  it('sends none of several when a check stands against one', async () => {
    const { code, out, writes } = await apply(`${cluster}---\nname: ci-amara\ntype: amlcompute\n`, {
      yes: true,
    });
    expect({ code, writes }).toEqual({ code: 3, writes: [] });
    expect(out).toMatch(/create trainers: not sent because of the others/u);
    expect(out).toMatch(/ci-amara: refused/u);
  });

  it('attaches a second time what is attached already only when the entry that breaks is named', async () => {
    const { simulator } = sceneOf();
    const attached = simulator
      .world()
      .workspaces.find(({ name }) => name === mainPlace.workspace)
      ?.computes.find(({ computeType }) => computeType === 'Kubernetes');
    const text = `name: again\ntype: kubernetes\nnamespace: azureml\nresource_id: ${attached?.resourceId ?? ''}\n`;
    const name = attached?.name ?? '';
    const refused = await apply(text, { yes: true });
    expect(refused.errors).toContain(`or break it by --attach-again ${name}`);
    const other = await apply(text, { yes: true, attachAgain: 'another' });
    expect(other).toMatchObject({ code: 3, writes: [] });
    const named = await apply(text, { yes: true, attachAgain: name });
    expect(named).toMatchObject({ code: 0, writes: ['PUT again'] });
  });

  it('attaches a machine once it is said that it suits, and never the same one twice', async () => {
    const { simulator } = sceneOf();
    const attached = simulator
      .world()
      .workspaces.find(({ name }) => name === mainPlace.workspace)
      ?.computes.find(({ computeType }) => computeType === 'Kubernetes');
    const resourceId = attached?.resourceId ?? '';
    expect(resourceId).not.toBe('');
    const text = `name: again\ntype: kubernetes\nnamespace: azureml\nresource_id: ${resourceId}\n`;
    const { code, writes, errors } = await apply(text, { yes: true });
    expect({ code, writes }).toEqual({ code: 3, writes: [] });
    expect(errors).toMatch(/attached already, as/u);
    const machine = `/subscriptions/${mainPlace.subscriptionId}/resourceGroups/${mainPlace.resourceGroup}/providers/Microsoft.Compute/virtualMachines/dsvm-team`;
    const vm = `name: vm9\ntype: virtualmachine\nresource_id: ${machine}\nssh_settings: {admin_username: ada, admin_password: pw-pw-pw-1}\n`;
    const unsaid = await apply(vm);
    expect(unsaid).toMatchObject({ code: 3, writes: [] });
    expect(unsaid.errors).toMatch(/must run Ubuntu .*; --yes says so/u);
    expect(await apply(vm, { yes: true })).toMatchObject({ code: 0, writes: ['PUT vm9'] });
  });

  it('prints what a service says as plain text', async () => {
    const hostile = '\u001b]0;pwned\u0007\u202eBad';
    for (const method of ['GET', 'PUT']) {
      const { code, out, errors } = await apply(
        cluster,
        { wait: true },
        { instead: (request) => (request.method === method ? refusal(400, hostile) : undefined) },
      );
      expect(code).toBe(1);
      expect(errors).toContain('Bad');
      expect((out + errors).replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/u);
    }
  });

  it('says in a sentence that nobody is signed in', async () => {
    const { code, errors, writes } = await apply(
      cluster,
      {},
      { instead: () => refusal(401, 'InvalidAuthenticationToken') },
    );
    expect({ code, writes }).toEqual({ code: 1, writes: [] });
    expect(errors).toMatch(/^aml-workbench apply: mlw-demo could not be read: .+InvalidAuthenticationToken/u);
  });
});

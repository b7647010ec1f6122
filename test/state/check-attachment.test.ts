import { describe, expect, it } from 'vitest';
import { mainPlace } from '#simulator/simulator.ts';
import { attachedResource, duplicates } from '#state/commands/check-attachment.ts';
import { lineOf } from '#state/line-edit.ts';
import { currentChecks, routeOf } from '#state/selectors.ts';
import { never } from '#test/support/canned.ts';
import { beginAtBoard, openSessions } from './sessions.ts';
import { planOf, refusal, stillGateway, type Instead } from './plans.ts';
import { bodyOf, create, operationOf, writes } from './writes.ts';

const inGroup = (group: string, path: string): string =>
  `/subscriptions/${mainPlace.subscriptionId}/resourceGroups/${group}/providers/${path}`;
const arc = inGroup('rg-shared-data', 'Microsoft.Kubernetes/connectedClusters/arc-factory');
const aks = inGroup('rg-shared-data', 'Microsoft.ContainerService/managedClusters/aks-serving');
const legacy = inGroup('rg-shared-data', 'Microsoft.Compute/virtualMachines/dsvm-legacy');
const annex = inGroup('rg-shared-data', 'Microsoft.Compute/virtualMachines/dsvm-annex');
const events = inGroup('rg-ml-demo', 'Microsoft.HDInsight/clusters/hdi-events');
const team = inGroup('rg-ml-demo', 'Microsoft.Compute/virtualMachines/dsvm-team');

const machine = { suits: 'yes', password: 'two words' };

const look = (
  target: 'Kubernetes' | 'VirtualMachine' | 'HDInsight',
  typed: Readonly<Record<string, string>>,
  instead?: Instead,
) =>
  duplicates(stillGateway(instead).gateway, mainPlace, planOf(target, { name: 'again', ...typed }), never());

/** A list of computes with one entry, of which a part is told differently; it is told so when it is read alone, too. */
const listWith = async (name: string, part: RegExp, otherwise: string): Promise<Instead> => {
  const entry = await stillGateway().gateway.readCompute(mainPlace, name, never());
  const text = JSON.stringify(entry.ok ? entry.value : null);
  expect(text).toMatch(part);
  const body = text.replace(part, otherwise);
  return ({ method, url }) => {
    const isList = /\/computes\?/u.test(url);
    return method === 'GET' && (isList || url.includes(`/computes/${name}?`))
      ? {
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: isList ? `{"value":[${body}]}` : body,
        }
      : undefined;
  };
};

/** An entry that has no resource id any more, as early SDKs left them. */
const listWithout = (name: string): Promise<Instead> =>
  listWith(name, /"resourceId":"[^"]*"/u, '"resourceId":null');

describe('whether a resource is attached already', () => {
  it('is no for one that is not', async () => {
    expect(await look('VirtualMachine', { ...machine, resourceId: team })).toEqual([
      { id: 'duplicate', is: 'pass', words: 'no compute of this workspace is attached to it' },
    ]);
  });

  it.each([
    ['in another case and with a slash', `${legacy.toUpperCase()}/`, 'dsvm-legacy', 'Succeeded'],
    ['whose entry has failed', annex, 'dsvm-annex', 'Failed'],
  ])('blocks for one %s, and names the entry that would break', async (_, resourceId, name, state) => {
    expect(await look('VirtualMachine', { ...machine, resourceId })).toEqual([
      {
        id: 'duplicate',
        is: 'block',
        words: `this resource is attached already, as ${name} (${state}): attaching again breaks that; detach it first`,
        inTheWay: { name, overridable: true },
      },
    ]);
  });

  it('blocks for one that is being attached at this moment', async () => {
    const creating = await listWith(
      'dsvm-legacy',
      /"provisioningState":"Succeeded"/u,
      '"provisioningState":"Creating"',
    );
    expect(await look('VirtualMachine', { ...machine, resourceId: legacy }, creating)).toMatchObject([
      { is: 'block', words: expect.stringContaining('dsvm-legacy (Creating)') as string },
    ]);
  });

  const host = 'hdi-spark-ssh.azurehdinsight.example';
  it.each([
    ['the same address', { address: host.toUpperCase() }, 'block'],
    ['the same address and port', { address: host, port: '22' }, 'block'],
    ['another port of it', { address: host, port: '23' }, 'pass'],
    ['another address', { address: `x${host}` }, 'pass'],
  ])('is seen of an old HDInsight entry by its address: %s', async (_, typed, is) => {
    const spark = { ...machine, resourceId: events, addressFrom: 'typed', ...typed };
    const found = await look('HDInsight', spark, await listWithout('hdi-spark'));
    expect(found.map((each) => ({ is: each.is, entry: each.inTheWay?.name }))).toEqual([
      { is, entry: is === 'block' ? 'hdi-spark' : undefined },
    ]);
  });

  it('is seen of an old HDInsight entry that names no port: it has the usual one', async () => {
    const entry = await listWith(
      'hdi-spark',
      /"resourceId":"[^"]*"(.*)"sshPort":22,/u,
      '"resourceId":null$1',
    );
    const spark = { ...machine, resourceId: events, addressFrom: 'typed', address: host };
    expect(await look('HDInsight', spark, entry)).toMatchObject([{ is: 'block' }]);
    expect(await look('HDInsight', { ...spark, port: '2222' }, entry)).toMatchObject([{ is: 'pass' }]);
  });

  it('cannot be told of an old HDInsight entry when the service fills in the address', async () => {
    const spark = { ...machine, resourceId: events, addressFrom: 'service' };
    expect(await look('HDInsight', spark, await listWithout('hdi-spark'))).toMatchObject([
      { is: 'pass' },
      { is: 'unknown', words: expect.stringContaining('hdi-spark') as string },
    ]);
  });

  it('is asked of Kubernetes by namespace: another one is another attachment', async () => {
    const of = async (namespace: string) =>
      (await look('Kubernetes', { resourceId: arc, namespace })).map(({ is, inTheWay }) => ({
        is,
        entry: inTheWay?.name,
      }));
    expect(await of('azureml')).toEqual([{ is: 'block', entry: 'arc-factory' }]);
    expect(await of('default')).toEqual([{ is: 'pass', entry: undefined }]);
  });

  it('only warns when it is attached as another type', async () => {
    expect(await look('Kubernetes', { resourceId: aks })).toMatchObject([
      { is: 'pass' },
      { id: 'duplicate-type', is: 'warn', words: expect.stringContaining('aks-serving (AKS)') as string },
    ]);
  });

  it('cannot be told of an old entry that has an address only, and stops nothing then', async () => {
    const found = await look(
      'VirtualMachine',
      { ...machine, resourceId: team },
      await listWithout('dsvm-legacy'),
    );
    expect(found).toMatchObject([
      { is: 'pass' },
      { is: 'unknown', words: expect.stringContaining('dsvm-legacy') as string },
    ]);
  });

  it('cannot be told when the computes may not be listed', async () => {
    const found = await look('VirtualMachine', { ...machine, resourceId: team }, ({ url }) =>
      /\/computes\?/u.test(url) ? refusal(403, 'AuthorizationFailed') : undefined,
    );
    expect(found).toMatchObject([{ is: 'unknown' }]);
  });
});

describe('whether the resource exists', () => {
  it.each([
    [team, 'pass', 'dsvm-team exists, in westeurope'],
    [`${team}-2`, 'warn', 'dsvm-team-2 is not among what you may read: does it exist?'],
  ])('%s', async (resourceId, is, words) => {
    const plan = planOf('VirtualMachine', { name: 'vm', ...machine, resourceId });
    expect(await attachedResource(stillGateway().gateway, plan, never())).toEqual([
      { id: 'resource', is, words },
    ]);
  });
});

describe('attaching what is attached already', () => {
  const typed = { name: 'again', ...machine, resourceId: legacy };

  it('sends nothing before the name of the existing entry is typed, and then it sends', async () => {
    const sessions = openSessions({ speed: 10 });
    const workbench = await beginAtBoard(sessions);
    await create(sessions, workbench, 'VirtualMachine', typed);
    expect(currentChecks(workbench.store.getState())?.results.some(({ is }) => is === 'block')).toBe(true);
    expect(workbench.store.getState().overlay).toMatchObject({ is: 'overwrite', name: 'dsvm-legacy' });
    for (const wrong of ['again', 'DSVM-LEGACY', '']) {
      workbench.commands.setOverlayLine(lineOf(wrong));
      workbench.commands.confirmOverwrite();
      await sessions.settle();
    }
    expect(writes(sessions)).toEqual([]);
    workbench.commands.setOverlayLine(lineOf('dsvm-legacy'));
    workbench.commands.confirmOverwrite();
    await sessions.settle();
    expect(writes(sessions)).toHaveLength(1);
    expect(bodyOf(writes(sessions)[0])).toMatchObject({ properties: { resourceId: legacy } });
  });

  it('is refused at the last moment when somebody else has attached it in between', async () => {
    const sessions = openSessions({ speed: 10 });
    const workbench = await beginAtBoard(sessions);
    const { commands } = workbench;
    commands.openForm('VirtualMachine');
    for (const [field, text] of Object.entries({ ...typed, resourceId: team }))
      commands.setLine(field, lineOf(text));
    commands.review();
    await sessions.run(400);
    const { body } = planOf('VirtualMachine', { ...typed, resourceId: team });
    const theirs = await sessions.gateway.putCompute(mainPlace, 'theirs', body, never());
    expect(theirs.ok).toBe(true);
    const before = writes(sessions).length;
    commands.send();
    await sessions.settle();
    expect(writes(sessions)).toHaveLength(before);
    expect(operationOf(workbench)).toMatchObject({
      state: 'failed',
      problem: { kind: 'conflict', error: { code: 'AttachedAlready' } },
    });
    expect(JSON.stringify(operationOf(workbench)?.problem)).toContain('theirs (Creating)');
  });

  it('detaches the entry first when that is typed, and attaches once it is gone, at the same name too', async () => {
    for (const name of ['again', 'DSVM-legacy']) {
      const sessions = openSessions({ speed: 30 });
      const workbench = await beginAtBoard(sessions);
      await create(sessions, workbench, 'VirtualMachine', { ...typed, name });
      workbench.commands.setOverlayLine(lineOf('detach dsvm-legacy'));
      workbench.commands.confirmOverwrite();
      await sessions.settle();
      expect(writes(sessions).map(({ method }) => method)).toEqual(['DELETE']);
      expect(writes(sessions)[0]?.url).toContain('underlyingResourceAction=Detach');
      await sessions.run(60_000);
      expect(writes(sessions).map(({ method }) => method)).toEqual(['DELETE', 'PUT']);
      // Whoever watched the one now watches the other.
      const route = routeOf(workbench.store.getState());
      expect(route).toEqual({ screen: 'progress', operation: operationOf(workbench)?.id });
      await sessions.run(120_000);
      expect(operationOf(workbench)).toMatchObject({ does: 'create', name, state: 'succeeded' });
      workbench.close();
    }
  });

  it('attaches nothing when the entry cannot be detached', async () => {
    const sessions = openSessions({
      speed: 30,
      instead: ({ method }) => (method === 'DELETE' ? refusal(409, 'ScopeLocked') : undefined),
    });
    const workbench = await beginAtBoard(sessions);
    await create(sessions, workbench, 'VirtualMachine', typed);
    workbench.commands.setOverlayLine(lineOf('detach dsvm-legacy'));
    workbench.commands.confirmOverwrite();
    await sessions.run(60_000);
    expect(writes(sessions).map(({ method }) => method)).toEqual(['DELETE']);
    expect(operationOf(workbench)).toMatchObject({ does: 'detach', state: 'failed' });
  });

  it('at the same name is never a second attachment: typing the name alone does nothing', async () => {
    const sessions = openSessions({ speed: 10 });
    const workbench = await beginAtBoard(sessions);
    await create(sessions, workbench, 'VirtualMachine', { ...typed, name: 'dsvm-legacy' });
    workbench.commands.setOverlayLine(lineOf('dsvm-legacy'));
    workbench.commands.confirmOverwrite();
    await sessions.settle();
    expect(writes(sessions)).toEqual([]);
  });
});

import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { focusLine, openTarget, pressUntil } from './support/flows.ts';
import { runProgram } from './support/run-program.ts';
import { openStandAlone, type StandAlone } from './support/stand-alone.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

let terminal: Terminal | undefined;
let azure: StandAlone | undefined;
afterEach(async () => {
  await terminal?.close();
  await azure?.close();
  [terminal, azure] = [undefined, undefined];
});

const begin = async (env: Readonly<Record<string, string>> = {}): Promise<Terminal> => {
  const open = openTerminal({ columns: 80, rows: 24, args: ['--demo', '--seed', '7'], env });
  terminal = open;
  await open.waitFor('WORKSPACES 4');
  open.press('enter');
  await open.waitFor('1 COMPUTES 17');
  return open;
};

/** Puts a text into the field of that label. */
const fill = async (open: Terminal, label: string, text: string): Promise<void> => {
  await pressUntil(open, 'tab', label);
  open.press('ctrl-u');
  open.type(text);
  await open.waitFor((screen) => focusLine(screen).includes(text.slice(-12)));
};

/** The next of the values of a field, shown as that. */
const choose = async (open: Terminal, label: string, shown: string): Promise<void> => {
  await pressUntil(open, 'tab', label);
  open.press('right');
  await open.waitFor((screen) => focusLine(screen).includes(`< ${shown} >`));
};

/** Takes the one row of the list of resources that a filter leaves. */
const pick = async (open: Terminal, title: string, filter: string): Promise<void> => {
  await pressUntil(open, 'tab', 'Resource id');
  open.press('enter');
  await open.waitFor(new RegExp(`${title} \\d`, 'u'));
  open.type(filter);
  await open.waitFor(new RegExp(`${title} 1 `, 'u'));
  open.press('enter');
  // Only once the form is back is it known which field has the keys.
  await open.waitFor((screen) => !screen.includes(title) && /[[<] /u.test(focusLine(screen)));
};

const review = async (open: Terminal): Promise<void> => {
  await pressUntil(open, 'shift-tab', '[ Review ]');
  open.press('enter');
};

const send = async (open: Terminal, end: string): Promise<void> => {
  await review(open);
  await open.waitFor('[ Send ]  Enter');
  open.press('enter');
  await open.waitFor(end, 90_000);
  open.press('enter');
  await open.waitFor('COMPUTES');
};

/** What each form is given, besides a name and its resource. */
const forms: readonly {
  readonly title: string;
  readonly list: string;
  readonly resource: string;
  /** What is said before a resource can be named at all. */
  readonly first?: (open: Terminal) => Promise<void>;
  readonly fill: (open: Terminal) => Promise<void>;
}[] = [
  { title: 'kubernetes', list: 'AKS AND ARC CLUSTERS', resource: 'aks-batch', fill: async () => undefined },
  {
    title: 'remote vm',
    list: 'VIRTUAL MACHINES',
    resource: 'dsvm-team',
    fill: async (open) => {
      const { privateKey } = generateKeyPairSync('ed25519');
      const path = join(open.home, 'id_team');
      writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }));
      await choose(open, 'The machine', 'runs Ubuntu and has a public IP');
      await choose(open, 'Signs in with', 'private key');
      await fill(open, 'Private key file', '~/id_team');
    },
  },
  { title: 'aks inference', list: 'AKS CLUSTERS', resource: 'aks-batch', fill: async () => undefined },
  {
    title: 'hdinsight',
    list: 'HDINSIGHT CLUSTERS',
    resource: 'hdi-events',
    fill: async (open) => {
      await choose(open, 'The cluster', 'is Spark and has a public IP');
      await pressUntil(open, 'tab', 'Password');
      open.type('sesame');
    },
  },
  { title: 'azure batch', list: 'BATCH ACCOUNTS', resource: 'teambatch', fill: async () => undefined },
  { title: 'synapse', list: 'SPARK POOLS', resource: 'large', fill: async () => undefined },
  {
    title: 'data factory',
    list: 'DATA FACTORIES',
    resource: 'adf-team',
    first: (open) => choose(open, 'Factory', 'one that exists'),
    fill: async () => undefined,
  },
];

describe('attaching, from the list of targets to the new row, in a real terminal', () => {
  it.each(forms)(
    '$title at 80 x 24',
    async ({ title, list, resource, first, fill: more }) => {
      const open = await begin();
      await openTarget(open, title);
      await first?.(open);
      await fill(open, 'Name ', 'new-entry');
      await pick(open, list, resource);
      await more(open);
      await send(open, 'new-entry is attached');
      await open.waitFor(/›\S new-entry /u);
      open.press('q', 'q');
      expect(await open.exit).toMatchObject({ code: 0 });
    },
    180_000,
  );

  it('a Databricks workspace that the environment names, whose token is never on the screen', async () => {
    const token = `dapi${'0123456789abcdef'.repeat(2)}`;
    const open = await begin({
      AML_DATABRICKS_COMPUTE_NAME: 'mydatabricks',
      AML_DATABRICKS_RESOURCE_GROUP: 'rg-ml-demo',
      AML_DATABRICKS_WORKSPACE: 'dbx-team',
      AML_DATABRICKS_ACCESS_TOKEN: token,
    });
    await openTarget(open, 'databricks');
    await open.waitFor('mydatabricks');
    await send(open, 'mydatabricks is attached');
    await open.waitFor(/›\S mydatabricks /u);
    expect(open.history().join('\n')).not.toContain(token.slice(0, 8));
  }, 180_000);

  it('an inference cluster is created, once it has nodes enough for production', async () => {
    const open = await begin();
    await openTarget(open, 'aks inference');
    await choose(open, 'Cluster', 'a new one');
    await fill(open, 'Name ', 'aks-new');
    await fill(open, 'Nodes', '2');
    await open.waitFor('production needs 12');
    await pressUntil(open, 'shift-tab', 'Nodes');
    open.press('ctrl-u');
    open.type('3');
    await send(open, 'aks-new is created');
    await open.waitFor(/›\S aks-new /u);
    open.press('q', 'q');
    expect(await open.exit).toMatchObject({ code: 0 });
  }, 180_000);

  it('a data factory is created', async () => {
    const open = await begin();
    await openTarget(open, 'data factory');
    await fill(open, 'Name ', 'adf-new');
    await send(open, 'adf-new is created');
    await open.waitFor(/›\S adf-new /u);
    open.press('q', 'q');
    expect(await open.exit).toMatchObject({ code: 0 });
  }, 180_000);
});

describe('attaching what is attached already, in a real terminal', () => {
  it('asks what is to be done, and detaches the entry, waits until it is gone, and attaches then', async () => {
    const open = await begin();
    await openTarget(open, 'data lake');
    await choose(open, 'The service', 'has ended; try all the same');
    await fill(open, 'Name ', 'adla-again');
    await pick(open, 'DATA LAKE ACCOUNTS', 'contosoadla');
    await review(open);
    await open.waitFor('adla-archive is in the way: Enter asks');
    open.press('enter');
    await open.waitFor('Type what is to be done');
    open.type('adla');
    open.press('enter');
    await open.waitFor('type adla-archive to confirm');
    open.type('-archive');
    await open.waitFor('[ Attach again ]');
    open.press('ctrl-u');
    open.type('detach adla-archive');
    await open.waitFor('[ Detach, then attach ]');
    open.press('enter');
    await open.waitFor('Detaching adla-archive');
    await open.waitFor('adla-again is attached', 90_000);
    open.press('enter', 'q', 'q');
    expect(await open.exit).toMatchObject({ code: 0 });
  }, 180_000);

  it('opens the entry on Ctrl-O, and attaches a second time once its name is typed', async () => {
    const open = await begin();
    await openTarget(open, 'azure batch');
    await fill(open, 'Name ', 'batch-again');
    await pick(open, 'BATCH ACCOUNTS', 'contosobatch');
    await review(open);
    const inTheWay = 'batch-render is in the way: Enter asks';
    await open.waitFor(inTheWay);
    open.press('enter');
    await open.waitFor('Type what is to be done');
    open.press('ctrl-o');
    await open.waitFor(/attached resource[^]*contosobatch/u);
    open.press('q');
    await open.waitFor(inTheWay);

    open.press('enter');
    await open.waitFor('Type what is to be done');
    open.type('batch-render');
    await open.waitFor('[ Attach again ]  Enter does it');
    open.press('enter');
    await open.waitFor('batch-again is attached', 90_000);
    open.press('enter');
    await open.waitFor(/COMPUTES 18 [^]*›\S batch-again /u);
    open.press('q', 'q');
    expect(await open.exit).toMatchObject({ code: 0 });
  }, 180_000);

  it('is a question of the namespace on Kubernetes: the same is in the way, another is not', async () => {
    const open = await begin();
    await openTarget(open, 'kubernetes');
    await fill(open, 'Name ', 'arc-again');
    await pick(open, 'AKS AND ARC CLUSTERS', 'arc-factory');
    await fill(open, 'Namespace', 'azureml');
    await open.waitFor('attached already, as arc-factory');
    await pressUntil(open, 'shift-tab', 'Namespace');
    await fill(open, 'Namespace', 'team-b');
    await open.waitFor((screen) => !screen.includes('attached already') && /\d+ pass/u.test(screen));
    await send(open, 'arc-again is attached');
    await open.waitFor(/COMPUTES 18 [^]*›\S arc-again /u);
    open.press('q', 'q');
    expect(await open.exit).toMatchObject({ code: 0 });
  }, 180_000);

  it('is not done when somebody else has attached it between the review and the key that sends', async () => {
    azure = await openStandAlone('--speed', '30');
    const { cloudArgs, placeArgs, env, world, workspaceName } = azure;
    const at = [...cloudArgs, ...placeArgs];
    const open = openTerminal({ columns: 80, rows: 24, args: at, env });
    terminal = open;
    await open.waitFor('1 COMPUTES 17', 30_000);
    await openTarget(open, 'synapse');
    await fill(open, 'Name ', 'spark-late');
    await pick(open, 'SPARK POOLS', 'large');
    await review(open);
    await open.waitFor('[ Send ]  Enter');

    const pool = `/subscriptions/${azure.subscriptionId}/resourceGroups/rg-shared-data/providers/Microsoft.Synapse/workspaces/syn-contoso/bigDataPools/large`;
    const yaml = `name: spark-first\ntype: synapsespark\nresource_id: ${pool}\n`;
    expect(await runProgram(open.home, ['apply', '-', ...at], { env, input: yaml })).toMatchObject({
      code: 0,
    });
    open.press('enter');
    await open.waitFor('spark-late could not be attached', 30_000);
    await open.waitFor('spark-first');
    const { workspaces } = await world();
    const names = workspaces.find(({ name }) => name === workspaceName)?.computes.map(({ name }) => name);
    expect(names).toContain('spark-first');
    expect(names).not.toContain('spark-late');
  }, 180_000);
});

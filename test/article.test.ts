import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Draft } from '#azure/targets/field.ts';
import { targets } from '#azure/targets/index.ts';
import { partsOf } from '#azure/targets/parts.ts';
import type { TargetId } from '#azure/targets/target.ts';
import { lineOf } from '#state/line-edit.ts';
import { openBoardScreen, type OpenShell, type ShellOptions } from '#test/support/shell.tsx';
import { allWords, checked, facts, formOfTarget } from './azure/targets/forms.ts';

/*
 * What Microsoft's article on creating compute targets (September 2020) says, statement by statement, and where its reader meets it here. Each
 * statement has a title of our own; what is expected is read from the screens, or from the forms that the screens draw.
 */

const words = (shell: OpenShell): string => shell.text().replaceAll(/\s+/gu, ' ');

/** High enough that a page is read without scrolling. */
const tall: ShellOptions = { columns: 140, rows: 260 };

const openTargets = async (options: ShellOptions): Promise<OpenShell> => {
  const shell = await openBoardScreen(options);
  await shell.press('c');
  return shell;
};

/** The list of target types with the cursor on one of them. */
const list = async (target: TargetId): Promise<string> => {
  const shell = await openTargets({ columns: 80, rows: 40 });
  shell.workbench.commands.select('targets', target);
  await shell.drawn();
  // The table by its lines; what is said of the type, without their ends.
  return `${shell.text()}\n${words(shell)}`;
};

/** The page of a kind of target. */
const page = async (target: TargetId): Promise<string> => {
  const shell = await openTargets({
    ...tall,
    besides: {
      computer: {
        docker: () => Promise.resolve({ is: 'missing' }),
        port: (port) => Promise.resolve({ is: 'free', port }),
      },
    },
  });
  shell.workbench.commands.select('targets', target);
  await shell.press('u');
  return words(shell);
};

/** What to do next, from the row of a compute. */
const nextOf = async (name: string): Promise<string> => {
  const shell = await openBoardScreen(tall);
  const { data = [] } = shell.workbench.store.getState().board?.computes ?? {};
  const id = data.find((each) => each.name === name)?.id.toLowerCase() ?? '';
  shell.workbench.commands.select('computes', id);
  await shell.press('u');
  return words(shell);
};

/** The labels and the help of every field of a form. */
const fields = (target: TargetId): Promise<string> =>
  Promise.resolve(
    formOfTarget(target)
      .fields.map(({ label, help, group }) => `${group}: ${label}: ${help}`)
      .join('\n'),
  );

/** What a form says of what is filled in. */
const said = (target: TargetId, draft: Draft): Promise<string> =>
  Promise.resolve(allWords(checked(target, draft)));

/** What a form begins with. */
const initial = (target: TargetId): Promise<string> =>
  Promise.resolve(
    Object.entries(formOfTarget(target).initial(facts))
      .map(([name, text]) => `${name}=${text}`)
      .join(' '),
  );

/** The form of a kind of target, as it is opened on the board. */
const form = async (target: TargetId): Promise<OpenShell> => {
  const shell = await openTargets({ columns: 140, rows: 100 });
  shell.workbench.commands.select('targets', target);
  await shell.press('enter');
  return shell;
};

/** A form on the board with those texts in its fields, with its checks answered. */
const filled = async (target: TargetId, draft: Draft): Promise<OpenShell> => {
  const shell = await form(target);
  for (const [name, text] of Object.entries(draft)) shell.workbench.commands.setLine(name, lineOf(text));
  await shell.run(1000);
  return shell;
};

/** What its review says then. */
const reviewOf = async (target: TargetId, draft: Draft): Promise<string> => {
  const shell = await filled(target, draft);
  await shell.press('shift-tab', 'enter');
  await shell.run(1000);
  return words(shell);
};

const attachedAks: Draft = {
  mode: 'attach',
  name: 'scoring',
  resourceId: `/subscriptions/${facts.place.subscriptionId}/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/a`,
};

/** From a form to its review, with its checks answered. */
const review = async (name: string, ...keys: readonly string[]): Promise<OpenShell> => {
  const shell = await openTargets({ columns: 140, rows: 100 });
  await shell.press('enter');
  await shell.type(name);
  await shell.press(...keys, 'shift-tab', 'enter');
  await shell.run(1000);
  return shell;
};

const cluster: Draft = { name: 'train-1', size: 'Standard_DS3_v2' };

type Statement = readonly [
  title: string,
  seen: () => Promise<string>,
  expected: readonly (string | RegExp)[],
];

const statements: readonly Statement[] = [
  [
    'A1 other tools manage the same computes',
    () => page('AmlCompute'),
    ['in the studio', 'Azure CLI', 'Visual Studio Code'],
  ],
  [
    'A2 what is needed before',
    () => page('VirtualMachine'),
    ['A subscription, this workspace', 'pip install azureml-core', 'az extension add --name ml'],
  ],
  ['A3 one attachment at a time: AKS', () => list('AKS'), ['breaks the first one']],
  ['A3 one attachment at a time: VM', () => list('VirtualMachine'), ['breaks the first one']],
  ['A3 one attachment at a time: HDInsight', () => list('HDInsight'), ['breaks the first one']],
  ['A3 one attachment at a time: Batch', () => list('Batch'), ['breaks the first one']],
  ['A3 one attachment at a time: Databricks', () => list('Databricks'), ['breaks the first one']],
  [
    'A4 to attach again, detach first',
    () => reviewOf('AKS', attachedAks),
    ['Nothing of it can be changed later: detach it, wait until it is gone, and attach it again'],
  ],
  ['A4 to change TLS, detach first', () => fields('AKS'), ['To change it, detach and attach again']],
  [
    'A5 previews are marked: Functions',
    () => list('Functions'),
    [/Functions +nothing +preview/u, 'no service level'],
  ],
  [
    'A5 previews are marked: IoT Edge',
    () => list('IoTEdge'),
    [/IoT Edge +nothing +preview/u, 'not for production'],
  ],
  ['A6 begin locally, then a cluster', () => page('local'), ['start here or on a small VM', 'to a cluster']],
  [
    'A7 what trains where',
    () => list('AmlCompute'),
    [
      /Compute cluster +create +current +yes +yes +yes/u,
      /Compute instance +create +current +SDK +yes +-/u,
      /Remote VM +attach +preview +yes +yes +-/u,
      /HDInsight +attach +legacy +- +yes +-/u,
      /Azure Batch +attach +legacy +- +yes +-/u,
      /Azure Databricks +attach +legacy +SDK.* +yes +-/u,
      /Data Lake Analytics +attach +retired +- +yes +-/u,
      /Local computer +nothing +current +yes +- +-/u,
    ],
  ],
  [
    'A7 Databricks in the local mode of the SDK',
    () => page('Databricks'),
    ['automated ML yes (SDK local mode)'],
  ],
  ['A8 targets are used again', () => page('AmlCompute'), ['used again from one job to the next']],
  [
    'A9 persistent, or made for one run',
    () => nextOf('gpu-train'),
    [
      'A cluster of this workspace stays',
      'for a single run and remove it afterwards',
      'could not be used again',
    ],
  ],
  [
    'A10 what infers where',
    () => list('AmlCompute'),
    [
      /Compute cluster .* yes +- *$/mu,
      /Compute instance .* - +tests$/mu,
      /AKS inference cluster .* - +yes$/mu,
      /Local computer .* - +tests$/mu,
      /Container Instances .* - +tests$/mu,
      /Azure Functions .* - +image only$/mu,
      /IoT Edge .* - +image only$/mu,
    ],
  ],
  ['A10 a container that the service builds', () => page('ContainerInstances'), ['builds a Docker image']],
  [
    'A11 local training needs no target',
    () => page('local'),
    ['nothing to create', 'compute_target="local"'],
  ],
  [
    'A12 local inference needs Docker and a port',
    () => page('local'),
    ['Docker is not installed', 'port 8890 is free', 'LocalWebservice.deploy_configuration( port=8890 )'],
  ],
  [
    'A13 what a cluster is',
    () => page('AmlCompute'),
    [
      'Managed virtual machines',
      'Shared by everybody',
      'CPU or GPU',
      'runs in a container',
      'one node or on as many',
    ],
  ],
  [
    'A13 a cluster in a virtual network',
    () => fields('AmlCompute'),
    [/Network: Subnet/u, "the workspace's own"],
  ],
  ['A14 the quota is looked at', async () => words(await review('train-1')), [/needs \d+.* has \d+ of \d+/u]],
  [
    'A15 100 nodes, more by a support request',
    () => list('AmlCompute'),
    ['Up to 100 nodes', 'support request', 'between nodes (MPI)'],
  ],
  [
    'A15 a warning above 100',
    () => said('AmlCompute', { ...cluster, max: '101' }),
    ['need a support request'],
  ],
  ['A15 none at 100', () => said('AmlCompute', { ...cluster, max: '100' }), [/^(?!.*support request)/su]],
  ['A16 min 0 costs nothing', () => fields('AmlCompute'), ['0 avoids idle cost']],
  [
    'A16 nodes above 0 are billed',
    () => said('AmlCompute', { ...cluster, min: '2' }),
    ['billed all the time'],
  ],
  [
    'A17 sensible defaults',
    () => initial('AmlCompute'),
    ['min=0', 'max=4', 'idle=120s', 'priority=Dedicated'],
  ],
  [
    'A17 a name and a size are enough',
    () => Promise.resolve(JSON.stringify(checked('AmlCompute', cluster).plan?.body)),
    ['"minNodeCount":0,"maxNodeCount":4'],
  ],
  ['A18 a fixed size', () => fields('AmlCompute'), ['The same as min: a fixed size']],
  [
    'A19 low priority',
    () => said('AmlCompute', { ...cluster, priority: 'LowPriority' }),
    ['may be taken away', 'starts again from its beginning, or is cancelled', '31 March 2026'],
  ],
  [
    'A20 identities of a cluster',
    () => fields('AmlCompute'),
    ['Identities can be added and removed later', 'The first is the default one'],
  ],
  [
    'A20 its client id in code',
    () => nextOf('gpu-train'),
    ['DEFAULT_IDENTITY_CLIENT_ID', 'the first of its user-assigned ones'],
  ],
  [
    'A21 what an instance is',
    () => list('ComputeInstance'),
    [
      'stop it to stop the bill',
      'Not shareable',
      'several jobs at once',
      'no SSH port need be open',
      'one user',
    ],
  ],
  [
    'A22 its name: ci and the workspace id',
    async () => {
      const shell = await form('ComputeInstance');
      const { workspaces } = shell.simulator.world();
      const guid = workspaces.find(({ name }) => name === shell.place.workspace)?.workspaceGuid ?? 'none';
      return words(shell).replace(`ci${guid.slice(0, 8)}`, 'ci + the start of the workspace id');
    },
    [/Name \[ ci \+ the start of the workspace id \]/u],
  ],
  ['A22 unique in the region', () => fields('ComputeInstance'), ['Unique in the whole region']],
  [
    'A22 one that exists is used',
    async () => {
      const shell = await form('ComputeInstance');
      await shell.press('ctrl-u');
      await shell.type('ci-amara');
      const before = words(shell);
      await shell.press('ctrl-o');
      return `${before} Then: ${words(shell)}`;
    },
    [/use it, or choose another name\. Ctrl-O opens it\..* Then: .*ci-amara.*Running/u],
  ],
  ['A23 SSH is off by default', () => initial('ComputeInstance'), ['ssh=Disabled']],
  ['A23 network and key', () => fields('ComputeInstance'), [/Network: Subnet/u, 'Public key']],
  [
    'A24 Container Instances are made by deploying',
    () => list('ContainerInstances'),
    [/Container Instances +nothing/u, 'cannot be created or attached any other way'],
  ],
  [
    'A25 AKS: what is chosen',
    () => fields('AKS'),
    [
      'production needs 12 vCPUs',
      'Load balancer',
      'Service range',
      'DNS address',
      'Docker bridge',
      'Certificate file',
      'it scales by them only',
    ].map((part) => new RegExp(part, 'iu')),
  ],
  [
    'A25 AKS: what is not',
    () => list('AKS'),
    ['of a version of its choice', 'basic load balancer', 'by nodes only', 'dev-test is for tests only'],
  ],
  [
    'A25 AKS: how long it takes',
    () => reviewOf('AKS', attachedAks),
    ['Usually takes about 5 minutes to attach, about 10 to create'],
  ],
  [
    'A25 AKS: dev-test is not for production',
    () => said('AKS', { ...attachedAks, purpose: 'DevTest' }),
    ['not for production'],
  ],
  [
    'A25 AKS: names have 3 characters',
    () => said('AKS', { ...attachedAks, name: 'ab' }),
    ['3 characters or more'],
  ],
  [
    'A26 remote VM',
    () => fields('VirtualMachine'),
    [
      'Only Ubuntu works',
      'public address',
      'Data Science VM',
      'Password',
      'Private key file',
      'SSH port',
      'Resource id',
    ],
  ],
  ['A26 port 22', () => initial('VirtualMachine'), ['port=22']],
  [
    'A26 conda, an own Python, or Docker',
    () => page('VirtualMachine'),
    ['conda, built by the system', 'a Python that is there', 'the Docker engine must run on the machine'],
  ],
  [
    'A27 HDInsight',
    () => fields('HDInsight'),
    ['Only Spark clusters', 'public address', '-ssh.azurehdinsight.net', 'Passphrase', 'Private key file'],
  ],
  ['A27 create it first', () => list('HDInsight'), ['Create the cluster first, with an SSH user']],
  ['A27 its user and port', () => initial('HDInsight'), ['user=sshuser', 'port=22']],
  ['A28 Batch', () => list('Batch'), ['Used by AzureBatchStep']],
  ['A28 its account', () => fields('Batch'), ['Resource group', 'a Batch account']],
  ['A29 Databricks', () => list('Databricks'), ['in the same subscription as the workspace']],
  ['A29 its token', () => fields('Databricks'), ['Access token', 'Resource group', 'a Databricks workspace']],
  [
    'A29 another subscription is warned of',
    () =>
      said('Databricks', {
        name: 'dbx',
        token: 'dapi0',
        resourceId:
          '/subscriptions/99999999-2222-3333-4444-555555555555/resourceGroups/rg/providers/Microsoft.Databricks/workspaces/w',
      }),
    ['in another subscription than the workspace'],
  ],
  [
    'A30 Data Lake Analytics',
    () => list('DataLakeAnalytics'),
    ['default store', 'DataTransferStep', '29 February 2024'],
  ],
  ['A30 its account', () => fields('DataLakeAnalytics'), ['Resource group', 'a Data Lake Analytics account']],
  [
    'A32 run configuration of a VM',
    () => page('VirtualMachine'),
    [
      'Environment(',
      'CondaDependencies.create(',
      'DEFAULT_CPU_IMAGE',
      'DEFAULT_GPU_IMAGE',
      'script="train.py"',
      'compute_target=',
    ],
  ],
  [
    'A32 run configuration of HDInsight',
    () => page('HDInsight'),
    ['framework="pyspark"', 'CondaDependencies.create(', 'config.target ='],
  ],
  [
    'A33 the state of provisioning and its errors',
    async () => {
      const shell = await openBoardScreen({ ...tall });
      const { data = [] } = shell.workbench.store.getState().board?.computes ?? {};
      const failed = data.find(({ provisioningErrors }) => provisioningErrors.length > 0);
      shell.workbench.commands.select('computes', failed?.id.toLowerCase() ?? '');
      await shell.press('enter');
      return words(shell);
    },
    [/provisioning Failed/u, /error \w+/u],
  ],
  [
    'A34 what comes next',
    () => nextOf('gpu-train'),
    ['Submit a job', 'Tune hyperparameters', 'Secure it with a virtual network'],
  ],
  ['A34 deploy', () => page('Kubernetes'), ['Deploy a model to it']],
];

test.each(statements)('%s', async (_, seen, expected) => {
  const text = await seen();
  for (const part of expected) expect(text).toMatch(part);
});

test('are listed in docs/article.md, each of them', () => {
  const listed = readFileSync('docs/article.md', 'utf8').split('\n');
  const missing = statements.filter(([title]) => !listed.some((line) => line.startsWith(`| ${title} |`)));
  expect(missing.map(([title]) => title)).toEqual([]);
});

const variables: readonly (readonly [TargetId, string, string])[] = [
  ['Databricks', 'AML_DATABRICKS_COMPUTE_NAME', 'name'],
  ['Databricks', 'AML_DATABRICKS_WORKSPACE', 'resource'],
  ['Databricks', 'AML_DATABRICKS_RESOURCE_GROUP', 'resourceGroup'],
  ['Databricks', 'AML_DATABRICKS_ACCESS_TOKEN', 'token'],
  ['DataLakeAnalytics', 'AML_ADLA_COMPUTE_NAME', 'name'],
  ['DataLakeAnalytics', 'AML_ADLA_RESOURCE_GROUP', 'resourceGroup'],
  ['DataLakeAnalytics', 'AML_ADLA_ACCOUNT_NAME', 'resource'],
];

test.each(variables)('A31 %s: %s is proposed', (target, variable, field) => {
  vi.stubEnv(variable, 'from-outside');
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  expect(formOfTarget(target).initial(facts)[field]).toBe('from-outside');
});

test('A33 waiting shows how it goes, and what it has led to', async () => {
  const shell = await review('train-1');
  await shell.press('enter');
  expect(words(shell)).toMatch(/Creating train-1.*the service says/u);
  await shell.run(120_000);
  expect(words(shell)).toMatch(/Operation begun/u);
});

test('nothing of what the list says of a kind is cut off at 80 columns', async () => {
  const shell = await openTargets({ columns: 80, rows: 24 });
  for (const target of targets) {
    shell.workbench.commands.select('targets', target.id);
    await shell.drawn();
    const aside = words(shell);
    const { words: told } = partsOf(target.id);
    for (const note of [told?.about ?? 'nothing', ...(told?.notes ?? [])]) expect(aside).toContain(note);
  }
});

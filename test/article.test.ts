import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Draft } from '#azure/targets/field.ts';
import { targets } from '#azure/targets/index.ts';
import { partsOf } from '#azure/targets/parts.ts';
import {
  fields,
  filled,
  form,
  initial,
  list,
  nextOf,
  openTargets,
  page,
  review,
  reviewOf,
  said,
  tall,
  words,
} from '#test/support/article-pages.ts';
import { openBoardScreen } from '#test/support/shell.tsx';
import { facts } from './azure/targets/forms.ts';

/*
 * What Microsoft's article on creating compute targets (September 2020) says, statement by statement, and where its reader meets it here. Each
 * statement has a title of our own; what is expected is read from the screens.
 */

const attachedAks: Draft = {
  mode: 'attach',
  name: 'scoring',
  resourceId: `/subscriptions/${facts.place.subscriptionId}/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/a`,
};

const variables: Readonly<Record<string, string>> = {
  AML_DATABRICKS_COMPUTE_NAME: 'dbx-outside',
  AML_DATABRICKS_WORKSPACE: 'dbx-workspace',
  AML_DATABRICKS_RESOURCE_GROUP: 'rg-dbx',
  AML_DATABRICKS_ACCESS_TOKEN: 'dapi0000',
  AML_ADLA_COMPUTE_NAME: 'adla-outside',
  AML_ADLA_RESOURCE_GROUP: 'rg-adla',
  AML_ADLA_ACCOUNT_NAME: 'adlaaccount',
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
  [
    'A6 begin locally, then a cluster',
    () => list('AmlCompute'),
    ['Start locally or on a small VM, then a cluster'],
  ],
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
    'A7 what trains, at 80 columns and in a wide terminal',
    async () => {
      const wide = await openTargets({ columns: 120, rows: 40 });
      const [spark, batch] = [await list('HDInsight'), await list('Batch')];
      return `${wide.text()} | ${spark} | ${batch}`;
    },
    [
      /TRAIN +AUTOML/u,
      /HDInsight +attach +legacy +Spark +- +yes/u,
      /Azure Batch +attach +legacy +- +- +yes/u,
      /HDInsight.*Trains: Spark\./su,
      /Does not train but as a step of a pipeline\./u,
    ],
  ],
  [
    'A7 Databricks in the local mode of the SDK',
    () => page('Databricks'),
    ['automated ML yes (SDK local mode)'],
  ],
  ['A8 targets are used again', () => list('AmlCompute'), ['each serves job after job']],
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
    [/ Network .*Subnet/u, "the workspace's own"],
  ],
  [
    'A14 the quota is looked at',
    async () => words(await review('train-1')),
    [/needs \d+ vCPUs, \d+ of \d+ left in/u],
  ],
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
    [/Min nodes \[ 0 +\]/u, /Max nodes \[ 4 +\]/u, /Idle \S* *\S* *\[ 120s +\]/u, /< dedicated >/u],
  ],
  [
    'A17 a name and a size are enough',
    () => reviewOf('AmlCompute', cluster),
    ['"minNodeCount": 0, "maxNodeCount": 4', '[ Send ] Enter sends it'],
  ],
  ['A18 a fixed size', () => fields('AmlCompute'), ['The same as min: a fixed size']],
  [
    'A19 low priority',
    () => said('AmlCompute', { ...cluster, priority: 'LowPriority' }),
    ['may be taken away', 'starts again from its beginning, or is cancelled', '31 March 2026'],
  ],
  [
    'A20 identities of a cluster',
    () => fields('AmlCompute', {}, { identity: 'user' }),
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
  ['A23 SSH is off by default', () => initial('ComputeInstance'), [/SSH < off >/u]],
  [
    'A23 network and key',
    () => fields('ComputeInstance', { ssh: 'Enabled' }),
    [/ Network .*Subnet/u, 'Public key'],
  ],
  [
    'A24 Container Instances are made by deploying',
    () => list('ContainerInstances'),
    [/Container Instances +nothing/u, 'cannot be created or attached any other way'],
  ],
  [
    'A25 AKS: what is chosen',
    () => fields('AKS', { mode: 'create', network: 'own', tls: 'own' }),
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
    async () =>
      `${words(await filled('AKS', { ...attachedAks, name: 'ab' }))} ${words(await filled('AKS', { ...attachedAks, name: 'a'.repeat(25) }))}`,
    [
      '3 to 32 characters are allowed, this has 2',
      'longer than 24 characters: newer service versions refuse it',
    ],
  ],
  [
    'A26 remote VM',
    () => fields('VirtualMachine', {}, { signIn: 'key' }),
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
  [
    'A26 a server outside of Azure',
    async () =>
      `${await list('VirtualMachine')} ${words(await filled('VirtualMachine', { resourceId: '203.0.113.7' }))}`,
    [
      'A virtual machine of yours in Azure',
      'A server outside of Azure is taken no more: connect a Kubernetes cluster on it with Azure Arc',
      'an address alone is taken no more',
    ],
  ],
  ['A26 port 22', () => initial('VirtualMachine'), [/SSH port \[ 22 +\]/u]],
  [
    'A26 conda, an own Python, or Docker',
    () => page('VirtualMachine'),
    ['conda, built by the system', 'a Python that is there', 'the Docker engine must run on the machine'],
  ],
  [
    'A27 HDInsight',
    () => fields('HDInsight', { signIn: 'key', addressFrom: 'typed' }),
    ['Only Spark clusters', 'public address', '-ssh.azurehdinsight.net', 'Passphrase', 'Private key file'],
  ],
  ['A27 create it first', () => list('HDInsight'), ['Create the cluster first, with an SSH user']],
  ['A27 its user and port', () => initial('HDInsight'), [/SSH user \[ sshuser +\]/u, /SSH port \[ 22 +\]/u]],
  ['A28 Batch', () => list('Batch'), ['Used by AzureBatchStep']],
  ['A28 its account', () => fields('Batch', { by: 'parts' }), ['Resource group', 'a Batch account']],
  ['A29 Databricks', () => list('Databricks'), ['in the same subscription as the workspace']],
  [
    'A29 its token',
    () => fields('Databricks', { by: 'parts' }),
    ['Access token', 'Resource group', 'a Databricks workspace'],
  ],
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
  [
    'A30 its account',
    () => fields('DataLakeAnalytics', { by: 'parts' }),
    ['Resource group', 'a Data Lake Analytics account'],
  ],
  [
    'A31 the environment variables of the article are proposed',
    async () => {
      for (const [variable, text] of Object.entries(variables)) vi.stubEnv(variable, text);
      onTestFinished(() => {
        vi.unstubAllEnvs();
      });
      return `${await initial('Databricks')} | ${await initial('DataLakeAnalytics')}`;
    },
    [
      /Name \[ dbx-outside .*Resource group \[ rg-dbx .*Resource name \[ dbx-workspace .*Access token \[ \*{8} .*\|/u,
      /\|.*Name \[ adla-outside .*Resource group \[ rg-adla .*Resource name \[ adlaaccount /u,
    ],
  ],
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
    'A33 waiting shows how it goes, and what it has led to',
    async () => {
      const shell = await review('train-1');
      await shell.press('enter');
      const waiting = words(shell);
      await shell.run(120_000);
      return `${waiting} | ${words(shell)}`;
    },
    [
      /Creating train-1.*the service says(?:(?!what to do|is created).)* \|/u,
      /\|.*train-1 is created.*what to do Submit a job/u,
    ],
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

test('are those of docs/article.md, no more and no fewer', () => {
  const listed = readFileSync('docs/article.md', 'utf8')
    .split('\n')
    .flatMap((line) => /^\| (A\d.*?) \|/u.exec(line)?.[1] ?? []);
  expect(listed.toSorted()).toEqual(statements.map(([title]) => title).toSorted());
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

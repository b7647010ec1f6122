import { describe, expect, it } from 'vitest';
import { clusterBody, freeResources, mainPath, simulatorBench } from '../support/simulator-clock.ts';

const computes = `${mainPath}/computes`;
const subnetId = `${mainPath.split('/providers/')[0]}/providers/Microsoft.Network/virtualNetworks/vnet-demo/subnets/default`;

const body = (computeType: string, resourceId?: string, properties: unknown = {}) => ({
  location: 'westeurope',
  properties: { computeType, ...(resourceId === undefined ? {} : { resourceId }), properties },
});

const { VirtualMachine: machine, HDInsight: spark, Databricks: lakehouse, Batch: batch } = freeResources;
const vm = (properties: unknown, id: string = machine) => body('VirtualMachine', id, properties);
const signIn = { sshPort: 22, administratorAccount: { username: 'ada', password: 'secret' } };
const token = { databricksAccessToken: 'dapi0' };

const agents = (agentCount: number, more: Readonly<Record<string, unknown>> = {}) =>
  body('AKS', undefined, { agentCount, agentVmSize: 'Standard_DS3_v2', ...more });
const network = {
  subnetId,
  serviceCidr: '10.0.0.0/16',
  dnsServiceIP: '10.0.0.10',
  dockerBridgeCidr: '172.17.0.1/16',
};
const inNetwork = (more: Readonly<Record<string, unknown>>) =>
  agents(3, { aksNetworkingConfiguration: { ...network, ...more } });
const withTls = (sslConfiguration: unknown) => agents(3, { sslConfiguration });

/** What a new entry may be: what is sent, and of what is refused the code and a part of the words. */
const entries: readonly (readonly [what: string, sent: unknown, code?: string, words?: string])[] = [
  ['a machine', vm(signIn)],
  ['a machine by its id in capitals, with a slash at the end', vm(signIn, `${machine.toUpperCase()}/`)],
  ['a machine without location', { properties: vm(signIn).properties }, 'LocationRequired', 'location'],
  ['nothing', body('Kubernetes'), 'BadArgument', 'resourceId is required'],
  ['a name', vm(signIn, 'my-vm'), 'LinkedInvalidPropertyId', 'fully qualified'],
  [
    'half an id',
    body('HDInsight', '/subscriptions/{s}', signIn),
    'LinkedInvalidPropertyId',
    'HDInsight/clusters',
  ],
  ['a Batch account as a machine', vm(signIn, batch), 'LinkedInvalidPropertyId', 'Compute/virtualMachines'],
  ['a part of a machine', vm(signIn, `${machine}/extensions`), 'LinkedInvalidPropertyId', 'virtualMachines'],
  [
    'a machine as Kubernetes',
    body('Kubernetes', machine),
    'LinkedInvalidPropertyId',
    ' or Microsoft.Kubernetes',
  ],
  ['a machine that is not there', vm(signIn, `${machine}-2`), 'InvalidResourceReference', 'not found'],
  ['a machine without account', vm({ sshPort: 22 }), 'BadArgument', 'administratorAccount'],
  ['a machine without user', vm({ administratorAccount: { password: 'x' } }), 'BadArgument', 'username'],
  [
    'a machine without secret',
    vm({ administratorAccount: { username: 'ada', password: '' } }),
    'BadArgument',
    'a password or privateKeyData',
  ],
  ['a machine by key', vm({ administratorAccount: { username: 'ada', privateKeyData: 'pem' } })],
  ['port 99999', vm({ ...signIn, sshPort: 99_999 }), 'BadArgument', 'from 1 to 65535'],
  ['port 0', body('HDInsight', spark, { ...signIn, sshPort: 0 }), 'BadArgument', 'from 1 to 65535'],
  ['an HDInsight cluster', body('HDInsight', spark, signIn)],
  ['an HDInsight cluster without account', body('HDInsight', spark), 'BadArgument', 'administratorAccount'],
  ['a Databricks workspace', body('Databricks', lakehouse, token)],
  [
    'a Databricks workspace without token',
    body('Databricks', lakehouse),
    'BadArgument',
    'databricksAccessToken',
  ],
  ['a Batch account', body('Batch', batch)],
  ['an AKS cluster as Kubernetes', body('Kubernetes', freeResources.Kubernetes)],
  ['a Data Factory to be made', body('DataFactory')],
  ['an inference cluster to be made', agents(3)],
  ['two machines for production', agents(2), 'BadArgument', 'At least 3 machine(s)'],
  [
    '6 cores for production',
    agents(3, { agentVmSize: 'Standard_DS2_v2' }),
    'BadArgument',
    'at least 12 cores',
  ],
  ['8 cores, densely used', agents(2, { clusterPurpose: 'DenseProd' }), 'BadArgument', 'at least 12 cores'],
  ['one machine for tests', agents(1, { clusterPurpose: 'DevTest' })],
  ['less than no machine', agents(-1, { clusterPurpose: 'DevTest' }), 'BadArgument', '0 or more'],
  ['a size that only AKS knows', agents(3, { agentVmSize: 'Standard_D3_v9' })],
  ['a network of its own', inNetwork({})],
  ['half a network', inNetwork({ dnsServiceIP: undefined }), 'BadArgument', 'dnsServiceIP is missing'],
  ['a range of 33 bits', inNetwork({ serviceCidr: '10.0.0.0/33' }), 'BadArgument', 'serviceCidr'],
  ['a certificate of nobody', withTls({ status: 'Perhaps' }), 'BadArgument', 'sslConfiguration.status'],
  [
    'half a certificate',
    withTls({ status: 'Enabled', cert: 'c', cname: 'n' }),
    'BadArgument',
    'cert, key and cname',
  ],
  ["Microsoft's certificate without label", withTls({ status: 'Auto' }), 'BadArgument', 'leafDomainLabel'],
];

/** What cannot become of a compute that exists: its name, what is sent, a part of the words. */
const changes: readonly (readonly [name: string, sent: unknown, path: string])[] = [
  ['cpu-batch', clusterBody({ vmSize: 'Standard_DS2_v2' }), 'vmSize'],
  ['cpu-batch', clusterBody({ vmPriority: 'LowPriority' }), 'vmPriority'],
  ['cpu-batch', clusterBody({ subnet: { id: subnetId } }), 'subnet.id'],
  [
    'ci-amara',
    body('ComputeInstance', undefined, {
      vmSize: 'STANDARD_DS11_V2',
      sshSettings: { sshPublicAccess: 'Enabled', adminPublicKey: 'ssh-rsa AAAA' },
    }),
    'sshSettings.sshPublicAccess',
  ],
  ['dbx-lakehouse', body('Databricks', lakehouse, token), 'resourceId'],
];

describe('the rules for what is attached', () => {
  it.each(entries.map(([what, sent, code, words = '']) => ({ what, sent, code, words })))(
    '$code for $what',
    async ({ sent, code, words }) => {
      const { status, json } = await simulatorBench().ask('PUT', `${computes}/new-one`, sent);
      expect({ status, code: json.error?.code }).toEqual({ status: code === undefined ? 201 : 400, code });
      expect(json.error?.message ?? '').toContain(words);
    },
  );

  it.each(changes.map(([name, sent, path]) => ({ name, sent, path })))(
    'keep $path of $name',
    async ({ name, sent, path }) => {
      const { status, json } = await simulatorBench().ask('PUT', `${computes}/${name}`, sent);
      expect(status).toBe(400);
      expect(json.error).toEqual({
        code: 'BadArgument',
        message: `The ${path} of an existing compute can not be changed.`,
      });
    },
  );

  it.each([['dbx-lakehouse'], ['dsvm-legacy'], ['aks-serving'], ['ci-amara'], ['cpu-batch']])(
    'take back %s as it was told, though no answer holds its secrets',
    async (name) => {
      const bench = simulatorBench();
      const { json } = await bench.ask('GET', `${computes}/${name}`);
      expect((await bench.ask('PUT', `${computes}/${name}`, json)).status).toBe(200);
    },
  );
});

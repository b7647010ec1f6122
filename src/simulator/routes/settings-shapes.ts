import type { Json } from '../world/world.ts';
import type { Read } from './read.ts';
import { readShape, type Shape } from './shape.ts';

const wholeNumbers: Shape = { list: 'whole number' };

/** Settings of what is attached, by type, as in the REST API 2022-10-01. Secrets are no part of them: they are never kept. */
const attached: Readonly<Record<string, Shape | undefined>> = {
  AKS: {
    fields: {
      clusterFqdn: 'text',
      agentCount: 'whole number',
      agentVmSize: 'text',
      clusterPurpose: { words: ['FastProd', 'DenseProd', 'DevTest'] },
      aksNetworkingConfiguration: {
        fields: { subnetId: 'text', serviceCidr: 'text', dnsServiceIP: 'text', dockerBridgeCidr: 'text' },
      },
      loadBalancerType: { words: ['PublicIp', 'InternalLoadBalancer'] },
      loadBalancerSubnet: 'text',
    },
  },
  Kubernetes: {
    fields: {
      extensionPrincipalId: 'text',
      extensionInstanceReleaseTrain: 'text',
      vcName: 'text',
      namespace: 'text',
      defaultInstanceType: 'text',
      instanceTypes: {
        each: {
          fields: {
            nodeSelector: { each: 'text' },
            resources: { fields: { requests: { each: 'text' }, limits: { each: 'text' } } },
          },
        },
      },
    },
  },
  VirtualMachine: {
    fields: {
      virtualMachineSize: 'text',
      sshPort: 'whole number',
      notebookServerPort: 'whole number',
      address: 'text',
      isNotebookInstanceCompute: 'boolean',
    },
  },
  HDInsight: { fields: { sshPort: 'whole number', address: 'text' } },
  Databricks: { fields: { workspaceUrl: 'text' } },
  DataLakeAnalytics: { fields: { dataLakeStoreAccountName: 'text' } },
  SynapseSpark: {
    fields: {
      autoScaleProperties: {
        fields: { enabled: 'boolean', minNodeCount: 'whole number', maxNodeCount: 'whole number' },
      },
      autoPauseProperties: { fields: { enabled: 'boolean', delayInMinutes: 'whole number' } },
      sparkVersion: 'text',
      nodeCount: 'whole number',
      nodeSize: 'text',
      nodeSizeFamily: 'text',
      subscriptionId: 'text',
      resourceGroup: 'text',
      workspaceName: 'text',
      poolName: 'text',
    },
  },
  // Neither has settings of its own.
  Batch: { fields: {} },
  DataFactory: { fields: {} },
};

/** The nested properties of a body of that type, of which only what is known and no secret is kept. Of other types: as they are. */
export const readSettings = (computeType: string, sent: Json | undefined): Read<Json | undefined> => {
  const shape = attached[computeType];
  return shape === undefined || sent === undefined
    ? { ok: true, value: sent }
    : readShape(shape, sent, 'properties.properties');
};

/** A schedule of a compute instance. */
export const scheduleShape: Shape = {
  fields: {
    status: { words: ['Enabled', 'Disabled'] },
    action: { words: ['Start', 'Stop'] },
    triggerType: { words: ['Cron', 'Recurrence'] },
    cron: { fields: { startTime: 'text', timeZone: 'text', expression: 'text' } },
    recurrence: {
      fields: {
        frequency: { words: ['Minute', 'Hour', 'Day', 'Week', 'Month'] },
        interval: 'whole number',
        startTime: 'text',
        timeZone: 'text',
        schedule: {
          fields: {
            hours: wholeNumbers,
            minutes: wholeNumbers,
            monthDays: wholeNumbers,
            weekDays: {
              list: {
                words: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
              },
            },
          },
        },
      },
    },
  },
};

const script: Shape = {
  fields: { scriptSource: 'text', scriptData: 'text', scriptArguments: 'text', timeout: 'text' },
};

/** The scripts that set a compute instance up. */
export const setupScriptsShape: Shape = {
  fields: { scripts: { fields: { startupScript: script, creationScript: script } } },
};

import { describe, expect, it } from 'vitest';
import { mainPlace } from '#simulator/simulator.ts';
import { fileOf, pem } from '../targets/files.ts';
import { keys } from '../targets/forms.ts';
import { judge } from './judge.ts';

const publicKey = keys.ed25519;
const group = `/subscriptions/${mainPlace.subscriptionId}/resourceGroups/${mainPlace.resourceGroup}`;
const identity = `${group}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-train`;

const body = (text: string, agreed = false) => {
  const { bodies, faults } = judge(text, agreed);
  expect(faults).toEqual([]);
  return Object.values(bodies)[0];
};

describe('a cluster in v2 YAML', () => {
  it('needs no more than its type and name, and is then what v2 makes of them: one node at most', () => {
    const text =
      '$schema: https://azuremlschemas.azureedge.net/latest/amlCompute.schema.json\nname: basic-example\ntype: amlcompute\n';
    expect(body(text)).toEqual({
      location: 'westeurope',
      properties: {
        computeType: 'AmlCompute',
        disableLocalAuth: false,
        properties: {
          osType: 'Linux',
          vmSize: 'Standard_DS3_v2',
          vmPriority: 'Dedicated',
          remoteLoginPortPublicAccess: 'Disabled',
          enableNodePublicIp: true,
          scaleSettings: { minNodeCount: 0, maxNodeCount: 1, nodeIdleTimeBeforeScaleDown: 'PT120S' },
        },
      },
    });
  });

  it('takes every key that v2 has', () => {
    const text = `
name: lowpri-1
type: AmlCompute
description: For sweeps
tags: {team: vision, cost: "42"}
location: northeurope
size: STANDARD_DS3_V2
tier: low_priority
min_instances: 1
max_instances: 6
idle_time_before_scale_down: 300.0
ssh_public_access_enabled: false
ssh_settings:
  admin_username: azureuser
  ssh_key_value: ${publicKey}
network_settings:
  vnet_name: vnet-ml
  subnet: training
enable_node_public_ip: false
identity:
  type: user_assigned
  user_assigned_identities:
    - resource_id: ${identity}
`;
    expect(body(text)).toEqual({
      location: 'westeurope',
      tags: { team: 'vision', cost: '42' },
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } },
      properties: {
        computeType: 'AmlCompute',
        computeLocation: 'northeurope',
        description: 'For sweeps',
        disableLocalAuth: false,
        properties: {
          osType: 'Linux',
          vmSize: 'STANDARD_DS3_V2',
          vmPriority: 'LowPriority',
          remoteLoginPortPublicAccess: 'Disabled',
          userAccountCredentials: { adminUserName: 'azureuser', adminUserSshPublicKey: publicKey },
          subnet: { id: `${group}/providers/Microsoft.Network/virtualNetworks/vnet-ml/subnets/training` },
          enableNodePublicIp: false,
          scaleSettings: { minNodeCount: 1, maxNodeCount: 6, nodeIdleTimeBeforeScaleDown: 'PT300S' },
        },
      },
    });
  });

  it('takes what "az ml compute show" prints, and leaves out what the service says of itself', () => {
    const text = `
created_on: 2026-03-01 10:00:00
enable_node_public_ip: true
id: /subscriptions/x/computes/cpu-1
idle_time_before_scale_down: 120.0
location: westeurope
max_instances: 4
min_instances: 0
name: cpu-1
network_settings: {}
provisioning_state: Succeeded
resourceGroup: rg
size: STANDARD_DS3_V2
ssh_public_access_enabled: false
tier: dedicated
type: amlcompute
`;
    expect(body(text)).toMatchObject({ properties: { properties: { scaleSettings: { maxNodeCount: 4 } } } });
  });
});

describe('a compute instance in v2 YAML', () => {
  it('takes every key that v2 has, but for applications of its own', () => {
    const text = `
$schema: https://azuremlschemas.azureedge.net/latest/computeInstance.schema.json
name: ci-ada
type: computeinstance
size: Standard_DS3_v2
create_on_behalf_of:
  user_tenant_id: 10c2e5a0-0000-4000-8000-000000000001
  user_object_id: 10c2e5a0-0000-4000-8000-000000000002
ssh_public_access_enabled: true
ssh_settings:
  ssh_key_value: ${publicKey}
schedules:
  compute_start_stop:
    - action: stop
      state: enabled
      trigger:
        type: cron
        start_time: "2024-03-10T10:21:00"
        time_zone: "W. Europe Standard Time"
        expression: 0 18 * * *
    - action: start
      trigger:
        type: recurrence
        frequency: week
        interval: 1
        time_zone: UTC
        schedule: {week_days: [monday, Friday], hours: [8], minutes: [0, 30]}
idle_time_before_shutdown_minutes: 30
setup_scripts:
  creation_script:
    path: Users/ada/setup.sh
    command: --all
    timeout_minutes: 20
identity: {type: SystemAssigned}
`;
    expect(body(text)).toEqual({
      location: 'westeurope',
      identity: { type: 'SystemAssigned' },
      properties: {
        computeType: 'ComputeInstance',
        properties: {
          vmSize: 'Standard_DS3_v2',
          applicationSharingPolicy: 'Personal',
          sshSettings: { sshPublicAccess: 'Enabled', adminPublicKey: publicKey },
          computeInstanceAuthorizationType: 'personal',
          enableNodePublicIp: true,
          personalComputeInstanceSettings: {
            assignedUser: {
              objectId: '10c2e5a0-0000-4000-8000-000000000002',
              tenantId: '10c2e5a0-0000-4000-8000-000000000001',
            },
          },
          setupScripts: {
            scripts: {
              creationScript: {
                scriptSource: 'workspaceStorage',
                scriptData: 'Users/ada/setup.sh',
                scriptArguments: '--all',
                timeout: '20m',
              },
            },
          },
          schedules: {
            computeStartStop: [
              {
                action: 'Stop',
                status: 'Enabled',
                triggerType: 'Cron',
                cron: { expression: '0 18 * * *', timeZone: 'W. Europe Standard Time' },
              },
              {
                action: 'Start',
                status: 'Enabled',
                triggerType: 'Cron',
                cron: { expression: '0,30 8 * * 1,5', timeZone: 'UTC' },
              },
            ],
          },
          idleTimeBeforeShutdown: 'PT30M',
        },
      },
    });
    expect(judge(text).notes).toEqual([
      '18:21 schedules.compute_start_stop[0].trigger.start_time lies in the past and is left out',
    ]);
  });

  it('takes a recurrence of every month as the line of crontab that means the same', () => {
    const trigger = 'type: recurrence, frequency: month, interval: 1, time_zone: UTC';
    const text = `name: ci-ada\ntype: computeinstance\nschedules: {compute_start_stop: [{action: stop, trigger: {${trigger}, schedule: {month_days: [1, 15], hours: [6, 18], minutes: [30]}}}]}\n`;
    expect(body(text)).toMatchObject({
      properties: {
        properties: {
          schedules: {
            computeStartStop: [{ action: 'Stop', cron: { expression: '30 6,18 1,15 * *', timeZone: 'UTC' } }],
          },
        },
      },
    });
  });

  it.each([
    '',
    ', month_days: []',
    ', month_days: [0]',
    ', month_days: [32]',
    ', month_days: [1], week_days: [monday]',
  ])('refuses every month on "%s"', (days) => {
    const schedule = `{hours: [1], minutes: [0]${days}}`;
    const trigger = `{type: recurrence, frequency: month, schedule: ${schedule}}`;
    const { faults, bodies } = judge(
      `name: ci-ada\ntype: computeinstance\nschedules: {compute_start_stop: [{action: stop, trigger: ${trigger}}]}\n`,
    );
    expect(bodies).toEqual({});
    expect(faults).toEqual([expect.stringContaining('each month takes schedule.month_days')]);
  });

  it.each([
    ['custom_applications: []', /custom_applications: this version of the service takes no applications/u],
    ['location: eastus', /location: it is in the region of its workspace, westeurope/u],
    ['ssh_settings: {ssh_key_value: x}', /means nothing unless ssh_public_access_enabled is true/u],
    [
      'schedules: {compute_start_stop: [{action: stop, state: disabled, trigger: {type: cron}}]}',
      /disabled/u,
    ],
    ['schedules: {compute_start_stop: [{action: stop, trigger: {type: cron}}]}', /expression is missing/u],
    [
      'schedules: {compute_start_stop: [{action: stop, trigger: {type: recurrence, frequency: hour}}]}',
      /every day, every week or every month/u,
    ],
    [
      'schedules: {compute_start_stop: [{action: stop, trigger: {type: recurrence, frequency: day, schedule: {hours: [1], minutes: [0], month_days: [1]}}}]}',
      /goes with frequency: month only/u,
    ],
    [
      'schedules: {compute_start_stop: [{action: stop, trigger: {type: cron, expression: 99 * * * *}}]}',
      /minute/u,
    ],
    [
      'schedules: {compute_start_stop: [{action: stop, trigger: {type: cron, start_time: "2999-01-01", expression: 0 1 * * *}}]}',
      /must lie in the past/u,
    ],
    ['idle_time_before_shutdown: PT1M', /15 minutes to 3 days/u],
    ['setup_scripts: {startup_script: {command: x}}', /startup_script/u],
  ])('refuses %s', (line, why) => {
    const { faults, bodies } = judge(`name: ci-ada\ntype: computeinstance\n${line}\n`);
    expect(bodies).toEqual({});
    expect(faults).toEqual([expect.stringMatching(why)]);
    expect(faults[0]).toMatch(/^3:/u);
  });
});

describe('what is attached by v2 YAML', () => {
  const machine = `${group}/providers/Microsoft.Compute/virtualMachines/dsvm-1`;
  const cluster = `${group}/providers/Microsoft.Kubernetes/connectedClusters/arc-1`;
  const pool = `${group}/providers/Microsoft.Synapse/workspaces/syn/bigDataPools/small`;

  it('a machine, by a password or a file with a key, once somebody says that it suits', () => {
    const text = `
name: vm-example
type: virtualmachine
resource_id: ${machine}
ssh_settings:
  admin_username: ada
  admin_password: "a secret of ours"
  ssh_port: 2222
`;
    expect(body(text, true)).toMatchObject({
      properties: {
        computeType: 'VirtualMachine',
        resourceId: machine,
        properties: {
          sshPort: 2222,
          administratorAccount: { username: 'ada', password: 'a secret of ours' },
        },
      },
    });
    expect(judge(text)).toMatchObject({
      bodies: {},
      faults: [],
      unconfirmed: [expect.stringMatching(/must run Ubuntu/u)],
    });
    const byKey = text.replace(/admin_password: .*/u, `ssh_private_key_file: ${fileOf('id_vm', pem)}`);
    expect(body(byKey, true)).toMatchObject({
      properties: { properties: { administratorAccount: { username: 'ada', privateKeyData: pem } } },
    });
  });

  it('a Kubernetes cluster, in the namespace default unless another is said', () => {
    const text = `name: k8s\ntype: kubernetes\nresource_id: ${cluster}\n`;
    expect(body(text)).toEqual({
      location: 'westeurope',
      properties: {
        computeType: 'Kubernetes',
        resourceId: cluster,
        properties: { namespace: 'default' },
      },
    });
    const more =
      'namespace: ml\nproperties: {default_instance_type: small}\nidentity:\n  type: user_assigned\n';
    expect(body(`${text}${more}  user_assigned_identities: ["${identity}"]\n`)).toMatchObject({
      identity: { type: 'UserAssigned', userAssignedIdentities: { [identity]: {} } },
      properties: { properties: { namespace: 'ml', defaultInstanceType: 'small' } },
    });
  });

  it('a Spark pool', () => {
    const text = `name: spark\ntype: synapsespark\nresource_id: ${pool}\nidentity:\n  type: system_assigned\n`;
    expect(body(text)).toEqual({
      location: 'westeurope',
      identity: { type: 'SystemAssigned' },
      properties: { computeType: 'SynapseSpark', resourceId: pool },
    });
  });

  it.each([
    [`type: kubernetes\nresource_id: ${machine}`, /^3:14 resource_id: .*AKS or Azure Arc/u],
    ['type: virtualmachine', /^1:1 resource_id: /u],
    [`type: synapsespark\nresource_id: ${pool}\nlocation: eastus`, /^4:11 location: /u],
    [`type: kubernetes\nresource_id: ${cluster}\nproperties: {instance_types: {}}`, /made on the cluster/u],
  ])('refuses %s', (lines, why) => {
    const { faults, bodies } = judge(`name: it\n${lines}\n`, true);
    expect(bodies).toEqual({});
    expect(faults.join('\n')).toMatch(why);
  });
});

describe('a type that v2 YAML does not have', () => {
  it.each([
    ['hdinsight', /^2:7 v2 YAML does not know .*HDInsight.*: its form is in the full screen/u],
    ['Databricks', /does not know .*Databricks/u],
    ['aks', /does not know/u],
    ['iotedge', /nothing to create/u],
    ['warp-drive', /^2:7 type takes amlcompute, computeinstance, .* or synapsespark, not "warp-drive"/u],
    ['[a]', /^2:7 type takes amlcompute/u],
  ])('%s is told in a sentence', (type, why) => {
    expect(judge(`name: x\ntype: ${type}\n`).faults).toEqual([expect.stringMatching(why)]);
  });
});

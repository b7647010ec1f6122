import type { Json } from '../gateway.ts';
import type { BodyReader } from './body-reader.ts';
import { durationSeconds } from '../arm/json.ts';
import type { Entity, EntityValue } from './entity.ts';
import { isRecord } from './sealed.ts';

/** How the second generation makes a compute of a type. Fields as in the classes and schemas of the package azure-ai-ml. */
export type V2Target = {
  readonly verb: 'create' | 'attach';
  /** Its schema among those that Microsoft publishes, where there is one. */
  readonly schema?: string;
  readonly entity: (name: string, body: BodyReader) => Entity;
};

const entity = (name: string, fields: Entity['fields'], type?: string): Entity => ({
  entity: name,
  fields,
  ...(type === undefined ? {} : { type }),
});

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

const identityOf = (body: BodyReader): Entity | undefined => {
  const type = body.text('identity.type');
  if (type === undefined || /^none$/iu.test(type)) return undefined;
  const ids = Object.keys(body.record('identity.userAssignedIdentities') ?? {});
  return identityEntity(ids.length === 0 ? 'system_assigned' : 'user_assigned', ids);
};

/** An identity in the words of the second generation. */
export const identityEntity = (
  type: 'none' | 'system_assigned' | 'user_assigned',
  ids: readonly string[],
): Entity =>
  entity('IdentityConfiguration', {
    type,
    user_assigned_identities:
      ids.length === 0
        ? undefined
        : ids.map((id) => entity('ManagedIdentityConfiguration', { resource_id: id })),
  });

const tagsOf = (body: BodyReader): EntityValue => {
  const dict = body.record('tags');
  return dict === undefined ? undefined : { dict };
};

const networkOf = (body: BodyReader): EntityValue => {
  const subnet = body.text('.subnet.id');
  return subnet === undefined ? undefined : entity('NetworkSettings', { subnet });
};

const password = (body: BodyReader, path: string): EntityValue =>
  body.has(path) ? { variable: 'SSH_PASSWORD', option: '--admin-password' } : undefined;

export const clusterV2: V2Target = {
  verb: 'create',
  schema: 'amlCompute',
  entity: (name, body) => {
    const login = body.text('.remoteLoginPortPublicAccess');
    const user = body.text('.userAccountCredentials.adminUserName');
    const seconds = durationSeconds(body.text('.scaleSettings.nodeIdleTimeBeforeScaleDown'));
    body.implied('.osType', 'Linux');
    body.implied('properties.disableLocalAuth', false);
    return entity(
      'AmlCompute',
      {
        name,
        description: body.text('properties.description'),
        tags: tagsOf(body),
        location: body.text('properties.computeLocation'),
        size: body.text('.vmSize'),
        tier: body.text('.vmPriority') === 'LowPriority' ? 'low_priority' : 'dedicated',
        min_instances: body.number('.scaleSettings.minNodeCount'),
        max_instances: body.number('.scaleSettings.maxNodeCount'),
        idle_time_before_scale_down: seconds,
        ssh_public_access_enabled: login === 'Enabled' ? true : login === 'Disabled' ? false : undefined,
        ssh_settings:
          user === undefined
            ? undefined
            : entity('AmlComputeSshSettings', {
                admin_username: user,
                admin_password: password(body, '.userAccountCredentials.adminUserPassword'),
                ssh_key_value: body.text('.userAccountCredentials.adminUserSshPublicKey'),
              }),
        network_settings: networkOf(body),
        enable_node_public_ip: body.flag('.enableNodePublicIp'),
        identity: identityOf(body),
      },
      'amlcompute',
    );
  },
};

const numbers = (value: Json | undefined): readonly number[] | undefined =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'number') : undefined;

const triggerOf = (schedule: Readonly<Record<string, Json>>): EntityValue => {
  const { cron, recurrence } = schedule;
  if (isRecord(cron))
    return entity(
      'CronTrigger',
      {
        expression: textOf(cron['expression']),
        start_time: textOf(cron['startTime']),
        time_zone: textOf(cron['timeZone']),
      },
      'cron',
    );
  if (!isRecord(recurrence)) return undefined;
  const pattern = recurrence['schedule'];
  const days = isRecord(pattern) ? pattern['weekDays'] : undefined;
  return entity(
    'RecurrenceTrigger',
    {
      frequency: textOf(recurrence['frequency'])?.toLowerCase(),
      interval: typeof recurrence['interval'] === 'number' ? recurrence['interval'] : undefined,
      start_time: textOf(recurrence['startTime']),
      time_zone: textOf(recurrence['timeZone']),
      schedule: isRecord(pattern)
        ? entity('RecurrencePattern', {
            hours: numbers(pattern['hours']),
            minutes: numbers(pattern['minutes']),
            week_days: Array.isArray(days)
              ? days.flatMap((day) => (typeof day === 'string' ? [day.toLowerCase()] : []))
              : undefined,
          })
        : undefined,
    },
    'recurrence',
  );
};

const schedulesOf = (body: BodyReader): EntityValue => {
  const schedules = body.list('.schedules.computeStartStop');
  if (schedules === undefined || schedules.length === 0) return undefined;
  return entity('ComputeSchedules', {
    compute_start_stop: schedules.filter(isRecord).map((schedule) =>
      entity('ComputeStartStopSchedule', {
        action: textOf(schedule['action'])?.toLowerCase(),
        state: textOf(schedule['status'])?.toLowerCase(),
        trigger: triggerOf(schedule),
      }),
    ),
  });
};

const scriptOf = (body: BodyReader, which: string): EntityValue => {
  const script = body.record(`.setupScripts.scripts.${which}`);
  return script === undefined
    ? undefined
    : entity('ScriptReference', {
        path: textOf(script['scriptData']),
        command: textOf(script['scriptArguments']),
        timeout_minutes: minutesOf(textOf(script['timeout'])),
      });
};

const minutesOf = (timeout: string | undefined): number | undefined => {
  const minutes = /^(\d+)m$/u.exec(timeout ?? '')?.[1];
  return minutes === undefined ? undefined : Number(minutes);
};

const isInWorkspace = (body: BodyReader, which: string): boolean =>
  body.text(`.setupScripts.scripts.${which}.scriptSource`) === 'workspaceStorage';

const scriptsOf = (body: BodyReader): EntityValue => {
  const [creation, startup] = ['creationScript', 'startupScript'].map((which) =>
    isInWorkspace(body, which) ? scriptOf(body, which) : undefined,
  );
  return creation === undefined && startup === undefined
    ? undefined
    : entity('SetupScripts', { creation_script: creation, startup_script: startup });
};

export const instanceV2: V2Target = {
  verb: 'create',
  schema: 'computeInstance',
  entity: (name, body) => {
    const key = body.text('.sshSettings.adminPublicKey');
    const user = body.text('.personalComputeInstanceSettings.assignedUser.objectId');
    const idle = durationSeconds(body.text('.idleTimeBeforeShutdown'));
    body.implied('.computeInstanceAuthorizationType', 'personal');
    body.implied('properties.disableLocalAuth', false);
    body.implied('.applicationSharingPolicy', 'Shared');
    return entity(
      'ComputeInstance',
      {
        name,
        description: body.text('properties.description'),
        tags: tagsOf(body),
        size: body.text('.vmSize'),
        ssh_public_access_enabled: body.text('.sshSettings.sshPublicAccess') === 'Enabled',
        ssh_settings:
          key === undefined ? undefined : entity('ComputeInstanceSshSettings', { ssh_key_value: key }),
        create_on_behalf_of:
          user === undefined
            ? undefined
            : entity('AssignedUserConfiguration', {
                user_tenant_id: body.text('.personalComputeInstanceSettings.assignedUser.tenantId'),
                user_object_id: user,
              }),
        network_settings: networkOf(body),
        enable_node_public_ip: body.flag('.enableNodePublicIp'),
        idle_time_before_shutdown_minutes: idle === undefined ? undefined : Math.round(idle / 60),
        schedules: schedulesOf(body),
        setup_scripts: scriptsOf(body),
        identity: identityOf(body),
      },
      'computeinstance',
    );
  },
};

const attached = (name: string, body: BodyReader): Entity['fields'] => ({
  name,
  description: body.text('properties.description'),
  tags: tagsOf(body),
  resource_id: body.text('properties.resourceId'),
});

export const kubernetesV2: V2Target = {
  verb: 'attach',
  schema: 'kubernetesCompute',
  entity: (name, body) => {
    const properties = {
      defaultInstanceType: body.text('.defaultInstanceType'),
      instanceTypes: body.record('.instanceTypes'),
    };
    const known = Object.entries(properties).filter(([, value]) => value !== undefined);
    return entity(
      'KubernetesCompute',
      {
        ...attached(name, body),
        namespace: body.text('.namespace'),
        properties: known.length === 0 ? undefined : { dict: Object.fromEntries(known) },
        identity: identityOf(body),
      },
      'kubernetes',
    );
  },
};

const userOf = (body: BodyReader): EntityValue => {
  const user = body.name('.administratorAccount.username');
  return typeof user === 'object' ? { ...user, option: '--admin-username' } : user;
};

export const machineV2: V2Target = {
  verb: 'attach',
  schema: 'vmCompute',
  entity: (name, body) =>
    entity(
      'VirtualMachineCompute',
      {
        ...attached(name, body),
        ssh_settings: entity('VirtualMachineSshSettings', {
          admin_username: userOf(body),
          admin_password: password(body, '.administratorAccount.password'),
          ssh_private_key_file: body.has('.administratorAccount.privateKeyData')
            ? { variable: 'SSH_PRIVATE_KEY_FILE', option: '--ssh-private-key-file' }
            : undefined,
          ssh_port: body.number('.sshPort'),
        }),
      },
      'virtualmachine',
    ),
};

export const sparkV2: V2Target = {
  verb: 'attach',
  entity: (name, body) =>
    entity('SynapseSparkCompute', { ...attached(name, body), identity: identityOf(body) }, 'synapsespark'),
};

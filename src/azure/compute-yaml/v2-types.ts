import type { TargetId } from '../targets/target.ts';
import { asChoice, basics, identity, network, sameLocation } from './common-parts.ts';
import { copied, meant, turned, type DraftPart, type Turning } from './draft-part.ts';
import { schedules } from './schedule-parts.ts';
import { flag, list, mapping, refused, text, texts, told, whole, word, type Shape } from './shape.ts';

/**
 * A type of compute as Microsoft's v2 tools (`az ml compute`, azure-ai-ml) write it in YAML. Source: their published schemas.
 */
export type V2Type = {
  readonly target: TargetId;
  readonly shape: Shape;
  /** Turns what is said into texts of the target's form. */
  readonly parts: (turning: Turning) => readonly DraftPart[];
  /** Keys that a fault of a field is told at when no key says it: by field, the path. */
  readonly paths: Readonly<Record<string, string>>;
  /** Choices of the form that say that somebody has looked: the user says so on the command line, with this text. */
  readonly confirmations: Readonly<Record<string, string>>;
};

const schema = {
  $schema: text,
  type: text,
  name: text,
  description: text,
  tags: texts,
  location: text,
  // What `show` and `list` print besides.
  id: told,
  provisioning_state: told,
  provisioning_errors: told,
  created_on: told,
  resourceGroup: told,
};

const identityShape = mapping({
  type: word('none', 'system_assigned', 'user_assigned'),
  user_assigned_identities: list,
  principal_id: told,
  tenant_id: told,
});

const networkShape = mapping({
  vnet_name: text,
  subnet: text,
  public_ip_address: told,
  private_ip_address: told,
});

const basicPaths = { name: 'name', description: 'description', tags: 'tags' };
const identityPaths = { identity: 'identity.type', identities: 'identity.user_assigned_identities' };

const publicIp = (turning: Turning): readonly DraftPart[] =>
  turned(turning, 'enable_node_public_ip', 'publicIp', asChoice('yes', 'no'));

const clusterSsh = (turning: Turning): readonly DraftPart[] => {
  const { said, tell } = turning;
  const [ssh, port] = [said.get('ssh_settings'), said.get('ssh_public_access_enabled')];
  const [password, key] = [said.get('ssh_settings.admin_password'), said.get('ssh_settings.ssh_key_value')];
  if (ssh === undefined) {
    if (port?.text === 'true')
      tell({ ...port.at, sentence: 'ssh_public_access_enabled means nothing without ssh_settings' });
    return [];
  }
  if (password !== undefined && key !== undefined)
    tell({ ...ssh.at, sentence: 'ssh_settings takes admin_password or ssh_key_value, not both' });
  return [
    ...meant(turning, 'ssh_settings', 'ssh', password === undefined ? 'key' : 'password'),
    ...meant(
      turning,
      'ssh_settings.admin_username',
      'user',
      said.get('ssh_settings.admin_username')?.text ?? '',
    ),
    ...copied(turning, { 'ssh_settings.admin_password': 'password', 'ssh_settings.ssh_key_value': 'key' }),
    ...turned(turning, 'ssh_public_access_enabled', 'login', asChoice('Enabled', 'Disabled')),
  ];
};

export const clusterYaml: V2Type = {
  target: 'AmlCompute',
  shape: {
    ...schema,
    size: text,
    tier: word('dedicated', 'low_priority'),
    min_instances: whole,
    max_instances: whole,
    idle_time_before_scale_down: whole,
    ssh_public_access_enabled: flag,
    ssh_settings: mapping({ admin_username: text, admin_password: text, ssh_key_value: text }),
    network_settings: networkShape,
    identity: identityShape,
    enable_node_public_ip: flag,
  },
  parts: (turning) => [
    ...basics(turning),
    ...copied(turning, {
      location: 'region',
      size: 'size',
      min_instances: 'min',
      idle_time_before_scale_down: 'idle',
    }),
    // One node is what v2 means by saying nothing; the form proposes more.
    ...meant(turning, 'max_instances', 'max', turning.said.get('max_instances')?.text ?? '1'),
    ...turned(turning, 'tier', 'priority', (tier) => (tier === 'low_priority' ? 'LowPriority' : 'Dedicated')),
    ...clusterSsh(turning),
    ...network(turning),
    ...publicIp(turning),
    ...identity(turning),
  ],
  paths: {
    ...basicPaths,
    ...identityPaths,
    password: 'ssh_settings.admin_password',
    key: 'ssh_settings.ssh_key_value',
  },
  confirmations: {},
};

const script = (turning: Turning, of: 'creation' | 'startup'): readonly DraftPart[] => {
  const path = `setup_scripts.${of}_script`;
  if (turning.said.get(path) === undefined) return [];
  return [
    ...meant(turning, path, of, 'path'),
    ...copied(turning, { [`${path}.path`]: `${of}Path`, [`${path}.command`]: `${of}Arguments` }),
    ...turned(turning, `${path}.timeout_minutes`, `${of}Timeout`, (minutes) => `${minutes}m`),
  ];
};

const instanceSsh = (turning: Turning): readonly DraftPart[] => {
  const { said, tell } = turning;
  const [key, open] = [said.get('ssh_settings.ssh_key_value'), said.get('ssh_public_access_enabled')];
  if (key !== undefined && open?.text !== 'true')
    tell({
      ...key.at,
      sentence: 'ssh_settings.ssh_key_value means nothing unless ssh_public_access_enabled is true',
    });
  return [
    ...turned(turning, 'ssh_public_access_enabled', 'ssh', asChoice('Enabled', 'Disabled')),
    ...(open?.text === 'true' ? copied(turning, { 'ssh_settings.ssh_key_value': 'key' }) : []),
  ];
};

const scriptShape = mapping({ path: text, command: text, timeout_minutes: whole });

export const instanceYaml: V2Type = {
  target: 'ComputeInstance',
  shape: {
    ...schema,
    size: text,
    create_on_behalf_of: mapping({ user_tenant_id: text, user_object_id: text }),
    ssh_public_access_enabled: flag,
    ssh_settings: mapping({ ssh_key_value: text, admin_username: told, ssh_port: told }),
    network_settings: networkShape,
    schedules: mapping({ compute_start_stop: list }),
    identity: identityShape,
    idle_time_before_shutdown: text,
    idle_time_before_shutdown_minutes: whole,
    setup_scripts: mapping({ creation_script: scriptShape, startup_script: scriptShape }),
    enable_node_public_ip: flag,
    custom_applications: refused(
      'this version of the service takes no applications of your own: leave it out',
    ),
    state: told,
    last_operation: told,
    services: told,
    os_image_metadata: told,
  },
  parts: (turning) => [
    ...basics(turning),
    ...sameLocation(turning),
    ...copied(turning, {
      size: 'size',
      'create_on_behalf_of.user_object_id': 'user',
      'create_on_behalf_of.user_tenant_id': 'tenant',
    }),
    ...instanceSsh(turning),
    ...script(turning, 'creation'),
    ...script(turning, 'startup'),
    ...schedules(turning),
    // Of the two, v2 takes the minutes.
    ...(turning.said.has('idle_time_before_shutdown_minutes')
      ? turned(turning, 'idle_time_before_shutdown_minutes', 'idle', (minutes) => `${minutes}m`)
      : copied(turning, { idle_time_before_shutdown: 'idle' })),
    ...network(turning),
    ...publicIp(turning),
    ...identity(turning),
  ],
  paths: {
    ...basicPaths,
    ...identityPaths,
    key: 'ssh_settings.ssh_key_value',
    creationPath: 'setup_scripts.creation_script.path',
    startupPath: 'setup_scripts.startup_script.path',
  },
  confirmations: {},
};

const attachedPaths = { ...basicPaths, ...identityPaths, resourceId: 'resource_id' };

const attached = (turning: Turning): readonly DraftPart[] => [
  ...basics(turning),
  ...sameLocation(turning),
  ...meant(turning, 'resource_id', 'by', 'id'),
  ...copied(turning, { resource_id: 'resourceId' }),
];

export const kubernetesYaml: V2Type = {
  target: 'Kubernetes',
  shape: {
    ...schema,
    resource_id: text,
    namespace: text,
    identity: identityShape,
    properties: mapping({
      default_instance_type: text,
      instance_types: refused('instance types are made on the cluster; leave this out, or use the form (c)'),
      namespace: told,
    }),
  },
  parts: (turning) => [
    ...attached(turning),
    ...copied(turning, {
      namespace: 'namespace',
      'properties.default_instance_type': 'defaultType',
    }),
    ...identity(turning),
  ],
  paths: attachedPaths,
  confirmations: {},
};

const machineLogin = (turning: Turning): readonly DraftPart[] => {
  const { said, tell } = turning;
  const ssh = 'ssh_settings';
  const [password, key] = [said.get(`${ssh}.admin_password`), said.get(`${ssh}.ssh_private_key_file`)];
  if (password !== undefined && key !== undefined)
    tell({ ...key.at, sentence: `${ssh} takes admin_password or ssh_private_key_file, not both` });
  return [
    ...meant(turning, `${ssh}.admin_username`, 'user', said.get(`${ssh}.admin_username`)?.text ?? ''),
    ...meant(turning, ssh, 'signIn', key === undefined ? 'password' : 'key'),
    ...copied(turning, {
      [`${ssh}.admin_password`]: 'password',
      [`${ssh}.ssh_private_key_file`]: 'key',
      [`${ssh}.ssh_port`]: 'port',
    }),
  ];
};

export const machineYaml: V2Type = {
  target: 'VirtualMachine',
  shape: {
    ...schema,
    resource_id: text,
    compute_location: told,
    ssh_settings: mapping({
      admin_username: text,
      admin_password: text,
      ssh_port: whole,
      ssh_private_key_file: text,
    }),
  },
  parts: (turning) => [...attached(turning), ...machineLogin(turning)],
  paths: { ...attachedPaths, password: 'ssh_settings.admin_password' },
  confirmations: { suits: 'yes' },
};

export const sparkYaml: V2Type = {
  target: 'SynapseSpark',
  shape: {
    ...schema,
    resource_id: text,
    identity: identityShape,
    node_family: told,
    node_size: told,
    node_count: told,
    spark_version: told,
    scale_settings: told,
    auto_pause_settings: told,
  },
  parts: (turning) => [...attached(turning), ...identity(turning)],
  paths: attachedPaths,
  confirmations: {},
};

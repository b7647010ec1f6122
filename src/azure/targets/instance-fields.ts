import { description, sizeAmong, tags } from './basics.ts';
import { minutes } from './durations.ts';
import { choice, chosen, optional, when, type Draft } from './field.ts';
import { freeText } from './free-text.ts';
import { guid } from './guid.ts';
import { identityKind } from './identity.ts';
import { instanceName } from './names.ts';
import { publicIp, subnet } from './network.ts';
import { identityIds } from './resource-ids.ts';
import { schedule } from './schedules.ts';
import { scriptBase64, scriptCommands, scriptPath, scriptSource, scriptTimeout } from './setup-scripts.ts';
import { publicKey } from './ssh-key.ts';

const anySchedule = (draft: Draft): boolean =>
  [draft['stop'], draft['start']].some((text) => text !== undefined && text.trim() !== '');

const cron =
  'Minute, hour, day, month, weekday and a Windows time zone: 0 18 * * 1-5 W. Europe Standard Time.';
const spoken = 'Or a time, days and the zone: 8:00 mon-fri W. Europe Standard Time.';

const readable = 'Everybody who may read the instance sees it: no secrets.';
const scripted = ['path', 'inline', 'base64'];

const argumentsHelp = `What the script is given after its name; may be empty. ${readable}`;
const timeoutHelp = 'After this time the script is ended, and with it the creation or the start.';
const inlineHelp = `Commands with && between them. ${readable}`;
const pathHelp = 'Its path in the file share of the workspace: Users/<you>/setup.sh.';
const base64Help = `What base64 -w0 setup.sh prints. ${readable}`;

/** What a script is made of, when the field `source` says that there is one. */
const scriptParts = (source: 'creation' | 'startup') => {
  const from = (...kinds: readonly string[]) => chosen(source, ...kinds);
  const group = 'Scripts';
  return {
    path: when(from('path'), scriptPath({ label: 'Script file', help: pathHelp, group })),
    inline: when(from('inline'), scriptCommands({ label: 'Commands', help: inlineHelp, group })),
    base64: when(from('base64'), scriptBase64({ label: 'Base64', help: base64Help, group })),
    arguments: when(
      from(...scripted),
      optional(freeText({ label: 'Arguments', help: argumentsHelp, group }, 1024)),
    ),
    timeout: when(
      from(...scripted),
      optional(scriptTimeout({ label: 'Time-out', help: timeoutHelp, group })),
    ),
  };
};
const atCreation = scriptParts('creation');
const atStartup = scriptParts('startup');

/** What a compute instance is made of. Its region is not asked: it must be the workspace's. */
export const instanceFields = {
  name: instanceName({
    label: 'Name',
    help: 'Unique in the whole region; cannot be changed later.',
    group: 'Basics',
  }),
  size: sizeAmong(({ forInstances }) => forInstances),
  description,
  tags,
  ssh: choice(
    {
      label: 'SSH',
      help: 'A port open to the internet, or to the subnet. Never to be changed after creation.',
      group: 'Access',
    },
    [
      { value: 'Disabled', label: 'off' },
      { value: 'Enabled', label: 'on' },
    ],
    'Disabled',
  ),
  key: when(
    chosen('ssh', 'Enabled'),
    publicKey({ label: 'Public key', help: 'The one line of a .pub file, for azureuser.', group: 'Access' }),
  ),
  sharing: choice(
    {
      label: 'App sharing',
      help: 'Who may open Jupyter and the terminal: only its user, or the workspace by role.',
      group: 'User',
    },
    [
      { value: 'Personal', label: 'personal' },
      { value: 'Shared', label: 'shared' },
    ],
    'Personal',
  ),
  user: optional(
    guid({
      label: 'For user',
      help: 'Object id of the user that it is made for. Empty: for you. Cannot be changed later.',
      group: 'User',
    }),
  ),
  tenant: optional(guid({ label: 'User tenant', help: 'Tenant id of that user.', group: 'User' })),
  creation: scriptSource({
    label: 'Creation script',
    help: 'A bash script that runs once, as root, while it is created.',
    group: 'Scripts',
  }),
  creationPath: atCreation.path,
  creationInline: atCreation.inline,
  creationBase64: atCreation.base64,
  creationArguments: atCreation.arguments,
  creationTimeout: atCreation.timeout,
  startup: scriptSource({
    label: 'Startup script',
    help: 'A bash script that runs, as root, at every start.',
    group: 'Scripts',
  }),
  startupPath: atStartup.path,
  startupInline: atStartup.inline,
  startupBase64: atStartup.base64,
  startupArguments: atStartup.arguments,
  startupTimeout: atStartup.timeout,
  stop: optional(schedule({ label: 'Stop at', help: cron, group: 'Schedules' }, 'Stop')),
  start: optional(schedule({ label: 'Start at', help: spoken, group: 'Schedules' }, 'Start')),
  // The service takes up to four.
  stop2: when(
    anySchedule,
    optional(schedule({ label: 'Stop also at', help: cron, group: 'Schedules' }, 'Stop')),
  ),
  start2: when(
    anySchedule,
    optional(schedule({ label: 'Start also at', help: spoken, group: 'Schedules' }, 'Start')),
  ),
  idle: optional(
    minutes(
      {
        label: 'Idle shutdown',
        help: 'Stops after that long without use: 15m to 3d. Unconfirmed: the service may ignore it.',
        group: 'Schedules',
      },
      '',
      { from: 900, to: 259_200, words: '15 minutes to 3 days are allowed' },
    ),
  ),
  subnet,
  publicIp,
  identity: identityKind({
    label: 'Identity',
    help: 'What it reads data and registries as.',
    group: 'Identity',
  }),
  identities: when(
    chosen('identity', 'user'),
    identityIds({
      label: 'Identities',
      help: 'Enter lists them; or paste resource ids with commas between them.',
      group: 'Identity',
    }),
  ),
};

import { description, sizeAmong, tags } from './basics.ts';
import { seconds } from './durations.ts';
import { choice, chosen, optional, when } from './field.ts';
import { regionName } from './free-text.ts';
import { identityKind } from './identity.ts';
import { accountName, password } from './linux-account.ts';
import { computeName } from './names.ts';
import { publicIp, subnet } from './network.ts';
import { wholeNumber } from './numbers.ts';
import { identityIds } from './resource-ids.ts';
import { publicKey } from './ssh-key.ts';

const withSsh = chosen('ssh', 'key', 'password');

/**
 * What a cluster is made of. Not asked: the operating system, as a Windows cluster needs an image that only the service's own programs make; the isolated
 * network and the property bag, which are the service's own.
 */
export const clusterFields = {
  name: computeName({
    label: 'Name',
    help: 'Unique in the workspace; cannot be changed later.',
    group: 'Basics',
  }),
  size: sizeAmong(({ forClusters }) => forClusters),
  priority: choice(
    {
      label: 'Priority',
      help: 'Low priority is cheaper; its nodes may be taken away at any time. Cannot be changed later.',
      group: 'Basics',
    },
    [
      { value: 'Dedicated', label: 'dedicated' },
      { value: 'LowPriority', label: 'low priority' },
    ],
    'Dedicated',
  ),
  region: optional(
    regionName({
      label: 'Region',
      help: "Empty: the workspace's own. Another one costs traffic between them. Cannot be changed later.",
      group: 'Basics',
    }),
  ),
  description,
  tags,
  min: wholeNumber(
    {
      label: 'Min nodes',
      help: 'Nodes kept running, and billed, even without jobs. 0 avoids idle cost.',
      group: 'Scale',
    },
    '0',
  ),
  max: wholeNumber(
    {
      label: 'Max nodes',
      help: 'The cluster grows with its queue up to this many nodes. The same as min: a fixed size.',
      group: 'Scale',
    },
    '4',
  ),
  idle: seconds(
    { label: 'Idle time', help: 'How long a node without a job waits before it leaves.', group: 'Scale' },
    '120s',
    { from: 60, to: 86_400, words: 'outside the advised 60 seconds to 24 hours' },
  ),
  ssh: choice(
    { label: 'SSH', help: 'An account on every node. Cannot be added later.', group: 'Access' },
    [
      { value: 'none', label: 'none' },
      { value: 'key', label: 'public key' },
      { value: 'password', label: 'password' },
    ],
    'none',
  ),
  user: when(
    withSsh,
    accountName({ label: 'SSH user', help: 'The account on every node.', group: 'Access' }, 'azureuser'),
  ),
  key: when(
    chosen('ssh', 'key'),
    publicKey({ label: 'Public key', help: 'The one line of a .pub file.', group: 'Access' }),
  ),
  password: when(
    chosen('ssh', 'password'),
    password({
      label: 'Password',
      help: '8 characters or more, of three kinds: a, A, 1, special. It is not kept.',
      group: 'Access',
    }),
  ),
  login: when(
    withSsh,
    choice(
      {
        label: 'SSH port',
        help: 'Whether the SSH ports are open to the internet.',
        group: 'Access',
      },
      [
        { value: 'NotSpecified', label: 'open unless there is a subnet' },
        { value: 'Enabled', label: 'open to the internet' },
        { value: 'Disabled', label: 'closed to the internet' },
      ],
      'NotSpecified',
    ),
  ),
  localAuth: choice(
    {
      label: 'Local auth',
      help: 'Off: nobody signs in with an account of the nodes. Cannot be changed later.',
      group: 'Access',
    },
    [
      { value: 'on', label: 'on' },
      { value: 'off', label: 'off' },
    ],
    'on',
  ),
  subnet,
  publicIp,
  identity: identityKind({
    label: 'Identity',
    help: 'What jobs read data as. Identities can be added and removed later.',
    group: 'Identity',
  }),
  identities: when(
    chosen('identity', 'user'),
    identityIds({
      label: 'Identities',
      help: 'Enter lists them; or paste resource ids with commas between them. The first is the default one.',
      group: 'Identity',
    }),
  ),
};

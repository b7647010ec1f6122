import type { Json } from '../gateway.ts';
import { choice, chosen, optional, when, type FieldSpec, type FieldWords } from './field.ts';
import { portNumber } from './numbers.ts';
import { opensKey, privateKeyFile, type PrivateKey } from './private-key.ts';
import { hasControls, quoted } from './quoted.ts';
import { secretText } from './secret-text.ts';

const group = 'SSH';

/** An account that the machine has already: whatever its system allows. */
const account = (words: FieldWords, initial: string): FieldSpec<string> => ({
  ...words,
  kind: { is: 'text' },
  initial,
  parse: (text) => {
    const name = text.trim();
    if (name === '') return { ok: false, why: 'a user name is needed' };
    if (hasControls(name) || !/^[\w][\w.@$-]*$/u.test(name) || name.length > 64)
      return { ok: false, why: `${quoted(name)} is not the name of an account` };
    return name === 'root'
      ? { ok: true, value: name, warn: 'jobs would run as root, who often may not sign in over SSH' }
      : { ok: true, value: name };
  },
});

/** The account by which the service signs in to a machine of the user's own. */
export const loginFields = (user: string) => ({
  user: account({ label: 'SSH user', help: 'An account that the machine has already.', group }, user),
  signIn: choice(
    { label: 'Signs in with', help: 'The service keeps it, and signs in with it for every job.', group },
    [
      { value: 'password', label: 'password' },
      { value: 'key', label: 'private key' },
    ],
    'password',
  ),
  password: when(
    chosen('signIn', 'password'),
    secretText(
      { label: 'Password', help: 'Of that account. It is sent, and not kept here.', group },
      'the password of that account is needed',
    ),
  ),
  key: when(
    chosen('signIn', 'key'),
    privateKeyFile({
      label: 'Private key file',
      help: 'A path on this computer, such as ~/.ssh/id_rsa. What is in the file is sent.',
      group,
    }),
  ),
  passphrase: when(
    chosen('signIn', 'key'),
    optional(
      secretText(
        { label: 'Passphrase', help: 'Only of an encrypted key. It is sent, and not kept here.', group },
        'a passphrase is needed',
      ),
    ),
  ),
  port: portNumber({ label: 'SSH port', help: 'The service must be able to reach it.', group }, '22'),
});

type Login = {
  readonly user: string;
  readonly password: string | undefined;
  readonly key: PrivateKey | undefined;
  readonly passphrase: string | undefined;
  readonly port: number;
};

/** What of a login does not go together. */
export const loginRules = ({ key, passphrase }: Login): readonly string[] => {
  if (key?.encrypted !== true) return [];
  if (passphrase === undefined) return ['the private key is encrypted: its passphrase is needed'];
  return opensKey(key, passphrase) === false ? ['the passphrase does not open the private key'] : [];
};

/** What is said of a login before it is sent. */
export const loginWarnings = ({ key, passphrase }: Login): readonly string[] => {
  if (key === undefined || passphrase === undefined) return [];
  if (!key.encrypted) return ['the key is not encrypted: the passphrase is not sent'];
  return [
    'a passphrase is not in the published API: whether the service takes it is unconfirmed',
    ...(key.openssh
      ? ["the key is in OpenSSH's own format: whether the passphrase opens it cannot be told here"]
      : []),
  ];
};

/** The part of the body, to be spread into the nested properties. */
export const loginBody = ({
  user,
  password,
  key,
  passphrase,
  port,
}: Login): Readonly<Record<string, Json>> => ({
  sshPort: port,
  administratorAccount: {
    username: user,
    ...(password === undefined ? {} : { password }),
    ...(key === undefined ? {} : { privateKeyData: key.pem }),
    ...(key?.encrypted === true && passphrase !== undefined ? { passphrase } : {}),
  },
});

/** The paths of a body that hold the secrets of a login. */
export const loginSecrets = ['password', 'privateKeyData', 'passphrase'].map(
  (name) => `properties.properties.administratorAccount.${name}`,
);

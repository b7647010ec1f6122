import type { Json } from '../gateway.ts';

/** Something that is read from the environment where the code runs: a secret, or the path of a file that holds one. */
export type FromEnvironment = { readonly variable: string };

/** The variables that stand for secrets, by the key that holds one in a body. The article names the one of Databricks. */
const variables: Readonly<Record<string, string>> = {
  adminUserPassword: 'SSH_PASSWORD',
  username: 'SSH_USER',
  password: 'SSH_PASSWORD',
  privateKeyData: 'SSH_PRIVATE_KEY',
  passphrase: 'SSH_PASSPHRASE',
  cert: 'TLS_CERTIFICATE',
  key: 'TLS_KEY',
  databricksAccessToken: 'AML_DATABRICKS_ACCESS_TOKEN',
};

/** Where the variables of a job lie in its body. */
export const jobVariables = 'properties.environmentVariables.';

/** The variable that stands for the secret at a path. */
export const variableFor = (path: string): string => {
  const key = path.split('.').at(-1) ?? path;
  // A variable of a job has a name already.
  if (path.startsWith(jobVariables)) return key;
  return (
    variables[key] ??
    key
      .replaceAll(/([a-z\d])([A-Z])/gu, '$1_$2')
      .replaceAll(/\W/gu, '_')
      .toUpperCase()
  );
};

export const isRecord = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The body with the name of a variable, after a dollar sign, in place of every secret: whoever prints it has no secret to print. */
export const sealed = (body: Json, secrets: readonly string[], path = ''): Json => {
  if (secrets.includes(path)) return `$${variableFor(path)}`;
  if (!isRecord(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      sealed(value, secrets, path === '' ? key : `${path}.${key}`),
    ]),
  );
};

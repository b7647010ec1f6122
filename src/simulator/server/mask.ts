/** What stands where a secret was. */
const masked = '***';

/**
 * Names of fields that hold secrets, in bodies and in queries: of sign-in, of computes (passwords, private keys, passphrases,
 * access tokens of attached services, keys of certificates) and of storage.
 */
const secretNames = [
  /secret/iu,
  /passw|passphrase|^pwd$/iu,
  /(?<!skip)token$/iu,
  /assertion$/iu,
  /device_?code$/iu,
  /credential/iu,
  /private_?key/iu,
  /(?:account|access|api|primary|secondary|shared|storage)_?key\d?$/iu,
  /^(?:key|code|sig|signature|pfx)$/iu,
  /connection_?string/iu,
  // What a job is given may be secret whatever it is called.
  /^environmentVariables$/u,
];

const isSecret = (name: string): boolean => secretNames.some((pattern) => pattern.test(name));

/** The same JSON with a mask for whatever stands under the name of a secret. */
export const maskJson = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(maskJson);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      isSecret(name) && inner !== null ? masked : maskJson(inner),
    ]),
  );
};

/** What makes the address of an operation one that nobody can guess. */
const signatureParameters = ['t', 'c', 's', 'h'];

/** The query of an address with a mask for its secrets. */
export const maskQuery = ({ pathname, searchParams }: URL): Readonly<Record<string, string>> => {
  const isOperation = /\/\w*operations(?:status|results)\//iu.test(pathname);
  return Object.fromEntries(
    [...searchParams].map(([name, value]) => [
      name,
      isSecret(name) || (isOperation && signatureParameters.includes(name)) ? masked : value,
    ]),
  );
};

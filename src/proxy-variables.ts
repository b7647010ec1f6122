/** Variables that name a proxy, as the SDK looks them up. */
const names = ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy', 'HTTP_PROXY', 'http_proxy'] as const;

/**
 * Makes the variables that name a proxy such as the SDK needs them: curl and others take `proxy.example:8080`, it does not, and
 * one that is no address at all would end the program. Those are taken out of `env`.
 *
 * @returns the name of the first variable that was no address of a proxy; undefined when all are well
 */
export const prepareProxyVariables = (env: Record<string, string | undefined>): string | undefined => {
  let wrong: string | undefined;
  for (const name of names) {
    const value = env[name];
    if (value === undefined || value === '') continue;
    const address = value.includes('://') ? value : `http://${value}`;
    const url = URL.parse(address);
    if (url !== null && /^https?:$/u.test(url.protocol)) {
      env[name] = address;
      continue;
    }
    delete env[name];
    wrong ??= name;
  }
  return wrong;
};

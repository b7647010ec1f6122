type Environment = Readonly<Record<string, string | undefined>>;

const first = (env: Environment, names: readonly string[]): string | undefined =>
  names.map((name) => env[name]).find((value) => value !== undefined && value !== '');

/**
 * The proxy that a request to an https address goes through, as the SDK chooses it: its host and port, never its name and password.
 * `past` when NO_PROXY names the host, with or without a dot before it meaning everything below.
 */
export const proxyFor = (
  url: URL,
  env: Environment,
):
  | { readonly is: 'none' }
  | { readonly is: 'past' }
  | { readonly is: 'proxy'; readonly host: string; readonly port: string } => {
  const address = first(env, [
    'HTTPS_PROXY',
    'https_proxy',
    'ALL_PROXY',
    'all_proxy',
    'HTTP_PROXY',
    'http_proxy',
  ]);
  const proxy =
    address === undefined ? null : URL.parse(address.includes('://') ? address : `http://${address}`);
  if (proxy === null) return { is: 'none' };
  const past = (first(env, ['NO_PROXY', 'no_proxy']) ?? '')
    .split(',')
    .map((each) => each.trim())
    .some((each) =>
      each.startsWith('.')
        ? url.hostname.endsWith(each) || url.hostname === each.slice(1)
        : each !== '' && url.hostname === each,
    );
  return past ? { is: 'past' } : { is: 'proxy', host: proxy.hostname, port: proxy.port };
};

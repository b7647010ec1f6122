/** What a request does, as Azure's roles know it: the action and the resource on which it must be allowed. */
export type Action = { readonly action: string; readonly scope: string };

const verbs: Readonly<Record<string, string>> = {
  GET: 'read',
  HEAD: 'read',
  PUT: 'write',
  PATCH: 'write',
  DELETE: 'delete',
};

/** POSTs that only ask. Everything else that is no GET and no HEAD counts as a write. */
const asking = [
  /\/providers\/Microsoft\.MachineLearningServices\/workspaces\/[^/]+\/computes\/[^/]+\/listNodes$/iu,
  /\/providers\/Microsoft\.MachineLearningServices\/workspaces\/[^/]+\/checkComputeNameAvailability$/iu,
  /^\/providers\/Microsoft\.ResourceGraph\/resources$/iu,
];

/** Whether the request can change something in Azure. */
export const isWrite = (method: string, path: string): boolean => {
  if (method === 'GET' || method === 'HEAD') return false;
  return method !== 'POST' || !asking.some((pattern) => pattern.test(path));
};

/** The path of a URL as an ARM id: the names in it as people write them. */
export const resourcePath = (url: string): string => {
  const { pathname } = new URL(url);
  try {
    return decodeURIComponent(pathname);
  } catch {
    // Not of our making: a link of the service's that is no UTF-8.
    return pathname;
  }
};

/** Types and names alternate behind the provider; a list ends with a type, a POST with the name of what it does. */
const parts = (path: string) => {
  const at = path.toLowerCase().lastIndexOf('/providers/');
  if (at < 0) return undefined;
  const [, , provider = '', ...rest] = path
    .slice(at)
    .split('/')
    .filter((part, index) => index === 0 || part !== '');
  return { before: path.slice(0, at), provider, rest };
};

/** Roles are given on subscriptions, resource groups and resources, never on a region: `locations/x` is asked of what is above it. */
const scopeOf = (path: string, method: string): string => {
  const found = parts(path);
  if (found === undefined) return path;
  const { before, provider, rest } = found;
  const above = before === '' ? '/' : before;
  if (rest[0]?.toLowerCase() === 'locations') return above;
  const named = rest.length - (rest.length % 2);
  if (named === 0) return above;
  return method === 'POST' || rest.length % 2 === 1
    ? `${before}/providers/${provider}/${rest.slice(0, named).join('/')}`
    : path;
};

/**
 * The action of a request in Azure's words, by its method and path alone: `…/computes/write`, `…/computes/start/action`,
 * `…/computes/delete`. Rules: the operations of the resource providers (Azure's documents, "Azure permissions").
 */
export const actionOf = (method: string, path: string): Action => {
  const scope = scopeOf(path, method);
  const found = parts(path);
  if (found === undefined) {
    const type = /^\/subscriptions(?:\/[^/]+)?\/?$/iu.test(path)
      ? 'subscriptions'
      : 'subscriptions/resourceGroups';
    return { action: `Microsoft.Resources/${type}/${verbs[method] ?? 'action'}`, scope };
  }
  const { provider, rest } = found;
  // Resource Graph is asked by POST, but what it needs is the right to read.
  const isGraph = provider.toLowerCase() === 'microsoft.resourcegraph';
  if (method !== 'POST' || isGraph) {
    const types = rest.filter((_part, index) => index % 2 === 0);
    return { action: [provider, ...types, isGraph ? 'read' : (verbs[method] ?? 'action')].join('/'), scope };
  }
  const types = rest.slice(0, -1).filter((_part, index) => index % 2 === 0);
  return { action: [provider, ...types, rest.at(-1) ?? '', 'action'].join('/'), scope };
};

const verbs: Readonly<Record<string, string>> = {
  GET: 'read',
  HEAD: 'read',
  PUT: 'write',
  PATCH: 'write',
  DELETE: 'delete',
  POST: 'action',
};

/**
 * What a request would do and to what, in the words of Azure's access control, read from its path alone: after the provider come
 * types and names in turn, and with POST the last part is the action. Paths without a provider are those of Microsoft.Resources.
 */
export const actionOfPath = (
  method: string,
  path: string,
): { readonly action: string; readonly scope: string } => {
  const whole = path.replace(/\/+$/u, '');
  const at = whole.toLowerCase().lastIndexOf('/providers/');
  const scope = method === 'POST' && at >= 0 ? whole.slice(0, whole.lastIndexOf('/')) : whole;
  const [namespace = '', ...parts] =
    at < 0
      ? ['Microsoft.Resources', ...whole.split('/').slice(1)]
      : whole.slice(at + '/providers/'.length).split('/');
  const types = parts.filter((_, index) => index % 2 === 0);
  return { action: [namespace, ...types, verbs[method] ?? 'action'].join('/'), scope };
};

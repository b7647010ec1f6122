import { pathOf } from '../routes/address.ts';
import { respond } from '../routes/respond.ts';
import { tenant, worldUser } from '../sign-in/principal.ts';
import type { SignIn } from '../sign-in/sign-in.ts';
import { workspaceAt, workspacePath } from '../world/lookup.ts';
import { isAllowed } from '../world/roles.ts';
import { childrenOf, runNamed, type Run } from '../world/run.ts';
import type { Json, World, Workspace } from '../world/world.ts';
import { unauthenticated } from '../routes/unauthenticated.ts';
import { forbidden } from '../routes/authorize.ts';
import { dataOrigins } from './origins.ts';
import { discoveryAddress, historyAddress, storageAddress } from './paths.ts';
import { printDetails, printRun } from './print-run.ts';
import { readStorage } from './storage.ts';

/*
 * What of Azure Machine Learning is not Azure Resource Manager: the discovery of a region's services, run history and the storage of log files. No
 * specification of them is published; their shapes are those that Microsoft's own clients send and read.
 */

const pageSize = 50;
const readsRuns = 'Microsoft.MachineLearningServices/workspaces/experiments/runs/read';

const refused = (world: World, request: Request, status: number, code: string, message: string): Response =>
  respond(world.now, request, {
    status,
    body: {
      error: { code: 'UserError', severity: null, message, innerError: { code, innerError: null } },
      correlation: { operation: null, request: null },
      environment: 'simulated',
      time: new Date(world.now).toISOString(),
    },
  });

const page = (url: URL, runs: readonly Run[]): { [key: string]: Json } | undefined => {
  const token = url.searchParams.get('$continuationtoken') ?? 'from:0';
  const from = Number(/^from:(\d{1,6})$/u.exec(token)?.[1]);
  if (Number.isNaN(from)) return undefined;
  const size = Math.min(pageSize, Number(url.searchParams.get('$top') ?? pageSize));
  const end = from + size;
  const continuationToken = end < runs.length ? `from:${end}` : null;
  const next = new URL(url);
  if (continuationToken !== null) next.searchParams.set('$continuationtoken', continuationToken);
  return {
    value: runs.slice(from, end).map(printRun),
    continuationToken,
    nextLink: continuationToken === null ? null : next.href,
  };
};

/** What of a workspace's run history was asked for. */
const history = (
  world: World,
  workspace: Workspace,
  request: Request,
  [id, what]: [string, string],
): Response => {
  const url = new URL(request.url);
  const run = runNamed(world, workspace, id);
  if (run === undefined)
    return refused(
      world,
      request,
      404,
      'NotFoundError',
      `Run with id ${id} not found in workspace ${workspace.name}.`,
    );
  const ok = (body: Json): Response => respond(world.now, request, { status: 200, body });
  switch (what.toLowerCase()) {
    case 'details':
      return ok(printDetails(world, workspace, run, dataOrigins(url.origin, workspace).storage));
    case 'children': {
      const body = page(url, run.index === undefined ? childrenOf(world, workspace, run.job) : []);
      return body === undefined
        ? refused(world, request, 400, 'BadArgument', 'The continuation token is not valid.')
        : ok(body);
    }
    default:
      return ok(printRun(run));
  }
};

const discovered = (origin: string): Json => ({
  api: origin,
  catalog: 'https://catalog.invalid',
  experimentation: origin,
  history: origin,
  hyperdrive: origin,
  labeling: origin,
  modelmanagement: origin,
  pipelines: origin,
  studio: 'https://ml.azure.com',
});

export type DataPlaneOptions = {
  readonly worldNow: () => World;
  readonly answered: (method: string, template: string) => void;
  /** Judges tokens; absent, whatever looks like a token is good. */
  readonly judge?: SignIn['judge'];
};

const templateOf = (path: string): string => {
  if (discoveryAddress.test(path)) return '/discovery';
  if (storageAddress.test(path)) return '/azureml/ExperimentRun/{file}';
  const what = historyAddress.exec(path)?.[5];
  return `/history/v1.0/…/runs/{runId}${what === undefined ? '' : `/${what}`}`;
};

/** Answers what is addressed to the data plane, by the path alone: whatever host it was sent to. */
export const createDataPlane = ({ worldNow, answered, judge }: DataPlaneOptions) => {
  const enter = (request: Request, origin: string): Response | undefined => {
    const world = worldNow();
    const turnAway = (code: string, message: string): Response =>
      respond(world.now, request, unauthenticated(code, message, `${origin}/${tenant.id}`));
    const token = /^Bearer (\S+)/iu.exec(request.headers.get('authorization') ?? '')?.[1];
    if (token === undefined) return turnAway('AuthenticationFailed', 'A bearer token is required.');
    const verdict = judge?.(token, origin, 'machine-learning');
    return verdict?.ok === false ? turnAway(verdict.code, verdict.message) : undefined;
  };

  return (request: Request): Response => {
    const url = new URL(request.url);
    const path = pathOf(url);
    const world = worldNow();
    answered(request.method, templateOf(path));
    if (request.method !== 'GET')
      return refused(world, request, 405, 'MethodNotAllowed', `${request.method} is not allowed.`);
    if (storageAddress.test(path)) return readStorage(world, request);
    if (discoveryAddress.test(path))
      return respond(world.now, request, { status: 200, body: discovered(url.origin) });
    const [, subscription = '', group = '', name = '', id = '', what = ''] = (
      historyAddress.exec(path) ?? []
    ).map((part) => decodeURIComponent(part));
    const away = enter(request, url.origin);
    if (away !== undefined) return away;
    const workspace = workspaceAt(world, subscription, group, name);
    if (workspace === undefined)
      return refused(world, request, 404, 'WorkspaceNotFound', `Workspace ${name} was not found.`);
    const scope = workspacePath(workspace);
    return isAllowed(world, scope, readsRuns)
      ? history(world, workspace, request, [id, what])
      : respond(world.now, request, forbidden(worldUser, readsRuns, scope));
  };
};

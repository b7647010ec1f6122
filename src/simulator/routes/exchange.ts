import type { Failure, Json, World, Workspace } from '../world/world.ts';
import { workspaceAt } from '../world/lookup.ts';

/** A request that is allowed in and names a known address. */
export type Ask = {
  readonly world: World;
  readonly method: string;
  /** Scheme and host the caller used: links in answers are built on it. */
  readonly origin: string;
  /** The path as it was asked for. */
  readonly path: string;
  /** Values of the template's placeholders, as the caller spelled them. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: Json | undefined;
  /** Only to be carried out when there is nothing yet at the address: the condition `If-None-Match: *`. */
  readonly onlyIfNew: boolean;
  /** World seconds per second of the caller: a wait in world time is told in the caller's. */
  readonly speed: number;
  /** How many jobs a page of their list has at the most. */
  readonly jobsPerPage: number;
};

export type Answer = {
  readonly status: number;
  readonly body?: Json;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Route = {
  readonly method: 'GET' | 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** The address as the specification writes it, placeholders in braces. */
  readonly template: string;
  /** Answered to anybody, without a token. */
  readonly isOpen?: boolean;
  readonly handle: (ask: Ask) => Answer;
};

export const ok = (body: Json): Answer => ({ status: 200, body });

/** The error envelope of Azure Resource Manager. */
export const refuse = (status: number, code: string, message: string, details?: Failure[]): Answer => ({
  status,
  body: { error: { code, message, ...(details === undefined ? {} : { details }) } },
});

export const badRequest = (message: string, code = 'BadRequest'): Answer => refuse(400, code, message);

export const conflict = (message: string): Answer => refuse(409, 'Conflict', message);

/** An entry of `provisioningErrors` and the like. */
export const failureBody = (failure: Failure): Json => ({
  error: { code: failure.code, message: failure.message },
});

/** A field of a JSON object; undefined when it is absent, null, or there is no object. */
export const field = (value: Json | undefined, name: string): Json | undefined => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return value[name] ?? undefined;
};

export const textField = (value: Json | undefined, name: string): string | undefined => {
  const found = field(value, name);
  return typeof found === 'string' ? found : undefined;
};

/** A JSON object with its null fields; undefined when it is none. */
export const asRecord = (value: Json | undefined): { [key: string]: Json } | undefined =>
  value === null || typeof value !== 'object' || Array.isArray(value) ? undefined : value;

/** A time as AML computes print it. */
export const longTime = (ms: number): string => new Date(ms).toISOString().replace('Z', '0000+00:00');

export const isoTime = (ms: number): string => new Date(ms).toISOString();

const param = (ask: Ask, name: string): string => ask.params[name] ?? '';

/** The subscription asked for exists; else the answer that says it does not. */
export const inSubscription = (ask: Ask, then: (subscriptionId: string) => Answer): Answer => {
  const id = param(ask, 'subscriptionId').toLowerCase();
  return ask.world.subscriptions.some((subscription) => subscription.id === id)
    ? then(id)
    : refuse(
        404,
        'SubscriptionNotFound',
        `The subscription '${param(ask, 'subscriptionId')}' could not be found.`,
      );
};

/** The same for its resource group. */
export const inResourceGroup = (
  ask: Ask,
  then: (subscriptionId: string, resourceGroup: string) => Answer,
): Answer =>
  inSubscription(ask, (subscriptionId) => {
    const name = param(ask, 'resourceGroupName');
    const group = ask.world.resourceGroups.find(
      (other) => other.subscriptionId === subscriptionId && other.name.toLowerCase() === name.toLowerCase(),
    );
    return group === undefined
      ? refuse(404, 'ResourceGroupNotFound', `Resource group '${name}' could not be found.`)
      : then(subscriptionId, group.name);
  });

/** The same for the workspace in it. */
export const inWorkspace = (ask: Ask, then: (workspace: Workspace) => Answer): Answer =>
  inResourceGroup(ask, (subscriptionId, resourceGroup) => {
    const name = param(ask, 'workspaceName');
    const workspace = workspaceAt(ask.world, subscriptionId, resourceGroup, name);
    return workspace === undefined
      ? refuse(
          404,
          'ResourceNotFound',
          `The Resource 'Microsoft.MachineLearningServices/workspaces/${name}' under resource group '${resourceGroup}' was not found.`,
        )
      : then(workspace);
  });

/** `Retry-After` for a wait of so many world seconds, in the caller's seconds: at least one. */
export const retryAfter = (ask: Ask, worldSeconds: number): string =>
  String(ask.speed <= 0 ? worldSeconds : Math.max(1, Math.ceil(worldSeconds / ask.speed)));

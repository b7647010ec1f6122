import type { TokenCredential } from '@azure/core-auth';
import type { OnWrite } from '../audit.ts';
import { clouds } from '../clouds.ts';
import type { Call, Gateway, Json } from '../gateway.ts';
import type { Compute, Workspace } from '../model.ts';
import type { Place } from '../place.ts';
import type { Answer } from '../problem.ts';
import { readReply, sender, type Reply, type Send } from './attempt.ts';
import { createArmClient } from './client.ts';
import { createDataPlane, type DataPlaneOptions } from './data-plane.ts';
import { isRecord } from './json.ts';
import { createEnvironments } from './environments.ts';
import { allPages, readPage } from './pages.ts';
import { readCompute } from './read-compute.ts';
import { jobReader, readJobDetail } from './read-job.ts';
import { readNode, readQuotaCap, readSize, readUsage, readWorkspace } from './read-rows.ts';
import { createRuns } from './run-history.ts';
import { withHiddenErrors } from './sent-secrets.ts';
import { createSurroundings } from './surroundings.ts';
import { TokenKeeper } from './token-keeper.ts';
import type { Transport } from './transport.ts';
import { urls } from './urls.ts';
import { listWorkspaces } from './workspaces.ts';
import { createWrites } from './writes.ts';

export type ArmGatewayOptions = {
  /** Who asks. A `TokenKeeper` is used as it is: it knows when somebody signs in again. */
  readonly credential: TokenCredential;
  /** Azure Resource Manager of the cloud; the public one when absent. HTTPS: a token goes nowhere else. */
  readonly endpoint?: string;
  /** What to ask a token for; `<endpoint>/.default` when absent. */
  readonly credentialScopes?: readonly string[];
  /** The services beside it, and who gets tokens for them; without it they are asked with those for Azure Resource Manager. */
  readonly machineLearning?: NonNullable<DataPlaneOptions['machineLearning']>;
  /** Who answers instead of the network. */
  readonly transport?: Transport;
  /** Told of every request that was sent, when it ended. */
  readonly onCall?: (call: Call) => void;
  /** Told of every write that left, when it ended, answered or not. */
  readonly onWrite?: OnWrite;
  /** The name of who is signed in, as far as known: for `onWrite`. */
  readonly who?: () => string | undefined;
  /** Whether nothing may be changed at this ARM path: then nothing that could change it is sent, and the answer is `read-only`. */
  readonly readOnly?: (path: string) => boolean;
  /** The product's version, for the user agent. */
  readonly version?: string;
  /** How long one request may take, in ms. */
  readonly timeoutMs?: number;
};

const timeoutMsByDefault = 30_000;

/** What the pipeline parsed is JSON: only that it is an object is left to ask. */
const isJsonObject = (parsed: unknown): parsed is { readonly [key: string]: Json } => isRecord(parsed);

/** The JSON of an answer that is an object, mapped; anything else is no answer. */
const whole =
  <T>(read: (raw: unknown) => T | undefined) =>
  ({ json }: Reply): T | undefined =>
    isRecord(json) ? read(json) : undefined;

const createReads = (send: Send) => ({
  listWorkspaces: (signal: AbortSignal) => listWorkspaces(send, signal),
  getWorkspace: async (place: Place, signal: AbortSignal): Promise<Answer<Workspace>> =>
    readReply(
      await send({ method: 'GET', url: urls.workspace(place) }, signal),
      'not a workspace',
      whole(readWorkspace),
    ),
  listComputes: (place: Place, signal: AbortSignal) =>
    allPages(send, { method: 'GET', url: urls.computes(place) }, 'value', readCompute, signal),
  getCompute: async (place: Place, name: string, signal: AbortSignal): Promise<Answer<Compute>> =>
    readReply(
      await send({ method: 'GET', url: urls.compute(place, name) }, signal),
      'not a compute',
      whole(readCompute),
    ),
  readCompute: async (place: Place, name: string, signal: AbortSignal): Promise<Answer<Json>> =>
    readReply(
      await send({ method: 'GET', url: urls.compute(place, name) }, signal),
      'not a compute',
      ({ json }) => (isJsonObject(json) ? withHiddenErrors(json) : undefined),
    ),
});

const createLists = (send: Send) => ({
  listNodes: (place: Place, cluster: string, signal: AbortSignal) =>
    allPages(send, { method: 'POST', url: urls.nodes(place, cluster) }, 'nodes', readNode, signal),
  listSizes: (subscriptionId: string, location: string, signal: AbortSignal) =>
    allPages(send, { method: 'GET', url: urls.sizes(subscriptionId, location) }, 'value', readSize, signal),
  listUsages: (subscriptionId: string, location: string, signal: AbortSignal) =>
    allPages(send, { method: 'GET', url: urls.usages(subscriptionId, location) }, 'value', readUsage, signal),
  listQuotas: (subscriptionId: string, location: string, signal: AbortSignal) =>
    allPages(
      send,
      { method: 'GET', url: urls.quotas(subscriptionId, location) },
      'value',
      readQuotaCap,
      signal,
    ),
});

const createJobs = (send: Send): Pick<Gateway, 'listJobs' | 'getJob' | 'putJob'> => ({
  listJobs: async (place, next, signal) => {
    const reply = await send({ method: 'GET', url: next ?? urls.jobs(place) }, signal);
    const page = readReply(reply, 'no list under value', readPage('value', jobReader(place)));
    if (!page.ok) return page;
    const { rows, ...rest } = page.value;
    return { ...page, value: { jobs: rows, ...rest } };
  },
  getJob: async (place, name, signal) =>
    readReply(await send({ method: 'GET', url: urls.job(place, name) }, signal), 'not a job', ({ json }) =>
      readJobDetail(place, json),
    ),
  putJob: async (place, name, body, signal) =>
    readReply(
      await send({ method: 'PUT', url: urls.job(place, name), body }, signal),
      'not a job',
      ({ json, status }) => {
        const job = readJobDetail(place, json);
        return job === undefined ? undefined : { job, created: status === 201 };
      },
    ),
});

/**
 * Azure through the SDK's own client and its whole pipeline. Bodies are our own JSON in both directions: the typed layer of the
 * client drops fields it does not know when sending, invents defaults for absent ones when reading, and costs a
 * dozen times more per job. One client serves all subscriptions, so that there is one token: its own subscription matters
 * to its typed calls only.
 */
export const createArmGateway = (options: ArmGatewayOptions): Gateway => {
  const { timeoutMs = timeoutMsByDefault, endpoint = clouds.public.endpoint } = options;
  const credentialScopes = options.credentialScopes ?? [`${new URL(endpoint).origin}/.default`];
  const { credential } = options;
  const keeper = credential instanceof TokenKeeper ? credential : new TokenKeeper(credential);
  const clientOptions = { ...options, keeper, endpoint, credentialScopes };
  const client = createArmClient(clientOptions, '');
  const send = sender(client, endpoint, timeoutMs, keeper);
  const dataPlane = createDataPlane({ ...clientOptions, timeoutMs, send });
  return {
    ...createReads(send),
    ...createLists(send),
    ...createJobs(send),
    ...createEnvironments(send),
    ...createSurroundings(send),
    ...createWrites(send, endpoint),
    ...createRuns(dataPlane, timeoutMs),
  };
};

import type { Compute, Job, JobDetail, Node, Usage, VmSize, Workspace } from './model.ts';
import type { Place } from './place.ts';
import type { Answer, ServiceError } from './problem.ts';

/** A JSON object as Azure's REST API takes it. Built by the targets, sent as it is. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A page of the job list; `next` is the service's opaque link to the following page. */
export type JobsPage = { readonly jobs: readonly Job[]; readonly next?: string };

/**
 * An accepted write. `statusUrl` is the asynchronous-operation resource, when the service named one: it carries
 * signatures, so it is a secret and never leaves memory. `finished` is true when the service answered that nothing is left to do.
 */
export type Accepted = {
  readonly statusUrl?: string;
  readonly retryAfterMs?: number;
  readonly finished: boolean;
};

/** What the asynchronous-operation resource says. `other` keeps an unknown word in `text`: it counts as still running. */
export type OperationStatus = {
  readonly is: 'running' | 'succeeded' | 'failed' | 'canceled';
  readonly text: string;
  readonly error?: ServiceError;
  readonly retryAfterMs?: number;
};

/** One request as it went over the wire, for the calls panel and for counting. Never holds queries, bodies or tokens. */
export type Call = {
  readonly method: string;
  readonly path: string;
  /** HTTP status; undefined when no answer came. */
  readonly status?: number;
  readonly tookMs: number;
  readonly requestId?: string;
  /** The smallest `x-ms-ratelimit-remaining-*` of the answer. */
  readonly remaining?: number;
};

/**
 * The port to Azure over our own types. Every method takes an `AbortSignal`, never throws for what Azure or the network
 * may do, and never retries: who polls owns the backoff. Implemented once, by `arm/gateway.ts`, over the real SDK client.
 */
export type Gateway = {
  /** Every workspace of every subscription the user may read: one Resource Graph query, else a list per subscription. Sorted by name. */
  listWorkspaces(signal: AbortSignal): Promise<Answer<readonly Workspace[]>>;
  getWorkspace(place: Place, signal: AbortSignal): Promise<Answer<Workspace>>;
  /** All pages. Order as the service gives it. */
  listComputes(place: Place, signal: AbortSignal): Promise<Answer<readonly Compute[]>>;
  getCompute(place: Place, name: string, signal: AbortSignal): Promise<Answer<Compute>>;
  /** The resource as the service sends it (JSON as it came, strings untouched: print it through `plain`). */
  readCompute(place: Place, name: string, signal: AbortSignal): Promise<Answer<Json>>;
  /** Clusters only; all pages. Needs the permission `computes/listNodes/action`, so a Reader gets `forbidden`. */
  listNodes(place: Place, cluster: string, signal: AbortSignal): Promise<Answer<readonly Node[]>>;
  /** One page of all jobs of the workspace: the API has no filter and no order. `next` comes from the page before. */
  listJobs(place: Place, next: string | undefined, signal: AbortSignal): Promise<Answer<JobsPage>>;
  getJob(place: Place, name: string, signal: AbortSignal): Promise<Answer<JobDetail>>;
  listSizes(
    subscriptionId: string,
    location: string,
    signal: AbortSignal,
  ): Promise<Answer<readonly VmSize[]>>;
  listUsages(
    subscriptionId: string,
    location: string,
    signal: AbortSignal,
  ): Promise<Answer<readonly Usage[]>>;
  /** PUT: creates, and overwrites what has that name. Sends exactly `body`. */
  putCompute(place: Place, name: string, body: Json, signal: AbortSignal): Promise<Answer<Accepted>>;
  /** `Delete` destroys the underlying machines, `Detach` only forgets them. */
  deleteCompute(
    place: Place,
    name: string,
    action: 'Delete' | 'Detach',
    signal: AbortSignal,
  ): Promise<Answer<Accepted>>;
  readOperation(statusUrl: string, signal: AbortSignal): Promise<Answer<OperationStatus>>;
};

import type {
  Compute,
  Job,
  JobDetail,
  NameAvailability,
  NamedResource,
  Node,
  Permission,
  QuotaCap,
  Usage,
  VmSize,
  Workspace,
} from './model.ts';
import type { Place } from './place.ts';
import type { Answer, ServiceError } from './problem.ts';
import type { LogPart, RunDetail, RunsPage } from './runs.ts';

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
  /** The service says that nothing of that name was there before (201); absent when it changed what was there, or does not say. */
  readonly created?: true;
};

/** A job that the service has taken, as it answered. */
export type SubmittedJob = {
  readonly job: JobDetail;
  /** Nothing of that name was there before (201). */
  readonly created: boolean;
};

/** How a PUT is meant. */
export type PutOptions = {
  /**
   * The name must be free: the service is asked not to touch what has it (`If-None-Match: *`), and a refusal for that reason is a `conflict`.
   * The REST API documents no such condition for computes, so a service may ignore it: look first (`getCompute`), and take
   * an `Accepted` without `created` for what it is, a change of something that was there.
   */
  readonly onlyIfNew?: boolean;
};

/** What a compute instance can be told to do. */
export type InstanceAction = 'start' | 'stop' | 'restart';

/** Kinds of resources of the user's own that a compute can be attached to. */
export type AttachableKind =
  | 'aks'
  /** An AKS cluster, or one of Azure Arc. */
  | 'kubernetes'
  | 'virtual-machine'
  | 'hdinsight'
  | 'batch'
  | 'databricks'
  | 'data-lake-analytics'
  | 'synapse-spark'
  | 'data-factory';

/** Kinds of resources that a form can name. */
export type ResourceKind = 'subnet' | 'identity' | AttachableKind;

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
  /** Why no answer came: `given-up` when nobody waited for it any more, `timeout`, or the network's own code. */
  readonly failure?: string;
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
  /**
   * PUT of a job: it is submitted. Sends exactly `body`. On the name of a job that is there it changes that one, as far as the service
   * lets it: look first (`getJob`).
   */
  putJob(place: Place, name: string, body: Json, signal: AbortSignal): Promise<Answer<SubmittedJob>>;
  /** The environments of a workspace, each in its latest version, as far as the service tells one; all pages. Sorted by name. */
  listEnvironments(place: Place, signal: AbortSignal): Promise<Answer<readonly NamedResource[]>>;
  /** One version of an environment of a workspace. @param id its ARM id */
  getEnvironment(id: string, signal: AbortSignal): Promise<Answer<NamedResource>>;
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
  /** The limits of the families in a region, and what of them each workspace may have. All pages. */
  listQuotas(
    subscriptionId: string,
    location: string,
    signal: AbortSignal,
  ): Promise<Answer<readonly QuotaCap[]>>;
  /**
   * PUT: creates, and overwrites what has that name. Sends exactly `body`. While something of that name is being created, changed or
   * deleted the service answers `conflict`: of two who create it at once, the later is told.
   */
  putCompute(
    place: Place,
    name: string,
    body: Json,
    signal: AbortSignal,
    options?: PutOptions,
  ): Promise<Answer<Accepted>>;
  /**
   * PATCH of the scale settings of a cluster (send all of them: the service replaces the object as a whole), the only thing that it documents as
   * changeable this way. Sends exactly `body`. The answer lacks the nested properties, so nothing of it is mapped.
   */
  patchCompute(place: Place, name: string, body: Json, signal: AbortSignal): Promise<Answer<Accepted>>;
  /** Accepted (202) without anything to ask: watch the instance's `state` until it settles. Refused in the wrong state. */
  actOnInstance(
    place: Place,
    name: string,
    action: InstanceAction,
    signal: AbortSignal,
  ): Promise<Answer<Accepted>>;
  /**
   * Whether an instance may have that name: it must be the only one in the region. The address is not in the specification and
   * has a permission of its own, so `forbidden` and `not-found` mean "cannot tell".
   */
  checkName(place: Place, name: string, signal: AbortSignal): Promise<Answer<NameAvailability>>;
  /** The subscription's own name, and its state in Azure's word (`Enabled`, `Disabled`, `Warned`, ..). */
  getSubscription(
    subscriptionId: string,
    signal: AbortSignal,
  ): Promise<Answer<{ readonly name: string; readonly state: string }>>;
  /** Whether the subscription has Azure Machine Learning at all: the registration of its provider in Azure's word (`Registered`, `NotRegistered`, ..). */
  getRegistration(subscriptionId: string, signal: AbortSignal): Promise<Answer<string>>;
  /** What the user may do in the workspace, by every role that reaches it. Judge with `mayDo` of `permissions.ts`. */
  listPermissions(place: Place, signal: AbortSignal): Promise<Answer<readonly Permission[]>>;
  /** What exists of a kind in all subscriptions the user may read, by one Resource Graph query. Sorted by name. */
  listResources(of: ResourceKind, signal: AbortSignal): Promise<Answer<readonly NamedResource[]>>;
  /** `Delete` destroys the underlying machines, `Detach` only forgets them. */
  deleteCompute(
    place: Place,
    name: string,
    action: 'Delete' | 'Detach',
    signal: AbortSignal,
  ): Promise<Answer<Accepted>>;
  /**
   * Asks the service to end a job. Accepted (202), or nothing is left to do (200): its status says how that goes on, `CancelRequested` until it
   * has ended. What a job that has ended already answers is not documented.
   */
  cancelJob(place: Place, name: string, signal: AbortSignal): Promise<Answer<Accepted>>;
  readOperation(statusUrl: string, signal: AbortSignal): Promise<Answer<OperationStatus>>;
  /**
   * One run of the workspace's run history and the names of its log files: of a job, or of a child of one. Like the two below it asks a service
   * beside Azure Resource Manager, which may be closed from here while that one answers: its problems say nothing about the rest.
   */
  getRun(place: Place, name: string, signal: AbortSignal): Promise<Answer<RunDetail>>;
  /** One page of the steps of a pipeline job or the trials of a sweep. `next` comes from the page before. */
  listChildren(
    place: Place,
    name: string,
    next: string | undefined,
    signal: AbortSignal,
  ): Promise<Answer<RunsPage>>;
  /**
   * Some bytes of a log file of a run from an offset on, half a megabyte at the most.
   * @param tail the offset may be brought forward so that no more than so many bytes are left; how far is in the answer
   */
  readLog(
    place: Place,
    log: { readonly run: string; readonly file: string; readonly from: number; readonly tail?: number },
    signal: AbortSignal,
  ): Promise<Answer<LogPart>>;
};

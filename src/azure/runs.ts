import type { JobStatus } from './model.ts';
import type { ServiceError } from './problem.ts';

/*
 * What the run-history service of a workspace tells. It is not Azure Resource Manager, and no specification of it is published: the shapes are those
 * that Microsoft's own clients read. Strings have been through `plain`; times are ms since the epoch, of the service's clock.
 */

/** A run: a job, or a step or trial of one, which is in no list of jobs. */
export type Run = {
  /** Its id; of a job, the job's name. */
  readonly name: string;
  /** The name again when it has no other. */
  readonly displayName: string;
  readonly status: JobStatus;
  /** The name of its compute; empty when it has none of its own. */
  readonly compute: string;
  /** 0 when the service does not say. */
  readonly createdAt: number;
  readonly startedAt?: number;
  readonly endedAt?: number;
  /** The run that it is a part of. */
  readonly parent?: string;
  /** The service's own word, e.g. `azureml.StepRun`. */
  readonly type: string;
  readonly user: string;
  readonly error?: ServiceError;
};

/** Some of the children of a run; `next` is the service's opaque link to more. */
export type RunsPage = { readonly runs: readonly Run[]; readonly next?: string };

/** One run, and the names of its log files. Their addresses carry signatures: they are secrets and never leave `arm`. */
export type RunDetail = Run & { readonly logs: readonly string[] };

/** A part of a log file. */
export type LogPart = {
  /** The offset in the file of the first byte. */
  readonly from: number;
  /** Raw: a letter, a line or an escape sequence may be cut at either end. Empty when there is nothing from there on. */
  readonly bytes: Uint8Array;
  /** How long the file was then, in bytes. */
  readonly length: number;
};

/**
 * One write: told before it leaves, and again when it has ended, so that it is known even when nobody is left to hear of its end. What the audit
 * file keeps of it. Never holds a body, a query or a token.
 */
export type WriteRecord = {
  /** Wall time in ms when it was sent. */
  readonly at: number;
  /** Present before it leaves; absent when it has ended. */
  readonly sent?: true;
  /** `x-ms-client-request-id`: the same in both records of a write. */
  readonly clientRequestId: string;
  readonly method: 'PUT' | 'PATCH' | 'POST' | 'DELETE';
  /** The ARM id that was written to, with the action of a POST as its last part; `Delete` or `Detach` are in `what`. */
  readonly resourceId: string;
  /** The action in Azure's words: `…/computes/write`, `…/computes/start/action`, `…/computes/delete`. */
  readonly what: string;
  /** Of a DELETE: `underlyingResourceAction`. */
  readonly removal?: 'Delete' | 'Detach';
  /** Who was signed in, as far as known. */
  readonly who?: string;
  readonly requestId?: string;
  readonly correlationId?: string;
  /** HTTP status; undefined when no answer came (it may or may not have been done). */
  readonly status?: number;
  /** The error code of a refusal, or the network's reason. */
  readonly error?: string;
};

/** Told of a write before it leaves, which waits for it, and again when it has ended. */
export type OnWrite = (record: WriteRecord) => void | Promise<void>;

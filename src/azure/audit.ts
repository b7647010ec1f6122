/** One write as it left, and how it ended: what the audit file keeps of it. Never holds a body, a query or a token. */
export type WriteRecord = {
  /** Wall time in ms when it was sent. */
  readonly at: number;
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

/**
 * What can go wrong, as values. Every kind has its words in `screens/explain.ts`; this file has none.
 * Classified by HTTP status and error code, never by message text (see `arm/classify.ts`).
 */
export type Problem =
  | { readonly kind: 'signed-out'; readonly error: ServiceError; readonly requestId?: string }
  /** `asked` is what the request needed, in Azure's words: derived from the request, not from the answer's text. */
  | {
      readonly kind: 'forbidden';
      readonly error: ServiceError;
      readonly requestId?: string;
      readonly asked?: { readonly action: string; readonly scope: string };
    }
  | { readonly kind: 'not-found'; readonly error: ServiceError; readonly requestId?: string }
  | { readonly kind: 'conflict'; readonly error: ServiceError; readonly requestId?: string }
  /** The subscription's or workspace's quota refuses it (codes of section "Quota" in Azure ML's documents). */
  | { readonly kind: 'quota'; readonly error: ServiceError; readonly requestId?: string }
  /** 429. `retryAfterMs` is what the service asked for; absent when it did not say. */
  | {
      readonly kind: 'throttled';
      readonly error: ServiceError;
      readonly retryAfterMs?: number;
      readonly requestId?: string;
    }
  /** The service understood and refused the request: 400 and other 4xx. */
  | {
      readonly kind: 'rejected';
      readonly status: number;
      readonly error: ServiceError;
      readonly requestId?: string;
    }
  /** 5xx: the service broke, perhaps for a moment. */
  | {
      readonly kind: 'service-fault';
      readonly status: number;
      readonly error: ServiceError;
      readonly retryAfterMs?: number;
      readonly requestId?: string;
    }
  /** No answer at all: name not resolved, refused, cut, timed out. `reason` is the network's own code. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  /** An answer that is not what Azure documents: HTML, half JSON, a missing field that we cannot do without. */
  | { readonly kind: 'malformed'; readonly detail: string; readonly requestId?: string }
  /** Not sent: this session, or this workspace, is read-only. */
  | { readonly kind: 'read-only'; readonly what: string }
  /** The caller gave up (left the screen, changed the workspace). Never shown. */
  | { readonly kind: 'aborted' };

/** The service's own words: `{code, message}` of Azure's error envelope, flattened from its nested details. Already made plain. */
export type ServiceError = {
  readonly code: string;
  readonly message: string;
  readonly details: readonly ServiceError[];
};

/**
 * A value or a problem; calls to Azure never throw for what Azure or the network may do.
 * `serverTimeMs` is the service's clock (the HTTP `Date` header), in ms since the epoch: ages of things in Azure are counted by it.
 */
export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly serverTimeMs?: number }
  | { readonly ok: false; readonly problem: Problem };

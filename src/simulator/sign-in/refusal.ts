import { randomUUID } from 'node:crypto';

/** A refusal of the sign-in service: the error of the OAuth protocol, and the service's own number and words for it. */
export type Refusal = {
  readonly status: number;
  readonly error: string;
  /** The number after `AADSTS`. */
  readonly code: number;
  readonly text: string;
};

/** The answer that a refusal is, as Entra writes it. `now` is wall time in ms. */
export const refusalResponse = ({ status, error, code, text }: Refusal, now: number): Response => {
  const trace = randomUUID();
  const correlation = randomUUID();
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  return jsonResponse(status, {
    error,
    error_description: `AADSTS${code}: ${text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [code],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
  });
};

/** An answer of the sign-in service; none of them may be kept by anybody on the way. */
export const jsonResponse = (status: number, body: object): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'no-store, no-cache',
      Pragma: 'no-cache',
    },
  });

/** A request without something it must have. */
export const missing = (parameter: string): Refusal => ({
  status: 400,
  error: 'invalid_request',
  code: 900144,
  text: `The request body must contain the following parameter: '${parameter}'.`,
});

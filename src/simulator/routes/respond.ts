import { randomUUID } from 'node:crypto';
import type { Answer } from './exchange.ts';

/** An answer with the headers that every answer of the service carries; `now` is its clock in ms. */
export const respond = (
  now: number,
  request: Request,
  answer: Answer,
  more: Readonly<Record<string, string>> = {},
): Response => {
  const headers = new Headers(answer.headers);
  headers.set('Date', new Date(now).toUTCString());
  headers.set('Cache-Control', 'no-cache');
  headers.set('x-ms-request-id', randomUUID());
  headers.set(
    'x-ms-correlation-request-id',
    request.headers.get('x-ms-correlation-request-id') ?? randomUUID(),
  );
  const client = request.headers.get('x-ms-client-request-id');
  if (client !== null) headers.set('x-ms-client-request-id', client);
  for (const [name, value] of Object.entries(more)) headers.set(name, value);
  if (answer.body === undefined) return new Response(null, { status: answer.status, headers });
  headers.set('Content-Type', 'application/json; charset=utf-8');
  return new Response(JSON.stringify(answer.body), { status: answer.status, headers });
};

import { ConnectionCut } from '../connection-cut.ts';

/** Waits that long; rejects with the signal's reason when it aborts before. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<void>;

/** The same on the wall clock. */
export const sleepOnClock: Sleep = (ms, signal) =>
  new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });

/** Never ends by itself: rejects with the signal's reason when it aborts. */
export const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

const pieces = 10;

const bytesOf = async (response: Response): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await response.arrayBuffer());

const withBody = (
  { status, headers }: Response,
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>,
): Response => new Response(body, { status, headers });

/** The same answer, its body in pieces over `ms`; one without a body is only late. */
export const slowly = async (
  response: Response,
  ms: number,
  sleep: Sleep,
  signal: AbortSignal,
): Promise<Response> => {
  const bytes = await bytesOf(response);
  if (bytes.length === 0) {
    await sleep(ms, signal);
    return new Response(null, { status: response.status, headers: response.headers });
  }
  const size = Math.ceil(bytes.length / pieces);
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      await sleep(ms / pieces, signal);
      controller.enqueue(bytes.subarray(at, at + size));
      at += size;
      if (at >= bytes.length) controller.close();
    },
  });
  return withBody(response, body);
};

/** The same answer, whose connection ends in the middle of the body; one without a body does not come. */
export const cutInBody = async (response: Response): Promise<Response> => {
  const bytes = await bytesOf(response);
  if (bytes.length === 0) throw new ConnectionCut('The connection was cut before the answer.');
  let sent = false;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (sent) controller.error(new ConnectionCut('The connection was cut in the middle of the body.'));
      else controller.enqueue(bytes.subarray(0, Math.floor(bytes.length / 2)));
      sent = true;
    },
  });
  const headers = new Headers(response.headers);
  headers.set('Content-Length', String(bytes.length));
  return withBody(new Response(null, { status: response.status, headers }), body);
};

/** The same answer with the first half of its body, whole as a transfer. */
export const halved = async (response: Response): Promise<Response> => {
  const bytes = await bytesOf(response);
  return bytes.length === 0
    ? new Response(null, { status: response.status, headers: response.headers })
    : withBody(response, bytes.slice(0, Math.floor(bytes.length / 2)));
};

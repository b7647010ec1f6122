import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { ConnectionCut } from '../connection-cut.ts';
import type { Certificate } from './certificate.ts';

/** A request that has ended, one way or the other. */
export type Ended = {
  /** Wall time in ms when it came. */
  readonly at: number;
  readonly method: string;
  readonly url: URL;
  readonly contentType: string;
  readonly body: string;
  /** Of the answer; undefined when the connection was cut before there was one. */
  readonly status: number | undefined;
  readonly ms: number;
};

export type ServerOptions = {
  /** 0 takes any that is free. */
  readonly port: number;
  readonly certificate: Certificate;
  /** Answers requests. Its `signal` aborts when the client has left; a body is sent as it comes. */
  readonly handle: (request: Request) => Promise<Response>;
  readonly ended: (request: Ended) => void;
};

export type RunningServer = {
  readonly port: number;
  /** Stops listening and cuts every connection. */
  readonly close: () => Promise<void>;
};

const address = '127.0.0.1';

/**
 * Serves a fetch-style handler over HTTPS (HTTP/1.1, connections kept) on the loopback interface only. A handler that throws
 * `ConnectionCut`, at once or while its body is read, has the connection cut; any other fault of it is answered with 500 and
 * told on stderr. Rejects when the port cannot be had.
 */
export const startServer = async (options: ServerOptions): Promise<RunningServer> => {
  const { certificate } = options;
  const server = createServer(
    { key: certificate.serverKey, cert: certificate.server },
    (incoming, outgoing) => {
      void exchange(options, names(portOf(server)), incoming, outgoing);
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, address, resolve);
  });
  return {
    port: portOf(server),
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};

const portOf = (server: Server): number => {
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : 0;
};

/** What callers may call this server. Anything else was sent here by a name that only points here: it is not served. */
const names = (port: number): readonly string[] => [`${address}:${port}`, `localhost:${port}`];

const exchange = async (
  { handle, ended }: ServerOptions,
  hosts: readonly string[],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> => {
  const at = Date.now();
  const started = performance.now();
  const left = new AbortController();
  const { method = 'GET', headers } = incoming;
  const host = headers.host?.toLowerCase() ?? '';
  const isOurs = hosts.includes(host);
  // Clients that join a base ending in a slash and a path beginning with one send two, and Azure minds as little. What is no
  // path at all (`OPTIONS *`) becomes one nobody answers.
  const path = `/${(incoming.url ?? '').replace(/^\/+/u, '')}`;
  const url = new URL(`https://${isOurs ? host : hosts[0]}${path}`);
  let body = '';
  outgoing.once('close', () => {
    left.abort();
    ended({
      at,
      method,
      url,
      body,
      contentType: headers['content-type'] ?? '',
      status: outgoing.headersSent ? outgoing.statusCode : undefined,
      ms: performance.now() - started,
    });
  });
  try {
    body = await text(incoming);
    const response = isOurs
      ? await handle(requestOf(method, url, incoming, body, left.signal))
      : new Response('This server answers to its own names only.\n', { status: 421 });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    if (response.body === null) outgoing.end();
    else await pipeline(Readable.fromWeb(response.body), outgoing);
  } catch (error) {
    const isExpected = error instanceof ConnectionCut || left.signal.aborted;
    if (!isExpected) process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    if (isExpected || outgoing.headersSent) outgoing.destroy();
    else outgoing.writeHead(500).end();
  }
};

const requestOf = (
  method: string,
  url: URL,
  { rawHeaders }: IncomingMessage,
  body: string,
  signal: AbortSignal,
): Request => {
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2)
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '');
  const hasBody = body !== '' && method !== 'GET' && method !== 'HEAD';
  return new Request(url, { method, headers, signal, ...(hasBody ? { body } : {}) });
};

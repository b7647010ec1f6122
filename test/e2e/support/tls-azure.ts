import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer, type Server } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import { makeCertificate } from '#simulator/server/certificate.ts';
import { createSimulator } from '#simulator/simulator.ts';
import { signInService } from '#test/support/sign-in-service.ts';

type Answering = (request: PlainRequest) => Promise<PlainResponse>;

/** Azure on this machine, behind certificates that nobody knows: Resource Manager and the sign-in service on ports of their own. */
export type TlsAzure = {
  /** `https://127.0.0.1:port` */
  readonly endpoint: string;
  /** `https://localhost:port`: another host, so that one can go through a proxy and the other not. */
  readonly authority: string;
  /** The certificate that vouches for both. */
  readonly caFile: string;
  /** What was asked of the sign-in service. */
  readonly forms: readonly URLSearchParams[];
  /** How many requests Resource Manager got. */
  readonly asked: () => number;
  /** A folder that goes with it, for whatever a test needs. */
  readonly folder: string;
  readonly close: () => Promise<void>;
};

const listening = async (server: Server | ReturnType<typeof createHttp>): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  return (server.address() as AddressInfo).port;
};

const serve = (
  pem: { readonly key: string; readonly cert: string },
  origin: string,
  answer: Answering,
): Server =>
  createServer(pem, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
      const body = Buffer.concat(chunks).toString('utf8');
      const answering = answer({
        method: request.method ?? 'GET',
        url: `${origin}${request.url ?? '/'}`,
        headers: Object.fromEntries(headers),
        ...(body === '' ? {} : { body }),
      });
      answering.then(
        ({ status, headers: own, body: text }) => {
          response.writeHead(status, { ...own });
          response.end(text);
        },
        () => request.destroy(),
      );
    });
  });

const closed = (server: { close: (done: () => void) => unknown }): Promise<void> =>
  new Promise((resolve) => void server.close(() => resolve()));

export const openTlsAzure = async (): Promise<TlsAzure> => {
  const folder = mkdtempSync(join(tmpdir(), 'aml-workbench-tls-'));
  const { ca, server: cert, serverKey: key } = await makeCertificate(Date.now());
  const pem = { key, cert };
  const caFile = join(folder, 'ca.pem');
  writeFileSync(caFile, ca);

  const simulator = createSimulator({ scale: 'small', seed: 1, speed: 1, now: Date.now });
  const signIn = signInService();
  let asked = 0;
  const arm = serve(pem, 'https://127.0.0.1', (request) => {
    asked += 1;
    return simulator.send(request);
  });
  const login = serve(pem, 'https://localhost', (request) => Promise.resolve(atPort(request)));
  const ports = { arm: await listening(arm), login: await listening(login) };
  // The addresses in its discovery document are its own.
  const atPort = (request: PlainRequest): PlainResponse | Promise<PlainResponse> =>
    signIn.transport(
      { ...request, url: request.url.replace('https://localhost/', `https://localhost:${ports.login}/`) },
      new AbortController().signal,
    );
  return {
    endpoint: `https://127.0.0.1:${ports.arm}`,
    authority: `https://localhost:${ports.login}`,
    caFile,
    forms: signIn.forms,
    asked: () => asked,
    folder,
    close: async () => {
      for (const server of [arm, login]) server.closeAllConnections();
      await Promise.all([closed(arm), closed(login)]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/**
 * A proxy that carries what CONNECT asks for, and remembers to whom and with which credentials; or one that wants to know
 * who asks and never believes it.
 */
export const openProxy = async ({ refuses = false } = {}) => {
  const connects: { readonly host: string; readonly authorization: string | undefined }[] = [];
  const sockets = new Set<Socket>();
  const proxy = createHttp((_request, response) => {
    response.writeHead(405);
    response.end();
  });
  proxy.on('connect', (request, socket: Socket, head: Buffer) => {
    const [host = '', port = ''] = (request.url ?? '').split(':');
    connects.push({ host, authorization: request.headers['proxy-authorization'] });
    if (refuses) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    const far = connect(Number(port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      far.write(head);
      far.pipe(socket);
      socket.pipe(far);
    });
    for (const end of [socket, far]) {
      sockets.add(end);
      end.on('error', () => end.destroy());
    }
  });
  const port = await listening(proxy);
  return {
    address: `127.0.0.1:${port}`,
    connects,
    hosts: (): readonly string[] => [...new Set(connects.map(({ host }) => host))].sort(),
    close: async (): Promise<void> => {
      for (const socket of sockets) socket.destroy();
      await closed(proxy);
    },
  };
};

import { connect } from 'node:net';
import { Agent, request, type RequestOptions } from 'node:https';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ConnectionCut } from '#simulator/connection-cut.ts';
import { makeCertificate, type Certificate } from '#simulator/server/certificate.ts';
import { startServer, type Ended, type RunningServer } from '#simulator/server/server.ts';

type Got = { readonly status: number; readonly body: string; readonly isReused: boolean };

let certificate: Certificate;
let running: RunningServer | undefined;
let ended: Ended[] = [];

beforeAll(async () => {
  certificate = await makeCertificate(Date.now());
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  ended = [];
});

const agent = new Agent({ keepAlive: true });
afterAll(() => {
  agent.destroy();
});

const serve = async (handle: (request: Request) => Promise<Response>): Promise<number> => {
  running = await startServer({ port: 0, certificate, handle, ended: (one) => ended.push(one) });
  return running.port;
};

const get = (
  port: number,
  path = '/',
  options: RequestOptions & { readonly body?: string } = {},
): Promise<Got> =>
  new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path, ca: certificate.ca, agent, ...options },
      (answer) => {
        text(answer).then(
          (body) => resolve({ status: answer.statusCode ?? 0, body, isReused: sent.reusedSocket }),
          reject,
        );
      },
    );
    sent.once('error', reject);
    sent.end(options.body);
  });

describe('the server', () => {
  it('is trusted by who trusts its authority, under both of its names, and by nobody else', async () => {
    const port = await serve(async () => new Response('here'));
    expect(await get(port)).toMatchObject({ status: 200, body: 'here' });
    expect(await get(port, '/', { host: 'localhost' })).toMatchObject({ status: 200 });
    await expect(get(port, '/', { ca: [], agent: new Agent() })).rejects.toThrow(/certificate/u);
  });

  it('hands the request on as it came and the answer back as it is', async () => {
    const port = await serve(async (asked) =>
      Response.json(
        {
          url: asked.url,
          method: asked.method,
          header: asked.headers.get('x-ms-test'),
          body: await asked.text(),
        },
        { status: 201 },
      ),
    );
    const { status, body } = await get(port, '/a/b%20c?d=e&f=%2F', {
      method: 'PUT',
      headers: { 'x-ms-test': 'yes' },
      body: '{"ü":1}',
    });
    expect(status).toBe(201);
    expect(JSON.parse(body)).toEqual({
      url: `https://127.0.0.1:${port}/a/b%20c?d=e&f=%2F`,
      method: 'PUT',
      header: 'yes',
      body: '{"ü":1}',
    });
  });

  it('keeps connections', async () => {
    const port = await serve(async () => new Response('.'));
    expect((await get(port)).isReused).toBe(false);
    expect((await get(port)).isReused).toBe(true);
  });

  it('minds no second slash at the beginning', async () => {
    const port = await serve(async (asked) => new Response(asked.url));
    expect((await get(port, '//metadata/endpoints')).body).toBe(
      `https://127.0.0.1:${port}/metadata/endpoints`,
    );
  });

  it('lives through requests that are for no path', async () => {
    const port = await serve(async (asked) => new Response(new URL(asked.url).pathname));
    expect((await get(port, '*', { method: 'OPTIONS' })).body).toBe('/*');
    expect((await get(port, 'https://elsewhere.example/x')).body).toBe('/https://elsewhere.example/x');
    expect((await get(port)).status).toBe(200);
  });

  it('serves nobody who calls it by a name that is not its own', async () => {
    const handle = vi.fn<() => Promise<Response>>(async () => new Response('.'));
    const port = await serve(handle);
    expect(
      (await get(port, '/', { headers: { host: 'evil.example' }, servername: 'localhost' })).status,
    ).toBe(421);
    expect(handle).not.toHaveBeenCalled();
  });

  it('listens on the loopback interface only', async () => {
    const port = await serve(async () => new Response('.'));
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    const outcome = (host: string): Promise<string> =>
      new Promise((resolve) => {
        const socket = connect({ host, port, timeout: 500 });
        const end = (word: string) => () => {
          socket.destroy();
          resolve(word);
        };
        socket.once('connect', end('open')).once('error', end('refused')).once('timeout', end('refused'));
      });
    expect(await outcome('127.0.0.1')).toBe('open');
    for (const { address } of others) expect(await outcome(address)).toBe('refused');
    expect(await outcome('127.0.0.2')).toBe('refused');
  });

  it('tells the handler when the client has left', async () => {
    const arrived = Promise.withResolvers<undefined>();
    const left = Promise.withResolvers<undefined>();
    const port = await serve(({ signal }) => {
      signal.addEventListener('abort', () => left.resolve(undefined));
      arrived.resolve(undefined);
      return new Promise(() => undefined);
    });
    const client = request({ host: '127.0.0.1', port, ca: certificate.ca });
    client.on('error', () => undefined);
    client.end();
    await arrived.promise;
    client.destroy();
    await left.promise;
    await vi.waitUntil(() => ended.length === 1);
    expect(ended[0]?.status).toBeUndefined();
  });

  it('cuts the connection before the answer where the handler wants it cut', async () => {
    const port = await serve(async () => {
      throw new ConnectionCut();
    });
    await expect(get(port)).rejects.toThrow(/socket hang up|ECONNRESET/u);
    await vi.waitUntil(() => ended.length === 1);
    expect(ended[0]?.status).toBeUndefined();
  });

  it('cuts the connection in the middle of the answer where the handler wants it cut', async () => {
    const go = Promise.withResolvers<undefined>();
    const port = await serve(
      async () =>
        new Response(
          new ReadableStream({
            async start(controller) {
              controller.enqueue(new TextEncoder().encode('{"half":'));
              await go.promise;
              controller.error(new ConnectionCut());
            },
          }),
        ),
    );
    let seen = '';
    const outcome = await new Promise<string>((resolve) => {
      request({ host: '127.0.0.1', port, ca: certificate.ca }, (answer) => {
        answer.setEncoding('utf8').on('data', (part: string) => {
          seen += part;
          go.resolve(undefined);
        });
        answer.once('end', () => resolve('whole')).once('error', () => resolve('cut'));
      }).end();
    });
    expect([seen, outcome]).toEqual(['{"half":', 'cut']);
  });

  it('sends a body as it comes', async () => {
    const go = Promise.withResolvers<undefined>();
    const port = await serve(
      async () =>
        new Response(
          new ReadableStream({
            async start(controller) {
              controller.enqueue(new TextEncoder().encode('first '));
              await go.promise;
              controller.enqueue(new TextEncoder().encode('second'));
              controller.close();
            },
          }),
        ),
    );
    let seen = '';
    const whole = new Promise<void>((resolve) => {
      request({ host: '127.0.0.1', port, ca: certificate.ca }, (answer) => {
        answer.setEncoding('utf8').on('data', (part: string) => {
          seen += part;
          go.resolve(undefined);
        });
        answer.once('end', resolve);
      }).end();
    });
    await whole;
    expect(seen).toBe('first second');
  });

  it('answers 500 and tells on stderr when the handler fails', async () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const port = await serve(async () => {
        throw new Error('planted');
      });
      expect((await get(port)).status).toBe(500);
      expect(stderr.mock.calls.flat().join('')).toContain('planted');
    } finally {
      stderr.mockRestore();
    }
  });

  it('cuts whatever is open when it stops', async () => {
    const arrived = Promise.withResolvers<undefined>();
    const port = await serve(() => {
      arrived.resolve(undefined);
      return new Promise(() => undefined);
    });
    const open = get(port).catch((error: unknown) => String(error));
    await arrived.promise;
    await running?.close();
    expect(await open).toMatch(/hang up|ECONNRESET/u);
    await expect(get(port)).rejects.toThrow('ECONNREFUSED');
  });

  it('says so when its port is taken', async () => {
    const port = await serve(async () => new Response('.'));
    const second = startServer({
      port,
      certificate,
      handle: async () => new Response('.'),
      ended: () => undefined,
    });
    await expect(second).rejects.toThrow('EADDRINUSE');
  });
});

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { plain } from '#azure/plain.ts';
import type { DockerFinding, PortFinding } from '#state/this-computer.ts';
import { childEnvironment } from './child-environment.ts';

/** An engine that starts up answers within seconds; one that hangs never does. */
const dockerLimitMs = 5000;

/** More than any answer of Docker has; what is beyond is not read. */
const longestAnswer = 65_536;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const lastLine = (text: string): string => plain(text.trim().split('\n').at(-1) ?? '').slice(0, 300);

/** What `docker version` says, as JSON on its standard output, and what it complains of on the other. */
const readAnswer = (out: string, complaint: string): DockerFinding => {
  let answer: unknown;
  try {
    answer = JSON.parse(out);
  } catch {
    return { is: 'unclear', words: lastLine(complaint === '' ? out : complaint) };
  }
  const engine = isRecord(answer) ? answer['Server'] : undefined;
  if (!isRecord(engine)) return { is: 'no-engine', words: lastLine(complaint) };
  const { Version: version } = engine;
  return { is: 'answers', version: typeof version === 'string' ? plain(version) : '' };
};

/**
 * Asks Docker for its versions, without a shell and with nothing on its standard input.
 * @returns after 5 s at the latest; a program that hangs is ended
 */
export const lookForDocker = (signal: AbortSignal, limitMs: number = dockerLimitMs): Promise<DockerFinding> =>
  new Promise((resolve) => {
    const [out, complaint] = [new Array<string>(), new Array<string>()];
    const child = spawn('docker', ['version', '--format', '{{json .}}'], {
      env: childEnvironment(process.env),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const end = (finding: DockerFinding): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      // What it has started itself may hold the pipes: nobody waits for them.
      child.kill('SIGKILL');
      child.stdout.destroy();
      child.stderr.destroy();
      child.unref();
      resolve(finding);
    };
    const onAbort = (): void => {
      end({ is: 'unclear', words: '' });
    };
    const timer = setTimeout(() => {
      end({ is: 'silent', afterMs: limitMs });
    }, limitMs);
    const collect = (into: string[]) => {
      let length = 0;
      return (chunk: string): void => {
        length += chunk.length;
        if (length <= longestAnswer) into.push(chunk);
      };
    };
    child.stdout.setEncoding('utf8').on('data', collect(out));
    child.stderr.setEncoding('utf8').on('data', collect(complaint));
    child.on('error', (error: NodeJS.ErrnoException) => {
      end(error.code === 'ENOENT' ? { is: 'missing' } : { is: 'unclear', words: error.code ?? '' });
    });
    child.on('close', () => {
      end(readAnswer(out.join(''), complaint.join('')));
    });
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
  });

/** Listens on a port for a moment. @returns the code of why that is impossible; undefined when it is not */
const tryPort = (port: number, host: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer((connection) => connection.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code ?? 'no reason given');
    });
    server.listen({ port, host, exclusive: true }, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });

/** A container's port is opened on all addresses; on some systems that works although the one of this computer is taken. */
const hosts = ['127.0.0.1', '0.0.0.0'] as const;

const whyNot = async (port: number): Promise<string | undefined> => {
  for (const host of hosts) {
    const code = await tryPort(port, host);
    if (code !== undefined) return code;
  }
  return undefined;
};

/** How many ports after a taken one are tried. */
const nearBy = 10;

/** Whether a service could listen on a port (1 to 65535) of this computer, and if not, on which one near by. */
export const lookAtPort = async (port: number, signal: AbortSignal): Promise<PortFinding> => {
  const code = await whyNot(port);
  if (code === undefined) return { is: 'free', port };
  if (code !== 'EADDRINUSE') return { is: 'unclear', port, words: code };
  for (let free = port + 1; free <= Math.min(port + nearBy, 65_535) && !signal.aborted; free += 1)
    if ((await whyNot(free)) === undefined) return { is: 'taken', port, free };
  return { is: 'taken', port };
};

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { program } from './terminal.ts';

type Ready = {
  readonly endpoint: string;
  readonly authority: string;
  readonly caFile: string;
  readonly tenantId: string;
};

/** The stand-alone simulator in a process of its own, over HTTPS on this host. */
export type StandAlone = Ready & {
  /** Asks it for something that is no part of Azure. */
  readonly control: (path: string, body: unknown) => Promise<string>;
  readonly close: () => Promise<void>;
};

export const openStandAlone = async (...args: readonly string[]): Promise<StandAlone> => {
  const child = spawn(process.execPath, [program, 'simulator', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  for await (const part of child.stdout.setEncoding('utf8')) {
    printed += String(part);
    if (printed.endsWith('\n')) break;
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the border where its one line enters
  const ready = JSON.parse(printed) as Ready;
  return {
    ...ready,
    control: (path, body) =>
      new Promise((resolve, reject) => {
        const headers = { 'content-type': 'application/json' };
        request(
          `${ready.endpoint}/_simulator/${path}`,
          { method: 'POST', headers, ca: readFileSync(ready.caFile) },
          (answer) => void text(answer).then(resolve, reject),
        )
          .once('error', reject)
          .end(JSON.stringify(body));
      }),
    close: async () => {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
};

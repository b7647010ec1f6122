import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { openStandAlone, type StandAlone } from './support/stand-alone.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

let terminal: Terminal | undefined;
let azure: StandAlone | undefined;
afterEach(async () => {
  await terminal?.close();
  await azure?.close();
  [terminal, azure] = [undefined, undefined];
});

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
] as const;

/** On the log of the job that runs on the demo's instance for hours. */
const onLog = async (size: (typeof sizes)[number], speed: string): Promise<Terminal> => {
  const open = openTerminal({ ...size, args: ['--demo', '--demo-speed', speed, '--seed', '7'] });
  terminal = open;
  await open.waitFor('WORKSPACES 4');
  open.press('enter');
  await open.waitFor('1 COMPUTES 17');
  open.press('/');
  open.type('ci-mei');
  open.press('enter', '3', '/');
  open.type('whisper-distill-31');
  open.press('enter');
  await open.waitFor(/whisper-distill-31 +Running/u);
  open.press('L');
  await open.waitFor(/user_logs\/std_log\.txt +1 of 2 +Running +follow/u);
  return open;
};

describe('the log of a job, in a real terminal', () => {
  it.each(sizes)(
    'is followed, held, searched, wrapped and saved at $columns x $rows',
    async (size) => {
      const open = await onLog(size, '10');
      const before = open.screen().join('\n');
      await open.waitFor((screen) => screen !== before && screen.includes('follow'), 15_000);
      open.press('k');
      await open.waitFor('paused');
      const held = open.screen()[5];
      await pause(5000);
      expect(open.screen()[5]).toBe(held);
      open.press('f');
      await open.waitFor('follow');

      open.press('/');
      await open.waitFor(' find:');
      open.type('EPOCH 1 begins');
      open.press('enter');
      await open.waitFor('1 of 1 hits');
      await open.waitFor(/›.*INFO trainer: epoch 1 begins/u);
      open.press('t');
      await open.waitFor(/›INFO trainer: epoch 1 begins/u);
      open.press('t', 'w');
      await open.waitFor(/hits +\d+ lines|wrap/u);
      await open.waitFor('wrap');
      open.press('g');
      await open.waitFor(/INFO launcher: run \w+ on ci-mei-gpu/u);

      open.press('s');
      await open.waitFor('Path:');
      const path = join(open.home, 'job.log');
      open.press('ctrl-u');
      open.type(path);
      open.press('enter');
      await open.waitFor('written to');
      expect(readFileSync(path, 'utf8')).toContain('INFO trainer: epoch 1 begins');
      expect(readFileSync(path, 'utf8')).toMatch(/^[\t\n -~\u0080-\uffff]*$/u);

      open.press('tab');
      await open.waitFor(/system_logs\/lifecycler\/life\S+ +2 of 2/u);
      open.press('q');
      await open.waitFor(/3 QUEUE/u);
    },
    90_000,
  );

  it('costs far less than a screen for a new line while it is followed', async () => {
    // A line is written every six seconds of the world: two in every question.
    const open = await onLog(sizes[0], '3');
    const rounds: { readonly bytes: number; readonly lines: number }[] = [];
    const countOf = (): number => Number(/([\d,]+) lines/u.exec(open.screen().join('\n'))?.[1] ?? 0);
    await open.settled(300);
    let [bytes, lines] = [open.bytesWritten(), countOf()];
    while (rounds.length < 12) {
      await open.waitFor(() => countOf() !== lines, 20_000);
      await open.settled(200);
      rounds.push({ bytes: open.bytesWritten() - bytes, lines: countOf() - lines });
      [bytes, lines] = [open.bytesWritten(), countOf()];
    }
    const total = rounds.reduce((sum, round) => sum + round.bytes, 0);
    const added = rounds.reduce((sum, round) => sum + round.lines, 0);
    const perLine = total / added;
    process.stdout.write(
      `bytes per new line of a followed log at 80x24: ${perLine.toFixed(0)} (${added} lines)\n`,
    );
    expect(perLine).toBeLessThan(400);
  }, 120_000);
});

/** Puts a pipeline job on a cluster, so that its queue shows it. */
const addPipeline = async (to: StandAlone): Promise<void> => {
  const ca = readFileSync(to.caFile);
  const send = (
    method: string,
    path: string,
    headers: Record<string, string>,
    body: string,
  ): Promise<string> =>
    new Promise((resolve, reject) => {
      request(`${to.endpoint}${path}`, { method, ca, agent: false, headers }, (answer) => {
        let said = '';
        answer.on('data', (part: Buffer) => (said += part.toString()));
        answer.once('end', () => {
          if ((answer.statusCode ?? 500) < 300) resolve(said);
          else reject(new Error(`${method} ${path}: ${answer.statusCode} ${said}`));
        });
      })
        .once('error', reject)
        .end(body);
    });
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: to.clientId,
    client_secret: to.clientSecret,
    scope: `${to.endpoint}/.default`,
  });
  const granted = await send(
    'POST',
    `/${to.tenantId}/oauth2/v2.0/token`,
    { 'content-type': 'application/x-www-form-urlencoded' },
    form.toString(),
  );
  const { access_token: token } = JSON.parse(granted) as { readonly access_token: string };
  const workspace = `/subscriptions/${to.subscriptionId}/resourceGroups/${to.resourceGroup}/providers/Microsoft.MachineLearningServices/workspaces/${to.workspaceName}`;
  const properties = {
    jobType: 'Pipeline',
    displayName: 'nightly-flow',
    computeId: `${workspace}/computes/cpu-batch`,
  };
  await send(
    'PUT',
    `${workspace}/jobs/nightly_flow_1?api-version=2022-10-01`,
    { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    JSON.stringify({ properties }),
  );
};

describe('over HTTPS, with a token', () => {
  it.each(sizes)(
    'children open like jobs, with their logs, and a closed data plane is one line at $columns x $rows',
    async (size) => {
      azure = await openStandAlone('--speed', '60');
      await addPipeline(azure);
      const { cloudArgs, placeArgs, env } = azure;
      const open = openTerminal({ ...size, args: [...cloudArgs, ...placeArgs], env });
      terminal = open;
      await open.waitFor('1 COMPUTES 17', 30_000);
      open.press('/');
      open.type('cpu-batch');
      open.press('enter', '3', '/');
      open.type('nightly-flow');
      open.press('enter');
      await open.waitFor(/nightly-flow +(?:Running|Finalizing|Completed)/u, 60_000);
      open.press('enter');
      await open.waitFor(/CHILDREN \d/u, 20_000);
      await open.waitFor(/prepare_data/u, 20_000);
      open.press('enter');
      await open.waitFor('Part of a job', 20_000);
      await open.waitFor(/part of +nightly_flow_1/u);
      open.press('L');
      await open.waitFor(/user_logs\/std_log\.txt/u, 20_000);
      await open.waitFor(/INFO launcher|step \d+|Loading/u, 20_000);

      await azure.control('PUT', 'faults', 'private-link');
      open.press('r');
      await open.waitFor('does not answer from here', 20_000);
      open.press('q', 'q', 'q');
      await open.waitFor('3 QUEUE');
      // Azure Resource Manager answers as before.
      expect(open.screen()[0]).toMatch(/ok \d\d:\d\d:\d\d/u);
      const signed = open.history().join('\n');
      expect(signed).not.toMatch(/sig=|[?&]se=/u);
      open.press('q', 'q');
    },
    180_000,
  );
});

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { machineLearning } from '#azure/arm/machine-learning.ts';
import type { PlainRequest } from '#azure/arm/transport.ts';
import { withoutSecrets } from '#azure/known-secrets.ts';
import { noteSecret } from '#azure/note-secrets.ts';
import { runOnce } from '#cli/once.ts';
import { createAudit } from '#local/audit.ts';
import { createHistories } from '#local/histories.ts';
import { createKeeper } from '#local/keeper.ts';
import { createRecents } from '#local/recents.ts';
import { openRequestLog } from '#simulator/server/request-log.ts';
import { lineOf } from '#state/line-edit.ts';
import { visibleFields } from '#state/selectors.ts';
import { typedSecrets } from '#state/typed-secrets.ts';
import { sendToClipboard } from '#terminal/clipboard.ts';
import { reportCrash } from '#terminal/crash-report.ts';
import { tellTerminal } from '#terminal/notification.ts';
import { createLeakyAzure, faults, meets, writings, type Leak } from '#test/support/leaky-azure.ts';
import { createFinder } from '#test/support/plants.ts';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';
import { attachmentFixtures, unpublished } from '../azure/targets/attachments.ts';
import { encryptedWith, fileOf } from '../azure/targets/files.ts';
import { fixtures, type Fixture } from '../azure/targets/bodies.ts';

// Fetched when they are first needed; here every wait is for the hand-moved clock.
await Promise.all([
  import('#state/commands/ask-environments.ts'),
  import('#state/commands/run-job-checks.ts'),
  import('#state/commands/submit-job.ts'),
  import('#azure/export/index.ts'),
]);

const root = mkdtempSync(join(tmpdir(), 'aml-workbench-secrets-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** What users do, by its keys; the rows of the board are in alphabetical order of their kinds. */
type Flow = {
  readonly title: string;
  /** @param secret for whoever types one */
  readonly go: (shell: OpenShell, look: Look, secret: string) => Promise<void>;
};
type Look = (...keys: readonly string[]) => Promise<void>;

const onRow = (shell: OpenShell, name: string): void => {
  const found = shell.workbench.store.getState().board?.computes.data?.find((each) => each.name === name);
  shell.workbench.commands.select('computes', found?.id.toLowerCase() ?? '');
};

const toReview = async (shell: OpenShell, look: Look): Promise<void> => {
  for (let tabs = 0; tabs < 30 && !shell.text().includes('›[ Review ]'); tabs += 1) await look('tab');
  shell.workbench.commands.keepForm();
  await look('enter');
  await shell.run(2000);
};

/** Every language of the code: copied, shown for the mouse and saved. */
const throughCode = async (look: Look): Promise<void> => {
  await look('tab', 'y', 'v', 'w', 'enter');
  for (let languages = 0; languages < 5; languages += 1) await look('tab', 'y');
};

const writing = ({ target, title, draft }: Fixture): Flow => ({
  title: `${target}: ${title}`,
  go: async (shell, look, secret) => {
    const { commands, store } = shell.workbench;
    commands.openForm(target);
    await shell.settle();
    for (const [name, text] of Object.entries(draft)) commands.setLine(name, lineOf(text));
    for (const { name, kind } of visibleFields(store.getState()))
      if (kind.is === 'secret' && draft[name] !== undefined) commands.setLine(name, lineOf(secret));
    // What does not open its key is not sent.
    if (draft['passphrase'] !== undefined)
      commands.setLine('key', lineOf(fileOf('encrypted by the secret', encryptedWith(secret))));
    await shell.run(1000);
    await toReview(shell, look);
    await throughCode(look);
    await look('enter');
    await shell.run(5000);
    await look('enter');
  },
});

const flows: readonly Flow[] = [
  ...[...fixtures, ...attachmentFixtures, ...unpublished]
    .filter(({ secrets = [] }) => secrets.length > 0)
    .map(writing),
  {
    title: 'a job with secret variables',
    go: async (shell, look, secret) => {
      onRow(shell, 'cpu-batch');
      await look('+');
      await shell.type('ls');
      await look('tab');
      await shell.type('azureml://registries/azureml/environments/sklearn-1.5/versions/25');
      const { commands, store } = shell.workbench;
      const field = visibleFields(store.getState()).find(({ kind }) => kind.is === 'secret');
      commands.setLine(field?.name ?? '', lineOf(`ANY_NAME=${secret}`));
      await toReview(shell, look);
      await throughCode(look);
      await look('enter');
      await shell.run(5000);
      await look('enter', 'i', 'q');
    },
  },
  {
    title: 'scaling a cluster, and its code',
    go: async (shell, look) => {
      onRow(shell, 'cpu-batch');
      await look('s', 'tab');
      await toReview(shell, look);
      await look('enter');
      await shell.run(5000);
      await look('q', 'q', 'enter', 'E');
      await throughCode(look);
      await look('n', 'y', 'q', 'q');
    },
  },
  {
    title: 'stopping an instance',
    go: async (shell, look) => {
      onRow(shell, 'ci-amara');
      await look('s', 'enter');
      await shell.run(5000);
      await look('enter', 'i', 'q', 'E');
      await throughCode(look);
      await look('q');
    },
  },
  {
    title: 'deleting a cluster',
    go: async (shell, look) => {
      onRow(shell, 'lowpri-sweep');
      await look('D');
      await shell.type('lowpri-sweep');
      await look('enter');
      await shell.run(5000);
      await look('enter');
    },
  },
  {
    title: 'looking at an attached machine, its code, and detaching it',
    go: async (shell, look) => {
      const attached = shell.workbench.store
        .getState()
        .board?.computes.data?.find(({ type }) => type.is === 'VirtualMachine');
      onRow(shell, attached?.name ?? '');
      await look('enter', 'i', 'q', 'E');
      await throughCode(look);
      await look('q', 'D');
      await shell.type(attached?.name ?? '');
      await look('enter');
      await shell.run(5000);
      await look('enter');
    },
  },
  {
    title: 'the logs of a job, its children, and cancelling it',
    go: async (shell, look) => {
      await look('3', 'g', 'enter', 'i', 'q', 'L');
      await shell.run(12_000);
      await look('tab', 'y', 'q', 'q', 'B', 'X', 'enter');
      await shell.run(5000);
      await look('enter', '3', 'e', 'q');
    },
  },
];

const everyFile = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => readFileSync(join(each.parentPath, each.name), 'utf8'))
    .join('\n');

/** What the terminal gets for copies and notifications, inside and outside of tmux. */
const sequencesOf = (copies: readonly string[], news: readonly string[]): string => {
  const written: string[] = [];
  const write = (sequence: string): void => void written.push(sequence);
  const feed = (_program: string, args: readonly string[], text: string): boolean => {
    written.push(...args, text);
    return true;
  };
  for (const text of copies)
    for (const tmux of [undefined, '/tmp/tmux,1,0']) sendToClipboard(text, { tmux, feed, write });
  for (const words of news)
    for (const env of [{}, { TMUX: '/tmp/tmux,1,0' }])
      tellTerminal({ way: 'terminal', words }, { env, passthrough: () => 'on', write });
  return written.join('\n');
};

/** The log of a stand-alone simulator that got these requests. */
const logOf = (folder: string, requests: readonly PlainRequest[]): void => {
  mkdirSync(join(folder, 'log'));
  const log = openRequestLog(join(folder, 'log/requests.jsonl'), false);
  for (const { method, url, headers, body = '' } of requests)
    log.note({
      at: 0,
      method,
      url: new URL(url),
      contentType: headers['content-type'] ?? '',
      body,
      status: 200,
      ms: 1,
    });
  log.close();
};

/** A component that cannot draw what it was given, behind which a request cannot be sent; both with all that they had in their hands. */
const crashOf = ({ workbench, requests }: OpenShell, folder: string): string => {
  for (const each of typedSecrets(workbench.store.getState())) noteSecret(each);
  const lost = Object.assign(new TypeError(`Cannot send ${JSON.stringify(requests.slice(-20))}`), {
    requests: requests.slice(-20),
  });
  return reportCrash({
    error: Object.assign(
      new Error(`Cannot draw ${JSON.stringify(workbench.store.getState().forms)}`, { cause: lost }),
      { props: workbench.store.getState().forms },
    ),
    version: '0',
    surroundings: '',
    strayOutput: [`Warning: ${JSON.stringify(workbench.store.getState().operations)}`],
    home: '',
    folder: join(folder, 'crash'),
    now: new Date(0),
    pid: 1,
    hide: withoutSecrets,
  });
};

const tail = fc.string({
  unit: fc.constantFrom('Q', 'x', 'Z', 'k', '7', '3', 'W', 'j', '"', '\\', '<', '+'),
  minLength: 16,
  maxLength: 40,
});

const leaks: fc.Arbitrary<Leak> = fc.record({
  fault: fc.constantFrom(...faults),
  at: fc.constantFrom(...meets),
  status: fc.constantFrom(400, 403, 404, 409, 429, 500, 503),
  writing: fc.constantFrom(...writings),
});

const runs = 4;

describe(`secrets that are typed, sent, handed out and repeated by a service are found nowhere (${runs} cases for each of ${flows.length} flows)`, () => {
  it.each(flows.map((flow) => [flow.title, flow] as const))(
    '%s',
    async (_, { go }) => {
      await fc.assert(
        fc.asyncProperty(
          fc.record({ typed: tail, arm: tail, data: tail, signature: tail, found: tail }),
          leaks,
          fc.constantFrom({ columns: 80, rows: 24 }, { columns: 120, rows: 40 }, { columns: 200, rows: 60 }),
          async (tails, leak, size) => {
            const plants = {
              typed: `Tq7xPw4Zk9Vr${tails.typed}`,
              arm: `Aq7mTk4Rz9Xb${tails.arm.replaceAll(/[^\w]/gu, '_')}`,
              data: `Dz8kJv3Ty6Ws${tails.data.replaceAll(/[^\w]/gu, '_')}`,
              signature: `Sx5gNq8Wt2Kc${tails.signature}`,
              found: `Fw3nUd9Gy5Lh${tails.found.replaceAll(/[^\w]/gu, '_')}`,
            };
            const token = (text: string) => ({
              getToken: () => Promise.resolve({ token: text, expiresOnTimestamp: Date.now() + 3_600_000 }),
            });
            const folder = mkdtempSync(join(root, 'case-'));
            const state = join(folder, 'state');
            const audit = createAudit(join(folder, 'audit'));
            const news: string[] = [];
            let unwell = false;
            const shell = await openBoardScreen({
              ...size,
              speed: 30,
              besides: {
                keeper: createKeeper(state, Date.now),
                recents: createRecents(state, Date.now),
                histories: () => Promise.resolve(createHistories(state, Date.now)),
              },
              configured: { notify: 'terminal', tell: ({ words }) => void news.push(words) },
              onWrite: audit.note,
              credentials: {
                credential: token(plants.arm),
                machineLearning: {
                  ...(machineLearning.public ?? { scope: '', hosts: '' }),
                  credential: token(plants.data),
                },
              },
              instead: createLeakyAzure(plants, leak, () => unwell),
            });
            const seen: string[] = [];
            const look: Look = async (...keys) => {
              for (const key of keys) {
                await shell.press(key);
                seen.push(shell.text());
              }
            };
            await shell.run(2000);
            unwell = true;
            await look('r');
            await go(shell, look, plants.typed);
            await look(
              't',
              'enter',
              'q',
              'q',
              '@',
              'G',
              'q',
              'e',
              'q',
              'H',
              'esc',
              '1',
              'enter',
              'q',
              'i',
              'q',
            );
            await look('2', 'enter', 'q', '3', 'enter', 'q', 'y', 'Y', ':', 'esc');

            const printed: string[] = [];
            const write = (text: string): void => void printed.push(text);
            const { gateway, place } = shell;
            for (const format of ['json', 'table'] as const)
              await runOnce({ gateway, place, format, write, writeError: write, columns: 80 });
            const sent = shell.requests.filter(({ method }) => method === 'PUT').map(({ body = '' }) => body);
            const told = crashOf(shell, folder);
            shell.workbench.close();
            logOf(folder, shell.requests);

            // Keys are read from files: what of them was sent is a secret, too.
            const keys = sent.flatMap((body) =>
              [...body.matchAll(/"(?:privateKeyData|key)":"([^"]+)"/gu)].flatMap(([, key = '']) =>
                key.split(String.raw`\n`).filter((line) => line.length >= 40),
              ),
            );
            const find = createFinder(
              new Map([...Object.entries(plants), ...keys.map((line, at) => [`key ${at}`, line] as const)]),
            );
            const places: Readonly<Record<string, string>> = {
              frames: seen.join('\n'),
              copied: shell.copied.join('\n'),
              sequences: sequencesOf(shell.copied, news),
              plain: shell.shownPlain.join('\n'),
              saved: [...shell.files.values()].join('\n'),
              files: everyFile(folder),
              told,
              printed: printed.join('\n'),
              calls: JSON.stringify([shell.calls, shell.workbench.store.getState().calls]),
              arguments: shell.connected.join('\n'),
            };
            for (const [where, text] of Object.entries(places))
              expect([where, find(text)]).toEqual([where, undefined]);
          },
        ),
        { numRuns: runs, endOnFailure: true },
      );
    },
    240_000,
  );
});

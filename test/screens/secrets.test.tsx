import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import { createAudit } from '#local/audit.ts';
import { createKeeper } from '#local/keeper.ts';
import { lineOf } from '#state/line-edit.ts';
import { openTargetForm } from '#state/selectors.ts';
import { reportCrash } from '#terminal/crash-report.ts';
import { reply } from '#test/support/canned.ts';
import { openBoardScreen } from '#test/support/shell.tsx';
import { attachmentFixtures, unpublished } from '../azure/targets/attachments.ts';
import { encryptedWith, fileOf } from '../azure/targets/files.ts';
import { fixtures } from '../azure/targets/bodies.ts';

const root = mkdtempSync(join(tmpdir(), 'aml-workbench-secrets-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

const withSecrets = [...fixtures, ...attachmentFixtures, ...unpublished].filter(
  ({ secrets = [] }) => secrets.length > 0,
);

/** Begins every planted secret. */
const mark = 'Hush1';

/** What is looked for: a word that nobody else uses, and every line of a key that was sent. */
const secretsIn = (body: string): readonly string[] => [
  mark,
  ...[...body.matchAll(/[\w+/=]{40,}/gu)].map(([line]) => line),
];

/** As some services do it, the refusal repeats the whole request. */
const repeating = (request: PlainRequest): PlainResponse =>
  reply(400, {
    error: {
      code: 'InvalidRequest',
      message: `The body ${request.body ?? ''} is not understood.`,
      details: [{ code: 'BadValue', message: JSON.stringify(request.body ?? '') }],
    },
  });

const everyFile = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => readFileSync(join(each.parentPath, each.name), 'utf8'));

const word = fc.string({
  unit: fc.constantFrom('Q', 'x', '7', 'Z', 'k', '3', '"', '\\', '<'),
  minLength: 16,
  maxLength: 40,
});

describe('secrets that are typed, sent and repeated by a service are found nowhere (6 cases for each form)', () => {
  const runs = 6;
  it.each(withSecrets.map((each) => [`${each.target}: ${each.title}`, each] as const))(
    '%s',
    async (_, fixture) => {
      await fc.assert(
        fc.asyncProperty(word, fc.constantFrom('refused', 'made'), async (tail, end) => {
          const secretText = `${mark}${tail}`;
          const folder = mkdtempSync(join(root, 'case-'));
          const audit = createAudit(join(folder, 'audit'));
          const shell = await openBoardScreen({
            columns: 120,
            rows: 40,
            speed: 30,
            besides: { keeper: createKeeper(join(folder, 'state'), Date.now) },
            onWrite: audit.note,
            instead: (request) =>
              request.method === 'PUT' && end === 'refused' ? repeating(request) : undefined,
          });
          const seen: string[] = [];
          const look = async (...keys: readonly string[]): Promise<void> => {
            for (const key of keys.length === 0 ? [''] : keys) {
              if (key !== '') await shell.press(key);
              seen.push(shell.text());
            }
          };
          const { commands, store } = shell.workbench;
          commands.openForm(fixture.target);
          await shell.settle();
          for (const [name, text] of Object.entries(fixture.draft)) commands.setLine(name, lineOf(text));
          const secret =
            openTargetForm(store.getState())?.fields.filter(({ kind }) => kind.is === 'secret') ?? [];
          for (const { name } of secret)
            if (fixture.draft[name] !== undefined) commands.setLine(name, lineOf(secretText));
          // What does not open its key is not sent.
          if (fixture.draft['passphrase'] !== undefined)
            commands.setLine('key', lineOf(fileOf('encrypted by the secret', encryptedWith(secretText))));
          await shell.run(1000);
          for (let tabs = 0; tabs < 24 && !shell.text().includes('›[ Review ]'); tabs += 1) await look('tab');
          commands.keepForm();
          await look('enter');
          await shell.run(2000);
          await look(
            'tab',
            'y',
            'v',
            'w',
            'enter',
            'tab',
            'y',
            'w',
            'enter',
            'tab',
            'y',
            'tab',
            'y',
            'tab',
            'y',
            'tab',
          );
          await look('enter');
          await shell.run(5000);
          await look('enter', 't', 'enter', 'q', 'q', '@', 'q', 'e', 'q');
          const sent = shell.requests.find(({ method }) => method === 'PUT')?.body ?? '';
          expect(sent).not.toBe('');
          const report = reportCrash({
            error: new Error(JSON.stringify(store.getState().operations)),
            version: '0',
            surroundings: '',
            strayOutput: [],
            home: '',
            folder: join(folder, 'crash'),
            now: new Date(0),
            pid: 1,
          });
          const places: Readonly<Record<string, string>> = {
            frames: seen.join('\n').replaceAll(/\s+/gu, ''),
            copied: shell.copied.join('\n'),
            plain: shell.shownPlain.join('\n'),
            saved: [...shell.files.values()].join('\n'),
            files: everyFile(folder).join('\n'),
            told: report,
            calls: JSON.stringify(shell.calls),
            operations: JSON.stringify(store.getState().operations),
          };
          for (const [place, text] of Object.entries(places))
            for (const each of secretsIn(sent)) {
              const at = Math.max(text.indexOf(each), text.indexOf(JSON.stringify(each).slice(1, -1)));
              expect([place, at < 0 ? '' : text.slice(Math.max(0, at - 100), at + 80)]).toEqual([place, '']);
            }
          shell.workbench.close();
        }),
        { numRuns: runs, seed: 20_261_121, endOnFailure: true },
      );
    },
    120_000,
  );
});

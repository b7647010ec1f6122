import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { WriteRecord } from '#azure/audit.ts';
import { plain } from '#azure/plain.ts';
import { createAudit } from '#local/audit.ts';
import { anyText } from '../support/any-text.ts';

const resourceId =
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlw/computes/train-1';
const record = (more: Partial<WriteRecord> = {}): WriteRecord => ({
  at: Date.UTC(2026, 10, 21, 13, 34, 19, 7),
  method: 'PUT',
  resourceId,
  clientRequestId: 'q-1',
  what: 'Microsoft.MachineLearningServices/workspaces/computes/write',
  ...more,
});

let root = '';
let folder = '';
let file = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'aml-workbench-audit-'));
  folder = join(root, 'state/aml-workbench');
  file = join(folder, 'audit.jsonl');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');
const linesOf = (path: string): readonly Readonly<Record<string, unknown>>[] =>
  textOf(path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('a change in Azure is noted', () => {
  test('as one line: when in UTC, by whom, what, on which resource, its ids and how it ended', () => {
    const audit = createAudit(folder);
    audit.note(record({ who: 'ana@contoso.example', requestId: 'r1', correlationId: 'c1', status: 201 }));
    expect(textOf(file)).toBe(
      `{"time":"2026-11-21T13:34:19.007Z","user":${JSON.stringify(userInfo().username)},"who":"ana@contoso.example",` +
        `"what":"Microsoft.MachineLearningServices/workspaces/computes/write","method":"PUT","resourceId":"${resourceId}",` +
        `"clientRequestId":"q-1","requestId":"r1","correlationId":"c1","outcome":201}\n`,
    );
    expect(audit.trouble()).toBeUndefined();
  });

  test('before it leaves, and again with its end, by the same id', () => {
    const audit = createAudit(folder);
    audit.note(record({ sent: true }));
    expect(linesOf(file)).toMatchObject([{ clientRequestId: 'q-1', resourceId, outcome: 'sent' }]);
    audit.note(record({ status: 201 }));
    expect(linesOf(file).map(({ clientRequestId, outcome }) => [clientRequestId, outcome])).toEqual([
      ['q-1', 'sent'],
      ['q-1', 201],
    ]);
  });

  test('with the code of a refusal, what goes along with it, and that no answer came', () => {
    const audit = createAudit(folder);
    audit.note(record({ method: 'DELETE', removal: 'Detach', status: 409, error: 'Conflict' }));
    audit.note(record({ error: 'ECONNRESET' }));
    expect(linesOf(file)).toEqual([
      expect.objectContaining({ method: 'DELETE', removal: 'Detach', outcome: 409, error: 'Conflict' }),
      expect.objectContaining({ outcome: 'no answer', error: 'ECONNRESET' }),
    ]);
  });

  test('in a file that nobody else can read, also where it was open to others', () => {
    createAudit(folder).note(record());
    expect([modeOf(folder), modeOf(file)]).toEqual([0o700, 0o600]);
    chmodSync(file, 0o644);
    chmodSync(folder, 0o755);
    createAudit(folder).note(record());
    expect([modeOf(folder), modeOf(file)]).toEqual([0o700, 0o600]);
    expect(linesOf(file)).toHaveLength(2);
  });

  test('and nothing is made before there is one', () => {
    expect(createAudit(folder).trouble()).toBeUndefined();
    expect(readdirSync(root)).toEqual([]);
  });

  test('as one short plain line, whatever the texts are', () => {
    const audit = createAudit(folder);
    fc.assert(
      fc.property(anyText, anyText, fc.double(), (hostile, other, at) => {
        rmSync(file, { force: true });
        audit.note(record({ at, who: hostile, error: other, resourceId: hostile + other, what: other }));
        const text = textOf(file);
        expect(text.length).toBeLessThan(20_000);
        expect(text.split('\n')).toHaveLength(2);
        expect(plain(text.trimEnd())).toBe(text.trimEnd());
        for (const value of Object.values(JSON.parse(text) as object))
          expect(plain(String(value))).toBe(value);
      }),
    );
  });

  test('without what is no part of it: a query, a body, a token', () => {
    const more = { body: { adminUserPassword: 'planted' }, authorization: 'Bearer planted' };
    createAudit(folder).note({ ...record({ resourceId: `${resourceId}?sig=planted` }), ...more });
    expect(linesOf(file)).toEqual([expect.objectContaining({ resourceId })]);
    expect(textOf(file)).not.toContain('planted');
  });
});

describe('the file of the changes', () => {
  const limit = 2_000;
  /** Some 250 bytes a line. */
  const note = (count: number): void => {
    const audit = createAudit(folder, limit);
    for (let each = 0; each < count; each += 1) audit.note(record({ requestId: String(each) }));
  };

  test('makes room when it has grown large, and the one before is kept', () => {
    note(12);
    const older = linesOf(join(folder, 'audit.1.jsonl'));
    const current = linesOf(file);
    expect([...older, ...current].map(({ requestId }) => requestId)).toEqual(
      Array.from({ length: 12 }, (_, at) => String(at)),
    );
    expect([older.length > 0, current.length > 0]).toEqual([true, true]);
    expect(statSync(join(folder, 'audit.1.jsonl')).size).toBeLessThanOrEqual(limit);
    expect(modeOf(join(folder, 'audit.1.jsonl'))).toBe(0o600);
    note(40);
    expect(readdirSync(folder).sort()).toEqual(['audit.1.jsonl', 'audit.jsonl']);
    expect(statSync(file).size + statSync(join(folder, 'audit.1.jsonl')).size).toBeLessThanOrEqual(2 * limit);
  });

  test('grows on while another session makes room, and a lock that a killed one left is taken away', () => {
    note(6);
    const lock = join(folder, '.audit.rolling');
    writeFileSync(lock, '');
    note(6);
    expect(existsSync(join(folder, 'audit.1.jsonl'))).toBe(false);
    expect(linesOf(file)).toHaveLength(12);
    utimesSync(lock, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
    note(2);
    expect(linesOf(join(folder, 'audit.1.jsonl')).length + linesOf(file).length).toBe(14);
    expect(readdirSync(folder).sort()).toEqual(['audit.1.jsonl', 'audit.jsonl']);
  });

  test('grows on where something else has the name of the older one', () => {
    mkdirSync(join(folder, 'audit.1.jsonl'), { recursive: true });
    note(12);
    expect(linesOf(file)).toHaveLength(12);
  });

  /** Processes that note as fast as they can; each runs `check` after every line. */
  const inProcesses = async (
    processes: number,
    rounds: number,
    most: number,
    check: string,
  ): Promise<void> => {
    const writer = (name: string) =>
      spawn(
        process.execPath,
        [
          '--input-type=module-typescript',
          '--eval',
          `import { statSync } from 'node:fs';
           import { createAudit } from '#local/audit.ts';
           const audit = createAudit(process.env.FOLDER, ${most});
           for (let round = 0; round < ${rounds}; round += 1) {
             audit.note({ at: Date.now(), clientRequestId: 'q', method: 'POST', what: 'x'.repeat(round % 150), resourceId: '/r', requestId: '${name}-' + round });
             ${check}
           }
           if (audit.trouble() !== undefined) throw new Error(audit.trouble());`,
        ],
        { env: { ...process.env, FOLDER: folder }, stdio: ['ignore', 'ignore', 'inherit'] },
      );
    const codes = await Promise.all(
      Array.from(
        { length: processes },
        async (_, at) => (await once(writer(`p${at}`), 'exit'))[0] as unknown,
      ),
    );
    expect(codes).toEqual(codes.map(() => 0));
    expect(readdirSync(folder).sort()).toEqual(['audit.1.jsonl', 'audit.jsonl']);
  };

  test('has every line whole and none missing when several processes write as fast as they can', async () => {
    // Room is made once: of a second time the oldest lines would be gone, as they should.
    await inProcesses(4, 150, 100_000, '');
    const older = linesOf(join(folder, 'audit.1.jsonl'));
    expect(older.length).toBeGreaterThan(0);
    const ids = [...older, ...linesOf(file)].map(({ requestId }) => requestId);
    expect(ids).toHaveLength(600);
    expect(new Set(ids).size).toBe(600);
  }, 60_000);

  test('makes room once when several processes find it too large, so that the one before is never a short one', async () => {
    const check = `const older = statSync(process.env.FOLDER + '/audit.1.jsonl', { throwIfNoEntry: false });
      if (older !== undefined && older.size < 3_000) throw new Error('only ' + older.size + ' bytes are left');`;
    await inProcesses(4, 400, 4_000, check);
    expect(linesOf(file).length).toBeGreaterThan(0);
  }, 60_000);
});

describe('where a change cannot be noted the program goes on, and says so', () => {
  test.each([
    [
      'the folder is a file',
      () => writeFileSync(join(root, 'state'), ''),
      'something else in place of a folder',
    ],
    [
      'the file is a folder',
      () => mkdirSync(file, { recursive: true }),
      'there is a folder in place of a file',
    ],
    [
      'the file is a link, which is not followed',
      () => {
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(root, 'elsewhere'), 'precious');
        symlinkSync(join(root, 'elsewhere'), file);
      },
      'there is a link in place of a file',
    ],
    [
      'the file is a pipe that nobody reads',
      () => {
        mkdirSync(folder, { recursive: true });
        spawnSync('sh', ['-c', 'mkfifo "$0"', file]);
      },
      'there is something else in place of a file',
    ],
    [
      'the folder leads elsewhere',
      () => {
        mkdirSync(join(root, 'elsewhere'));
        mkdirSync(join(root, 'state'));
        symlinkSync(join(root, 'elsewhere'), folder);
      },
      'something else in place of a folder',
    ],
  ] as const)('%s', (_what, spoil, words) => {
    spoil();
    const audit = createAudit(folder);
    expect(audit.trouble()).toBeUndefined();
    audit.note(record());
    expect(audit.trouble()).toContain(`A line is missing in ${file}: `);
    expect(audit.trouble()).toContain(words);
    audit.note(record());
    expect(audit.trouble()).toContain('2 lines are missing');
    const elsewhere = join(root, 'elsewhere');
    const untouched = existsSync(elsewhere) && statSync(elsewhere).isFile() ? textOf(elsewhere) : 'precious';
    expect(untouched).toBe('precious');
  });

  test('what was missing is noted, in order, as soon as it can be, and the trouble is over', () => {
    writeFileSync(join(root, 'state'), '');
    const audit = createAudit(folder);
    for (const requestId of ['1', '2']) audit.note(record({ requestId }));
    rmSync(join(root, 'state'));
    audit.note(record({ requestId: '3' }));
    expect(linesOf(file).map(({ requestId }) => requestId)).toEqual(['1', '2', '3']);
    expect(audit.trouble()).toBeUndefined();
  });

  test('of more than a thousand that were missing the oldest are gone, and are still told', () => {
    writeFileSync(join(root, 'state'), '');
    const audit = createAudit(folder);
    for (let at = 0; at < 1_003; at += 1) audit.note(record({ requestId: String(at) }));
    expect(audit.trouble()).toContain('1003 lines are missing');
    rmSync(join(root, 'state'));
    audit.note(record({ requestId: 'last' }));
    expect(linesOf(file)).toHaveLength(1_000);
    expect(audit.trouble()).toContain('4 lines are missing');
  });

  test('half a line on a full disk is followed by the whole one, on a line of its own, when there is room', () => {
    // The largest file that the process may write stands for the end of the disk.
    const script = `import { spawnSync } from 'node:child_process';
      import { createAudit } from '#local/audit.ts';
      const audit = createAudit(process.env.FOLDER);
      const note = (requestId) => audit.note({ at: 0, clientRequestId: 'q', method: 'PUT', what: 'x'.repeat(200), resourceId: '/r', requestId });
      for (const requestId of ['1', '2', '3', '4', '5']) note(requestId);
      process.stdout.write(audit.trouble() + '\\n');
      spawnSync('prlimit', ['--pid', String(process.pid), '--fsize=unlimited']);
      note('6');
      process.stdout.write(String(audit.trouble()));`;
    const { stdout, status } = spawnSync(
      'bash',
      [
        '-c',
        'ulimit -S -f 1 && exec "$0" --input-type=module-typescript --eval "$1"',
        process.execPath,
        script,
      ],
      { env: { ...process.env, FOLDER: folder }, encoding: 'utf8' },
    );
    expect(status).toBe(0);
    expect(stdout).toMatch(/lines are missing in .*: it is too large for a file\nundefined$/u);
    const halves = textOf(file)
      .split('\n')
      .filter((line) => line !== '' && !line.endsWith('}'));
    expect(halves).toHaveLength(1);
    const whole = textOf(file).replace(`${halves[0]}\n`, '');
    expect(
      whole
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { readonly requestId: string }).requestId),
    ).toEqual(['1', '2', '3', '4', '5', '6']);
  }, 60_000);
});

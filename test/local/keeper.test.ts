import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeeper } from '#local/keeper.ts';
import { createForgetful, newEntryId, type JournalEntry, type Keeper, type KeptForm } from '#state/keeper.ts';

// Beside the times that the file system gives, so the real one.
const now = Date.now();
const day = 86_400_000;
const workspace =
  '/subscriptions/8d2c0d5e-1111-4222-8333-444455556666/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlw';

let root = '';
let folder = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'aml-workbench-keeper-'));
  folder = join(root, 'state/aml-workbench');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** A session of the program on this host. */
const session = (): Keeper => createKeeper(folder, () => now);

const form = (texts: KeptForm['texts'], more: Partial<KeptForm> = {}): KeptForm => ({
  target: 'AmlCompute',
  workspaceId: workspace,
  texts,
  savedAt: now,
  ...more,
});
const entry = (more: Partial<JournalEntry> = {}): JournalEntry => ({
  id: newEntryId(),
  does: 'create',
  computeId: `${workspace}/computes/train-1`,
  name: 'train-1',
  target: 'AmlCompute',
  startedAt: now,
  ...more,
});

/** Any sequence of UTF-16 code units: half an emoji, too. */
const codeUnits = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));

/** Every file below the folder. */
const filesOnDisk = (): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((each) => !each.isDirectory())
        .map((each) => join(each.parentPath, each.name))
    : [];
const onlyFile = (): string => {
  const files = filesOnDisk();
  expect(files).toHaveLength(1);
  return files[0] ?? '';
};
const everythingOnDisk = (): string =>
  filesOnDisk()
    .map((path) => path + readFileSync(path, 'utf8'))
    .join('\n');

describe.each([
  ['in files', () => createKeeper(folder, () => now)],
  ['in memory', () => createForgetful(() => now)],
] as const)('a keeper %s', (_where, open) => {
  test('gives a form back for its target and workspace only, in whatever case the id is written', () => {
    const keeper = open();
    keeper.saveForm(form({ name: 'train-1' }));
    expect(keeper.loadForm(workspace.toUpperCase(), 'AmlCompute')).toEqual(form({ name: 'train-1' }));
    expect(keeper.loadForm(workspace, 'ComputeInstance')).toBeUndefined();
    expect(keeper.loadForm(`${workspace}2`, 'AmlCompute')).toBeUndefined();
  });

  test('keeps the form saved last, until it is dropped', () => {
    const keeper = open();
    keeper.saveForm(form({ name: 'a' }));
    keeper.saveForm(form({ name: 'b' }));
    expect(keeper.loadForm(workspace, 'AmlCompute')?.texts).toEqual({ name: 'b' });
    keeper.dropForm(workspace, 'AmlCompute');
    expect(keeper.loadForm(workspace, 'AmlCompute')).toBeUndefined();
  });

  test('tells the operations that have not ended, the oldest first, up to seven days old', () => {
    const keeper = open();
    const [late, early, old, ended] = [
      entry({ startedAt: now }),
      entry({ startedAt: now - 7 * day, does: 'stop' }),
      entry({ startedAt: now - 7 * day - 1 }),
      entry(),
    ];
    for (const each of [late, early, old, ended]) keeper.noteBegun(each);
    keeper.noteEnded(ended.id);
    expect(keeper.loadJournal()).toEqual([early, late]);
    expect(keeper.trouble()).toBeUndefined();
  });
});

describe('files of this user', () => {
  test('bring a form and the journal into the next session, and leave nothing behind when both are over', () => {
    const begun = entry();
    const first = session();
    first.saveForm(form({ name: 'half-typ' }));
    first.noteBegun(begun);
    const second = session();
    expect(second.loadForm(workspace, 'AmlCompute')).toEqual(form({ name: 'half-typ' }));
    expect(second.loadJournal()).toEqual([begun]);
    second.dropForm(workspace, 'AmlCompute');
    second.noteEnded(begun.id);
    expect(session().loadJournal()).toEqual([]);
    expect(filesOnDisk()).toEqual([]);
  });

  test('are made only when there is something to keep', () => {
    const keeper = session();
    keeper.loadForm(workspace, 'AmlCompute');
    keeper.loadJournal();
    keeper.dropForm(workspace, 'AmlCompute');
    keeper.noteEnded('none');
    expect(readdirSync(root)).toEqual([]);
  });

  test('can be read by nobody else, also where their folder was open to others', () => {
    mkdirSync(join(folder, 'forms'), { recursive: true, mode: 0o755 });
    chmodSync(join(folder, 'forms'), 0o755);
    const keeper = session();
    keeper.saveForm(form({}));
    keeper.noteBegun(entry());
    const modeOf = (path: string): number => statSync(path).mode & 0o777;
    expect(['forms', 'journal'].map((each) => modeOf(join(folder, each)))).toEqual([0o700, 0o700]);
    expect(filesOnDisk().map(modeOf)).toEqual([0o600, 0o600]);
  });

  test('hold any text exactly as it was typed', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.oneof(fc.string({ unit: 'binary' }), codeUnits), {
          noNullPrototype: true,
        }),
        (texts) => {
          session().saveForm(form(texts));
          const kept = session().loadForm(workspace, 'AmlCompute')?.texts ?? {};
          expect(new Map(Object.entries(kept))).toEqual(new Map(Object.entries(texts)));
        },
      ),
    );
  });

  test('hold a paste of 10 kB in every field', () => {
    const pasted = '\u0000é'.repeat(5_000);
    const texts = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`field${at}`, pasted]));
    session().saveForm(form(texts));
    expect(session().loadForm(workspace, 'AmlCompute')?.texts).toEqual(texts);
  });

  test('hold nothing of a secret that the caller leaves out, also when it was not left out at first', () => {
    const keeper = session();
    const secret = 'hunter2-planted';
    keeper.saveForm(form({ name: 'train-1', password: secret }));
    expect(everythingOnDisk()).toContain(secret);
    keeper.saveForm(form({ name: 'train-1' }));
    expect(everythingOnDisk()).toContain('train-1');
    expect(everythingOnDisk()).not.toContain(secret);
  });

  test('hold of an operation its ids and names, nothing that came along with it', () => {
    const more = { statusUrl: 'https://x/?sig=planted', body: { adminUserPassword: 'planted' } };
    session().noteBegun({ ...entry(), ...more });
    expect(everythingOnDisk()).toContain('train-1');
    expect(everythingOnDisk()).not.toContain('planted');
  });

  test.each(['../../../outside', '/etc/x', 'a\u0000b', 'x'.repeat(5_000), ''])(
    'stay in their folder whatever a key is called (%j)',
    (odd) => {
      const keeper = session();
      keeper.saveForm(form({ name: 'a' }, { target: odd }));
      keeper.noteEnded(odd);
      expect(session().loadForm(workspace, odd)?.texts).toEqual({ name: 'a' });
      expect(onlyFile().startsWith(join(folder, 'forms'))).toBe(true);
    },
  );
});

describe('a recycling in the journal', () => {
  const recycling = entry({ does: 'recycle', restore: { min: 1, max: 10, idleSeconds: 300 } });
  const { target: _, ...begun } = recycling;
  const path = (): string => {
    const [name = ''] = readdirSync(join(folder, 'journal'));
    return join(folder, 'journal', name);
  };

  test('keeps the scale that is to be restored, and the process that is at it', () => {
    session().noteBegun(begun);
    expect(session().loadJournal()).toEqual([{ ...begun, session: process.pid }]);
  });

  test('is said to be another session’s while that runs, and anybody’s when it has ended', () => {
    session().noteBegun(begun);
    const text = readFileSync(path(), 'utf8');
    const by = (pid: number): void => {
      writeFileSync(path(), text.replace(`"session":${process.pid}`, `"session":${pid}`));
    };
    by(process.ppid);
    expect(session().loadJournal()).toEqual([{ ...begun, session: process.ppid, elsewhere: true }]);
    const ended = spawnSync('true').pid;
    by(ended);
    expect(session().loadJournal()).toEqual([{ ...begun, session: ended }]);
  });

  test.each(['{"min":-1,"max":10}', '{"min":1}', '"1 to 10"', '{"min":0.5,"max":1}'])(
    'is nothing that could be carried on with when its scale is %s',
    (scale) => {
      session().noteBegun(begun);
      const text = readFileSync(path(), 'utf8');
      writeFileSync(path(), text.replace('{"min":1,"max":10,"idleSeconds":300}', scale));
      expect(session().loadJournal()).toEqual([]);
    },
  );
});

describe('a file that cannot be used is ignored and stays', () => {
  const damages: readonly (readonly [string, (path: string) => void])[] = [
    ['empty', (path) => writeFileSync(path, '')],
    ['half-written', (path) => writeFileSync(path, readFileSync(path, 'utf8').slice(0, -9))],
    ['no JSON', (path) => writeFileSync(path, '\u0000\u001b[2J')],
    ['other JSON', (path) => writeFileSync(path, '[null]')],
    ['null', (path) => writeFileSync(path, 'null')],
    [
      'of another version',
      (path) => writeFileSync(path, readFileSync(path, 'utf8').replace('"version":1', '"version":2')),
    ],
    [
      'without a time',
      (path) =>
        writeFileSync(path, readFileSync(path, 'utf8').replace(/"(?:savedAt|startedAt)":\d+/u, '"x":1')),
    ],
    [
      'of another key',
      (path) =>
        writeFileSync(
          path,
          readFileSync(path, 'utf8')
            .replaceAll('mlw', 'other')
            .replace(/"id":"./u, '"id":"_'),
        ),
    ],
    ['huge', (path) => writeFileSync(path, `${readFileSync(path, 'utf8')}${' '.repeat(5_000_000)}`)],
    [
      'a symbolic link',
      (path) => {
        renameSync(path, join(root, 'elsewhere'));
        symlinkSync(join(root, 'elsewhere'), path);
      },
    ],
    [
      'a pipe that nobody writes to',
      (path) => {
        rmSync(path);
        execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
      },
    ],
    [
      'a folder',
      (path) => {
        rmSync(path);
        mkdirSync(path);
      },
    ],
  ];

  test.each(damages)('a form: %s', (_what, damage) => {
    session().saveForm(form({ name: 'a' }));
    const path = onlyFile();
    damage(path);
    expect(session().loadForm(workspace, 'AmlCompute')).toBeUndefined();
    expect(existsSync(path)).toBe(true);
  });

  test.each(damages)('an entry of the journal, without hiding the others: %s', (_what, damage) => {
    session().noteBegun(entry());
    const path = onlyFile();
    damage(path);
    const other = entry();
    session().noteBegun(other);
    expect(session().loadJournal()).toEqual([other]);
    expect(existsSync(path)).toBe(true);
  });

  test('a target in an entry that this version does not know, but not the entry', () => {
    const begun = entry();
    session().noteBegun(begun);
    const path = onlyFile();
    writeFileSync(path, readFileSync(path, 'utf8').replace('AmlCompute', 'QuantumCompute'));
    const { target: _, ...rest } = begun;
    expect(session().loadJournal()).toEqual([rest]);
  });

  test('an entry whose name could drive the terminal', () => {
    session().noteBegun(entry({ name: 'x\u001b[2J' }));
    expect(session().loadJournal()).toEqual([]);
  });

  test('of somebody else, by its name or its kind, also when it is old', () => {
    session().noteBegun(entry());
    const ours = onlyFile();
    const long = new Date(now - 30 * day);
    const foreign = [join(folder, 'journal/notes.json'), join(folder, 'journal/.x.half')];
    for (const path of foreign) writeFileSync(path, readFileSync(ours));
    for (const path of [...foreign, ours]) utimesSync(path, long, long);
    symlinkSync(join(root, 'nowhere'), join(folder, `journal/${'0'.repeat(32)}.json`));
    expect(session().loadJournal()).toEqual([]);
    expect(readdirSync(join(folder, 'journal')).sort()).toEqual([
      '.x.half',
      `${'0'.repeat(32)}.json`,
      'notes.json',
    ]);
  });

  test('and is replaced by the next form that is saved, without following a link', () => {
    session().saveForm(form({ name: 'a' }));
    const path = onlyFile();
    rmSync(path);
    writeFileSync(join(root, 'elsewhere'), 'precious');
    symlinkSync(join(root, 'elsewhere'), path);
    session().saveForm(form({ name: 'b' }));
    expect(session().loadForm(workspace, 'AmlCompute')?.texts).toEqual({ name: 'b' });
    expect(readFileSync(join(root, 'elsewhere'), 'utf8')).toBe('precious');
  });

  test('while what a killed session has left half-written goes after an hour', () => {
    session().noteBegun(entry());
    session().saveForm(form({}));
    const left = (minutes: number, name: string): void => {
      const path = join(folder, name);
      writeFileSync(path, '{"ver');
      utimesSync(path, new Date(now - minutes * 60_000), new Date(now - minutes * 60_000));
    };
    left(61, 'forms/.123-0123456789abcdef.half');
    left(61, 'journal/.123-0123456789abcdef.half');
    left(59, 'journal/.124-0123456789abcdef.half');
    session().loadJournal();
    expect(filesOnDisk().filter((path) => path.endsWith('.half'))).toEqual([
      join(folder, 'journal/.124-0123456789abcdef.half'),
    ]);
  });
});

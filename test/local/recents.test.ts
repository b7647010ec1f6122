import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { plain } from '#azure/plain.ts';
import { createRecents, mostRecents } from '#local/recents.ts';
import type { Recents, RecentWorkspace } from '#state/recents.ts';
import { anyText } from '../support/any-text.ts';

// Beside the times that the file system gives, so the real one.
const now = Date.now();

let root = '';
let folder = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'aml-workbench-recents-'));
  folder = join(root, 'state/aml-workbench');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

/** A session of the program on this host. */
const session = (): Recents => createRecents(folder, () => now);
const opened = (workspace: string, openedAt: number, resourceGroup = 'rg'): RecentWorkspace => ({
  place: { subscriptionId: 'sub', resourceGroup, workspace },
  location: 'westeurope',
  openedAt,
});
const names = (recents: Recents): readonly string[] => recents.load().map(({ place }) => place.workspace);
const files = (): readonly string[] => readdirSync(join(folder, 'recents'));

describe('recent workspaces', () => {
  test('are there in the next session, the newest first', () => {
    const [old, young] = [opened('old', now - 5_000), opened('young', now - 1)];
    session().note(old);
    session().note(young);
    expect(session().load()).toEqual([young, old]);
  });

  test('are one each, in whatever case Azure writes its id, with the time they were opened last', () => {
    const recents = session();
    recents.note(opened('ws', now - 9_000));
    recents.note(opened('WS', now - 1, 'RG'));
    recents.note(opened('ws', now - 500, 'other'));
    expect(session().load()).toEqual([opened('WS', now - 1, 'RG'), opened('ws', now - 500, 'other')]);
  });

  test(`are at most ${mostRecents}: the oldest goes first, its file too`, () => {
    const recents = session();
    for (let at = 0; at < mostRecents + 5; at += 1) recents.note(opened(`ws-${at}`, now - 1_000 + at));
    expect(names(session())).toEqual(
      Array.from({ length: mostRecents }, (_, at) => `ws-${mostRecents + 4 - at}`),
    );
    expect(files()).toHaveLength(mostRecents);
  });

  test('are not crowded out by one that a wrong clock has put into the future', () => {
    session().note(opened('future', now + 9e12));
    session().note(opened('today', now));
    expect(
      session()
        .load()
        .map(({ openedAt }) => openedAt),
    ).toEqual([now, now]);
  });

  test('can be read by nobody else', () => {
    session().note(opened('ws', now));
    const modeOf = (path: string): number => statSync(path).mode & 0o777;
    expect(modeOf(join(folder, 'recents'))).toBe(0o700);
    expect(files().map((name) => modeOf(join(folder, 'recents', name)))).toEqual([0o600]);
  });

  test('make no folder before there is one to keep', () => {
    expect(session().load()).toEqual([]);
    expect(readdirSync(root)).toEqual([]);
  });

  test('are kept until the program ends where they cannot be written', () => {
    mkdirInPlaceOf('state');
    const recents = session();
    recents.note(opened('a', now - 2));
    recents.note(opened('b', now - 1));
    expect(names(recents)).toEqual(['b', 'a']);
    expect(session().load()).toEqual([]);
  });

  const mkdirInPlaceOf = (name: string): void => {
    writeFileSync(join(root, name), '');
  };
});

describe('a file of recent workspaces that cannot be used is passed over', () => {
  const spoil = (change: (text: string) => string): readonly RecentWorkspace[] => {
    session().note(opened('ws', now));
    const path = join(folder, 'recents', files()[0] ?? '');
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    return session().load();
  };

  test.each([
    ['empty', () => ''],
    ['half-written', (text: string) => text.slice(0, -5)],
    ['another version', (text: string) => text.replace('"version":1', '"version":2')],
    ['no time', (text: string) => text.replace(String(now), '"soon"')],
    ['no workspace', (text: string) => text.replace('"ws"', '5')],
    ['another workspace than its name says', (text: string) => text.replace('"ws"', '"other"')],
    ['huge', (text: string) => text + ' '.repeat(20_000)],
    ['null', () => 'null'],
  ])('%s', (_what, change) => {
    expect(spoil(change)).toEqual([]);
  });

  test('but what could drive the terminal is only taken out of it', () => {
    expect(spoil((text) => text.replace('westeurope', String.raw`west\u001b[2J\u202eeurope`))).toEqual([
      opened('ws', now),
    ]);
  });

  test('and nothing that was noted can throw or drive the terminal', () => {
    fc.assert(
      fc.property(anyText, anyText, (workspace, location) => {
        const recents = session();
        recents.note({ ...opened(workspace, now), location });
        for (const recent of session().load()) {
          expect(plain(recent.place.workspace + recent.location)).toBe(
            recent.place.workspace + recent.location,
          );
        }
        rmSync(folder, { recursive: true, force: true });
      }),
    );
  });
});

describe('two sessions at once', () => {
  test('see what the other has opened', () => {
    const [a, b] = [session(), session()];
    a.note(opened('from-a', now - 2));
    b.note(opened('from-b', now - 1));
    expect(names(a)).toEqual(['from-b', 'from-a']);
    expect(names(b)).toEqual(['from-b', 'from-a']);
  });

  test('do not remove what the other has opened again since', () => {
    const [a, b] = [session(), session()];
    for (let at = 0; at < mostRecents; at += 1) a.note(opened(`ws-${at}`, now - 1_000 + at));
    b.note(opened('ws-0', now));
    a.note(opened('one-more', now - 1));
    expect(names(session()).slice(0, 2)).toEqual(['ws-0', 'one-more']);
    expect(names(session())).not.toContain('ws-1');
  });

  test('in processes that write as fast as they can never show half of anything nor lose the newest', async () => {
    const rounds = 120;
    const writer = (name: string) =>
      spawn(
        process.execPath,
        [
          '--input-type=module-typescript',
          '--eval',
          `import { createRecents } from '#local/recents.ts';
           const recents = createRecents(process.env.FOLDER, () => ${now});
           for (let round = 0; round < ${rounds}; round += 1) {
             const place = { subscriptionId: 'sub', resourceGroup: 'rg', workspace: '${name}-' + (round % 40) };
             recents.note({ place, location: '${name}'.repeat(1 + (round % 2) * 2000), openedAt: ${now} - 1000 + round });
           }`,
        ],
        { env: { ...process.env, FOLDER: folder }, stdio: ['ignore', 'ignore', 'inherit'] },
      );
    const codes = Promise.all(
      ['a', 'b', 'c'].map(async (name) => (await once(writer(name), 'exit'))[0] as unknown),
    );
    const isOver = Symbol('over');
    const over = codes.then(() => isOver);
    const nextTurn = (): Promise<unknown> =>
      new Promise((resolve) => {
        setImmediate(resolve);
      });
    const seen: RecentWorkspace[] = [];
    while ((await Promise.race([over, nextTurn()])) !== isOver) seen.push(...session().load());
    expect(await codes).toEqual([0, 0, 0]);
    expect(seen.filter(({ location }) => !/^(?:[abc]|a{2001}|b{2001}|c{2001})$/u.test(location))).toEqual([]);
    expect(seen.length).toBeGreaterThan(mostRecents);
    const left = names(session());
    expect(left).toHaveLength(mostRecents);
    // Each wrote its last 10 after all that the others may have removed.
    for (const name of ['a', 'b', 'c'])
      for (let back = 1; back <= 5; back += 1) expect(left).toContain(`${name}-${(rounds - back) % 40}`);
    expect(files()).toHaveLength(mostRecents);
  }, 60_000);
});

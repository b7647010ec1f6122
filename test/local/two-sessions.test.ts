import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createKeeper } from '#local/keeper.ts';
import { newEntryId, type JournalEntry, type Keeper } from '#state/keeper.ts';

// Beside the times that the file system gives, so the real one.
const now = Date.now();
const workspace =
  '/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlw';
const target = 'AmlCompute';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aml-workbench-sessions-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const session = (): Keeper => createKeeper(folder, () => now);
const typed = (name: string) => ({ target, workspaceId: workspace, texts: { name }, savedAt: now });
const begun = (name: string): JournalEntry => ({
  id: newEntryId(),
  does: 'create',
  computeId: `${workspace}/computes/${name}`,
  name,
  startedAt: now,
});

const nextTurn = (): Promise<unknown> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

describe('two sessions at once', () => {
  test('see each other’s operations, and either may note the end of one', () => {
    const [a, b] = [session(), session()];
    const [ofA, ofB] = [begun('a'), begun('b')];
    a.noteBegun(ofA);
    b.noteBegun(ofB);
    expect(new Set(a.loadJournal())).toEqual(new Set([ofA, ofB]));
    b.noteEnded(ofA.id);
    a.noteEnded(ofA.id);
    expect(a.loadJournal()).toEqual([ofB]);
  });

  test('of the same form keep what was saved last', () => {
    const [a, b] = [session(), session()];
    a.saveForm(typed('from-a'));
    b.saveForm(typed('from-b'));
    expect(a.loadForm(workspace, target)).toEqual(typed('from-b'));
  });

  test('do not drop what the other has typed since', () => {
    const [a, b] = [session(), session()];
    a.saveForm(typed('from-a'));
    b.saveForm(typed('from-b'));
    a.dropForm(workspace, target);
    expect(session().loadForm(workspace, target)).toEqual(typed('from-b'));
    b.dropForm(workspace, target);
    expect(session().loadForm(workspace, target)).toBeUndefined();
  });

  test('in two processes that write as fast as they can never show half of anything nor lose an operation', async () => {
    const rounds = 200;
    const writer = (name: string) =>
      spawn(
        process.execPath,
        [
          '--input-type=module-typescript',
          '--eval',
          `import { createKeeper } from '#local/keeper.ts';
           const keeper = createKeeper(process.env.FOLDER, () => ${now});
           for (let round = 0; round < ${rounds}; round += 1) {
             const name = '${name}'.repeat(1 + (round % 2) * 4000);
             keeper.saveForm({ target: '${target}', workspaceId: '${workspace}', texts: { name }, savedAt: ${now} });
             const id = '${name}-' + round;
             keeper.noteBegun({ id, does: 'stop', computeId: '${workspace}/computes/x', name: 'x', startedAt: ${now} - round });
             if (round % 2 === 0) keeper.noteEnded(id);
           }
           if (keeper.trouble() !== undefined) throw new Error(keeper.trouble());`,
        ],
        { env: { ...process.env, FOLDER: folder }, stdio: ['ignore', 'ignore', 'inherit'] },
      );
    const codes = Promise.all(
      ['a', 'b'].map(async (name) => (await once(writer(name), 'exit'))[0] as unknown),
    );
    const reader = session();
    const isOver = Symbol('over');
    const over = codes.then(() => isOver);
    const texts: (string | undefined)[] = [];
    while ((await Promise.race([over, nextTurn()])) !== isOver) {
      texts.push(reader.loadForm(workspace, target)?.texts['name']);
      reader.loadJournal();
    }
    expect(await codes).toEqual([0, 0]);
    // Once there is a form there is always one, and always a whole one.
    const whole = texts.slice(texts.findIndex((text) => text !== undefined));
    expect(whole.filter((text) => text === undefined || !/^(?:a|b|a{4001}|b{4001})$/u.test(text))).toEqual(
      [],
    );
    expect(new Set(whole).size).toBeGreaterThan(1);
    const left = session()
      .loadJournal()
      .map(({ id }) => id);
    expect(left).toHaveLength(rounds);
    expect(left.every((id) => Number(id.split('-')[1]) % 2 === 1)).toBe(true);
    expect(readdirSync(join(folder, 'forms'))).toHaveLength(1);
  });
});

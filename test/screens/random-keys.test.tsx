import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fakeSignIn } from '#test/support/fake-sign-in.ts';
import { entered, judgedUser, lost, pause, prompted, situationOn } from '#test/support/judged-keys.ts';
import { anyKey } from '#test/support/random-keys.ts';
import { openBoardScreen } from '#test/support/shell.tsx';

const [runs, keysInARun] = [40, 250];

/** From wherever the keys have led to the board of the first workspace, and to a row of it. */
const home = ['esc', 'esc', 'esc', 'esc', 'esc', 'g', 'enter'];
const rowOf = (steps: number): readonly string[] => ['1', 'g', ...Array.from({ length: steps }, () => 'j')];
const onRow = fc.nat({ max: 9 }).map(rowOf);
const onInstance = fc.integer({ min: 4, max: 6 }).map(rowOf);
const typed = (text: string): readonly string[] => Array.from(text);

/** Ways into what random keys alone would hardly find, some of them as far as a write that is confirmed. */
const ways = fc.oneof(
  fc.constant(['c', 'enter', ...typed('train-1'), 'shift-tab', 'enter']),
  fc.constant(['c', 'enter', ...typed('t-2'), 'shift-tab', 'enter', pause, 'enter', pause]),
  fc.constant([
    'c',
    'enter',
    ...typed('gpu-train'),
    'shift-tab',
    'enter',
    pause,
    'enter',
    ...typed('gpu-train'),
  ]),
  fc.constant(['c', 'j', 'enter', 'ctrl-u', ...typed('ci-x1'), 'shift-tab', 'enter', pause, 'enter', pause]),
  fc.constant(['c', 'enter', 'tab', 'enter', ...typed('nc6')]),
  fc.constant(['c', 'enter', ...Array.from({ length: 10 }, () => 'tab'), '\u000f']),
  onRow.map((row) => [...row, 's', 'tab', 'ctrl-u', '6', 'shift-tab', 'shift-tab', 'enter', pause, 'enter']),
  onInstance.map((row) => [...row, 's', 'enter', 'j', 'enter', pause]),
  onRow.map((row) => [...row, 'I', 'right', 'shift-tab', 'enter', pause, 'enter']),
  onRow.map((row) => [...row, 'D', 'enter']),
  onRow.map((row) => [...row, 'v', 'j', 'j', 'v', 'D', '3', 'enter', pause]),
  onInstance.map((row) => [...row, 'space', 'k', 'space', 's', 'tab', '2', 'enter', pause]),
  fc.constant([...rowOf(1), 'K', ...typed('cpu-etl'), 'enter', pause, 'U', 'enter', pause]),
  onRow.map((row) => [...row, 'U', 'enter']),
  fc.constant([...rowOf(6), 'S', 'f', 'enter', 'y', 'enter']),
  onRow.map((row) => [...row, 'E', 'tab', 'n', 'w', 'enter']),
  onRow.map((row) => [...row, 'enter', 'a', 'j', 'enter']),
  fc.constant([...home, ':', ...typed('ci-amara'), 'enter', 's', 'enter', pause]),
  onRow.map((row) => [...row, ':', ...typed('delete or'), 'enter', 'enter']),
  fc.constant([...rowOf(0), 'D', ...typed('cpu-batch'), 'enter']),
  onRow.map((row) => [...row, 'a', 'j', 'j', 'enter']),
  onRow.map((row) => [...row, '3', 'j', 'X', 'j', 'enter', pause]),
  onRow.map((row) => [...row, '3', 'W', 'i', 'X', 'j', 'enter']),
  onRow.map((row) => [...row, '2', 'i', 'esc', 'B']),
  onRow.map((row) => [...row, '3', 'L', 'k', '/', 'e', 'enter', 'n', 'w', 't', 'tab', 's', 'enter']),
  fc.constantFrom(['t', 'enter'], ['?', 's'], ['/', 'c'], ['2', 'enter'], ['3', 'enter'], ['o', 'n']),
);

/** The sign-in is lost in the middle of anything, and is there again some keys later. */
const interruptions = fc
  .array(fc.oneof(anyKey, fc.constantFrom('A', 'y', 'enter', 'j', prompted)), { maxLength: 8 })
  .map((keys) => [lost, ...keys, 'esc', 'A', 'enter', prompted, entered]);

const presses = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.array(anyKey, { minLength: 5, maxLength: 15 }) },
      { weight: 2, arbitrary: ways.map((way) => [...home, ...way]) },
      {
        weight: 1,
        arbitrary: fc.tuple(ways, interruptions).map(([way, keys]) => [...home, ...way, ...keys]),
      },
      { weight: 1, arbitrary: interruptions },
    ),
    { minLength: keysInARun / 5, maxLength: keysInARun / 5 },
  )
  .map((parts) => parts.flat().slice(0, keysInARun));

describe('random keys', () => {
  it(`never throw, never blank the screen, and never write without the confirmation that belongs to it (${runs} x ${keysInARun} keys)`, async () => {
    const seen = new Set<string>();
    const written = new Set<string>();
    await fc.assert(
      fc.asyncProperty(presses, async (pressed) => {
        const fake = fakeSignIn();
        const shell = await openBoardScreen({ speed: 30, besides: { signIn: fake.signIn } });
        const user = judgedUser(shell, fake);
        for (const key of pressed) {
          await user.press(key);
          seen.add(situationOn(shell));
        }
        for (const method of user.written) written.add(method);
      }),
      { numRuns: runs, endOnFailure: true, seed: 20_261_118 },
    );
    for (const place of [
      'board instance',
      'board remove',
      'board cancel',
      'why',
      'why cancel',
      'board actions',
      'board plan',
      'board recycle',
      'board ssh',
      'form AmlCompute sizes',
      'form AmlCompute resources',
      'form ComputeInstance',
      'form scale',
      'form identity',
      'review AmlCompute overwrite',
      'review ComputeInstance',
      'review scale',
      'review identity',
      'progress',
      'log',
      'log find',
      'operations',
      'board card',
      'board signing in',
      'form AmlCompute card',
      'form AmlCompute signing in',
      'board remove card',
      'progress card',
    ])
      expect(seen).toContain(place);
    expect([...written].toSorted()).toEqual(['DELETE', 'PATCH', 'POST', 'PUT']);
  }, 300_000);
});

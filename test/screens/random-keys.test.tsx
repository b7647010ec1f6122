import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { routeOf } from '#state/selectors.ts';
import { confirmationOf } from '#test/support/confirmations.ts';
import { fakeSignIn } from '#test/support/fake-sign-in.ts';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';

const [runs, keysInARun] = [40, 250];

/** Not a key: half a second passes, in which checks are made and operations end. */
const pause = 'pause';

/** Not keys either: the sign-in is lost; a code to enter comes; whoever was asked to sign in has done so. */
const [lost, prompted, entered] = ['lost', 'prompted', 'entered'];

const single = fc.oneof(
  fc.constantFrom('up', 'down', 'left', 'right', 'tab', 'shift-tab', 'enter', 'enter', 'esc'),
  fc.constantFrom('pagedown', 'pageup', 'home', 'end', 'backspace', 'ctrl-u', 'space', pause),
  fc.constantFrom(...Array.from('jkgGqzoOcDarpsItEuyYvwKUS/?!1234LfnN:[]-iWXBe@train-1')),
  fc.constantFrom('é', '漢', '👍', '\u001b[200~pasted\ntext\u001b[201~', '\u0003', '\u000f', '\u0012'),
);

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
  .array(fc.oneof(single, fc.constantFrom('A', 'y', 'enter', 'j', prompted)), { maxLength: 8 })
  .map((keys) => [lost, ...keys, 'esc', 'A', 'enter', prompted, entered]);

const presses = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.array(single, { minLength: 5, maxLength: 15 }) },
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

/** Escape as terminals with the extended keyboard protocol send it, which needs no waiting for what may follow. */
const sent = (key: string): string => (key === 'esc' ? '\u001b[27u' : key);

/** The last step of a recycling, which was confirmed whole at its beginning, is sent when its time has come. */
const isRestoring = ({ workbench }: OpenShell, method: string): boolean =>
  method === 'PATCH' &&
  workbench.store.getState().operations.some(({ recycle }) => recycle?.step === 'restoring');

const situation = ({ workbench }: OpenShell): string => {
  const state = workbench.store.getState();
  const route = routeOf(state);
  const subject = 'subject' in route ? route.subject : undefined;
  const about =
    subject?.is === 'create' ? subject.target : subject?.is === 'change' ? subject.change : subject?.is;
  const { card, signingIn } = state.session;
  const over = card === undefined ? undefined : signingIn === undefined ? 'card' : 'signing in';
  return [route.screen, about, state.overlay?.is, over].filter((part) => part !== undefined).join(' ');
};

describe('random keys', () => {
  it(`never throw, never blank the screen, and never write without the confirmation that belongs to it (${runs} x ${keysInARun} keys)`, async () => {
    const seen = new Set<string>();
    const written = new Set<string>();
    await fc.assert(
      fc.asyncProperty(presses, async (pressed) => {
        const fake = fakeSignIn();
        const shell = await openBoardScreen({ speed: 30, besides: { signIn: fake.signIn } });
        for (const key of pressed) {
          const before = shell.text();
          const from = shell.requests.length;
          const signedOut = shell.workbench.store.getState().session.signedOut !== undefined;
          if (key === pause) await shell.run(500);
          else if (key === lost) fake.lose();
          else if (key === prompted)
            fake.asked.at(-1)?.prompt({
              userCode: 'K7QX2M4DP',
              verificationUrl: 'https://login.example/device',
              expiresAtMs: shell.workbench.now() + 2000,
            });
          else if (key === entered) fake.know();
          else await shell.press(sent(key));
          // Throws on a blank frame.
          shell.text();
          seen.add(situation(shell));
          const stopped = signedOut && key !== entered;
          const left = shell.requests.slice(from);
          expect([key, stopped ? left.map(({ url }) => url) : []]).toEqual([key, []]);
          for (const { method, url } of left) {
            const confirmation = confirmationOf(method, url);
            if (confirmation === undefined || isRestoring(shell, method)) continue;
            written.add(method);
            expect([key, before]).toEqual(['enter', expect.stringMatching(confirmation)]);
          }
        }
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

import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { PlainResponse } from '#azure/arm/transport.ts';
import { routeOf } from '#state/selectors.ts';
import { foreignEscape, hostile, poisoned, skipped } from '#test/support/hostile.ts';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';

const rowOf = (down: number): readonly string[] => ['1', 'g', ...Array.from({ length: down }, () => 'j')];
/** The ways to the screens, each from the board. */
const ways: Readonly<Record<string, readonly string[]>> = {
  'queue of everything': ['3', 'W', 'z'],
  'why a job': ['3', 'g', 'i'],
  'why a compute': [...rowOf(2), 'i'],
  job: ['3', 'g', 'enter'],
  log: ['3', 'g', 'L', 'tab', 'k', 'w', 't'],
  cancel: ['3', 'g', 'X'],
  cost: ['$'],
  waste: ['$', 'tab'],
  quota: ['5'],
  events: ['e'],
  'what an event is about': ['e', 'enter'],
  calls: ['@'],
  operations: ['t'],
  palette: [':'],
  plan: [...rowOf(0), 'v', 'G', 'D'],
  recycle: [...rowOf(1), 'K'],
  ssh: [...rowOf(6), 'S'],
  submit: [...rowOf(0), '+'],
  environments: [...rowOf(0), '+', 'tab', 'enter'],
  guide: [...rowOf(0), 'u'],
  code: [...rowOf(0), 'E', 'tab', 'tab'],
  scale: [...rowOf(0), 's'],
  review: [...rowOf(0), 's', 'shift-tab', 'enter'],
  'instance menu': [...rowOf(4), 's'],
  identity: [...rowOf(0), 'I'],
  actions: [...rowOf(0), 'a'],
  removal: [...rowOf(0), 'D'],
  targets: ['c'],
  sources: ['H'],
  compute: [...rowOf(2), 'enter'],
  node: [...rowOf(2), '2', 'g', 'enter'],
  'wide columns': ['1', 'w'],
};

const size = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
] as const;

/** With other words in these the rows could not be opened, and most keys would do nothing. */
const states = new Set([
  ...skipped,
  'type',
  'kind',
  'status',
  'state',
  'provisioningState',
  'allocationState',
  'nodeState',
  'currentStatus',
  'computeId',
  'computeLocation',
  'runId',
  'nodeId',
  'sshPublicAccess',
  'publicIpAddress',
  'remoteLoginPortPublicAccess',
]);
/** Those and the names by which things are asked for again: their screens show what only the answers about one thing hold. */
const names = new Set([
  ...states,
  'name',
  'logFiles',
  'rootRunId',
  'adminUserName',
  'adminUsername',
  'sshSettings',
]);

const back = async (shell: OpenShell): Promise<void> => {
  for (let presses = 0; presses < 8; presses += 1) {
    const state = shell.workbench.store.getState();
    const { screen } = routeOf(state);
    if (screen === 'board' && state.overlay === undefined) return;
    if (screen === 'workspaces' && state.overlay === undefined) await shell.press('enter');
    else await shell.press('\u001b[27u');
  }
};

describe.each(size)('whatever a server sends, on $columns x $rows', ({ columns, rows }) => {
  const worlds = 6;
  it(`stays text in its own cells on every screen (${Object.keys(ways).length} ways in ${worlds} worlds)`, async () => {
    const seen = new Set<string>();
    const spares = [skipped, states, names];
    let world = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 20, maxLength: 20 }), async (texts) => {
        const spared = spares[(world += 1) % spares.length] ?? skipped;
        let at = 0;
        const next = (): string => texts[(at += 1) % texts.length] ?? '';
        let poisoning = false;
        const shell = await openBoardScreen({
          columns,
          rows,
          speed: 30,
          poison: (answer: PlainResponse): PlainResponse =>
            poisoning ? poisonedAnswer(answer, next, spared) : answer,
        });
        poisoning = true;
        shell.workbench.commands.refresh();
        await shell.run(30_000);
        for (const [way, keys] of Object.entries(ways)) {
          for (const key of keys) await shell.press(key);
          await shell.run(1000);
          const state = shell.workbench.store.getState();
          seen.add([routeOf(state).screen, state.overlay?.is].join(' ').trim());
          expect([way, foreignEscape.exec(shell.frame())]).toEqual([way, null]);
          expect(shell.screen()).toHaveLength(rows);
          for (const line of shell.screen())
            expect([way, line, stringWidth(line) < columns]).toEqual([way, line, true]);
          await back(shell);
        }
      }),
      { numRuns: worlds, endOnFailure: true, seed: 20_261_121 },
    );
    for (const screen of [
      'board',
      'why',
      'job',
      'log',
      'cost',
      'quota',
      'events',
      'calls',
      'operations',
      'form',
      'guide',
      'code',
      'targets',
      'compute',
      'node',
      'board cancel',
      'board palette',
      'board plan',
      'board recycle',
      'board ssh',
      'form resources',
      'board instance',
      'board actions',
      'board remove',
      'board sources',
    ])
      expect([...seen]).toContain(screen);
  }, 240_000);
});

/** A log line is text; everything else is JSON. */
const poisonedAnswer = (
  answer: PlainResponse,
  next: () => string,
  spared: ReadonlySet<string>,
): PlainResponse => {
  try {
    return { ...answer, body: JSON.stringify(poisoned(JSON.parse(answer.body), next, spared)) };
  } catch {
    return { ...answer, body: `${next()}\n${next()}\n${answer.body}` };
  }
};

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Compute } from '#azure/model.ts';
import { parseFaults } from '#simulator/faults/parse-faults.ts';
import { routeOf } from '#state/selectors.ts';
import { confirmationOf } from '#test/support/confirmations.ts';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';

/*
 * A simulated day of random faults, over the whole of state and screens and the real client, on a clock moved by hand: an hour of it
 * with the other tests, `npm run soak:day` the whole. SOAK_SEED replays a day, SOAK_HOURS makes it longer or shorter.
 */

const hours = Number(process.env['SOAK_HOURS'] ?? '1');
/** A minute each, more or less: keys take some seconds besides. */
const steps = Math.round(hours * 60);
const seed = Number(process.env['SOAK_SEED'] ?? '20261121');

const random = xoroshiro128plus(seed);
const from = (least: number, most: number): number => uniformInt(random, least, most);
const pick = <T,>(all: readonly [T, ...T[]]): T => all[from(0, all.length - 1)] ?? all[0];

/** Every kind of fault of the simulator that befalls requests or operations. */
const kinds: readonly [() => string, ...(() => string)[]] = [
  () => '401 1x',
  () => '403',
  () => '404',
  () => '409',
  () => `429 retry-after=${from(1, 60)}`,
  () => '429',
  () => '500',
  () => '502',
  () => `503 retry-after=${from(1, 60)}`,
  () => 'html',
  () => 'html status=502',
  () => 'hang',
  () => `slow ms=${from(500, 6000)}`,
  () => 'cut',
  () => 'cut where=body',
  () => 'half-json',
  () => `skew seconds=${from(-900, 900)}`,
  () => 'operation-failed code=InternalError',
  () => 'operation-stuck',
  () => 'node-errors code=ClusterCoreQuotaReached',
];
const places = ['', '', ' */computes', ' */computes/*', ' */jobs', ' */listNodes', ' */usages'] as const;

const randomFaults = (): string =>
  Array.from({ length: from(1, 3) }, () => {
    const fault = pick(kinds)();
    const ofOperation = /^(?:operation|node)/u.test(fault);
    return `${fault}${ofOperation ? '' : pick(places)}${from(0, 1) === 0 ? '' : ` ${from(20, 90)}%`}`;
  }).join(', ');

const typed = (text: string): readonly string[] => Array.from(text);
/** Not a key: back to the board, from wherever the keys have led. */
const toBoard = 'to the board';
const row = (down: number): readonly string[] => [
  toBoard,
  '1',
  'g',
  ...Array.from({ length: down }, () => 'j'),
];

/** What users do, some of it as far as a write. `pause` is not a key: some seconds pass. */
const ways: readonly [() => readonly string[], ...(() => readonly string[])[]] = [
  () => ['j', 'j', 'k', 'tab', 'j', 'shift-tab'],
  () => ['z', 'j', 'z'],
  () => ['H', 'esc'],
  () => ['?', 'esc'],
  () => ['r'],
  () => ['/', ...typed('gpu'), 'enter', 'esc'],
  () => [...row(from(0, 9)), 'enter', 'j', 'esc'],
  () => [...row(0), '3', 'enter', 'pause', 'esc'],
  () => [
    ...row(from(0, 3)),
    's',
    'tab',
    'ctrl-u',
    String(from(1, 9)),
    'shift-tab',
    'shift-tab',
    'enter',
    'pause',
    'enter',
    'pause',
  ],
  () => [...row(from(4, 6)), 's', ...(from(0, 1) === 0 ? [] : ['j']), 'enter', 'pause'],
  () => [
    ...row(0),
    'c',
    'g',
    'enter',
    'ctrl-u',
    ...typed(`new-${from(1, 99)}`),
    'shift-tab',
    'enter',
    'pause',
    'enter',
    'pause',
  ],
  () => [...row(from(0, 3)), 'D', ...typed('lowpri-sweep'), 'enter', 'pause'],
  () => [...row(from(0, 9)), 'E', 'tab', 'esc'],
  () => ['p', 'pause', 'p'],
];

/** Escape as terminals with the extended keyboard protocol send it, which needs no waiting for what may follow. */
const sent = (key: string): string => (key === 'esc' ? '\u001b[27u' : key);

setFlagsFromString('--expose-gc');
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- V8's own function, there since the line above
const collect = runInNewContext('gc') as () => void;
const heapMb = (): number => {
  collect();
  return process.memoryUsage().heapUsed / 1e6;
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- read-only to everybody else
const forget = (kept: readonly unknown[]): void => void (kept as unknown[]).splice(0);

const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);
beforeAll(() => void process.on('unhandledRejection', note));
afterAll(() => void process.off('unhandledRejection', note));

const stateOf = ({ provisioning, detail }: Compute): string => {
  if (provisioning.is !== 'Succeeded') return provisioning.text;
  if (detail.is === 'cluster') return `${detail.allocation.text} ${detail.currentNodes}/${detail.maxNodes}`;
  return detail.is === 'instance' ? detail.state.text : 'Succeeded';
};

/** Every compute of the world, its state, and every job that is not over, as they must be on the board. */
const worldRows = ({ simulator, place }: OpenShell): readonly string[] => {
  const own = simulator.world().workspaces.find(({ name }) => name === place.workspace);
  const computes = (own?.computes ?? []).map(({ name, provisioningState, detail }) => {
    if (provisioningState !== 'Succeeded') return `${name} ${provisioningState}`;
    if (detail.kind === 'cluster')
      return `${name} ${detail.allocation} ${detail.nodes.length}/${detail.maxNodes}`;
    return `${name} ${detail.kind === 'instance' ? detail.state : 'Succeeded'}`;
  });
  const over = new Set(['Completed', 'Failed', 'Canceled']);
  const jobs = (own?.jobs ?? [])
    .filter(({ status }) => !over.has(status))
    .map(({ name, status }) => `${name} ${status}`);
  return [...computes, ...jobs].toSorted();
};

const boardRows = ({ workbench }: OpenShell): readonly string[] => {
  const computes = workbench.store.getState().board?.computes.data ?? [];
  const live = Array.from(workbench.jobs.live(), ({ job }) => `${job.name} ${job.status.text}`);
  return [...computes.map((each) => `${each.name} ${stateOf(each)}`), ...live].toSorted();
};

it(`${hours} simulated hours of random faults (${steps} steps, seed ${seed}): nothing ends, nothing is unhandled, nothing is sent twice or unasked, no row is older than said, and the board equals the world afterwards`, async () => {
  const tried = { steps: 0, faults: 0, keys: 0, writes: 0, requests: 0 };
  // Speed 1 is the pace of the real service.
  const shell = await openBoardScreen({ speed: 1, seed, timeoutMs: 5 });
  const { simulator, workbench } = shell;
  const say = (what: string): string =>
    `${what} (SOAK_SEED=${seed} SOAK_HOURS=${hours}, step ${tried.steps})`;

  /** What the rows on the screen say of their age must be so: the header's time is that of the last good answer. */
  const lastGood = { computes: 0 };
  const judgeAge = (): void => {
    const { board } = workbench.store.getState();
    const at = board?.computes.answeredAt;
    if (at === undefined) return;
    expect(at, say('an answer that is newer than now')).toBeLessThanOrEqual(workbench.now());
    expect(at, say('an answer that went back in time')).toBeGreaterThanOrEqual(lastGood.computes);
    lastGood.computes = at;
  };

  const backToBoard = async (): Promise<void> => {
    for (let presses = 0; presses < 10; presses += 1) {
      const state = workbench.store.getState();
      const { screen } = routeOf(state);
      if (screen === 'board' && state.overlay === undefined && state.session.card === undefined) return;
      if (screen === 'workspaces') {
        const main = state.workspaces.data?.find(({ name }) => name === shell.place.workspace);
        workbench.commands.select('workspaces', main?.id ?? '');
        await press('enter');
      } else await press('esc');
    }
  };

  const press = async (key: string): Promise<void> => {
    if (key === toBoard) {
      await backToBoard();
      return;
    }
    const before = shell.text();
    const begun = shell.requests.length;
    if (key === 'pause') await shell.run(from(2, 8) * 1000);
    else await shell.press(sent(key));
    tried.keys += 1;
    const writes = shell.requests.slice(begun).flatMap(({ method, url }) => {
      const confirmation = confirmationOf(method, url);
      return confirmation === undefined ? [] : [{ method, url, confirmation }];
    });
    tried.writes += writes.length;
    expect(
      writes.length,
      say(`${writes.map(({ method, url }) => `${method} ${url}`).join(', ')} after one key`),
    ).toBeLessThanOrEqual(1);
    for (const { confirmation, method } of writes)
      expect([key, before], say(`${method} was not asked for`)).toEqual([
        'enter',
        expect.stringMatching(confirmation),
      ]);
  };

  let afterAnHour: number | undefined;
  const begunAt = workbench.now();
  while (tried.steps < steps) {
    tried.steps += 1;
    tried.requests += shell.requests.length;
    // What the test itself keeps of requests must not count as the program's memory.
    for (const kept of [shell.requests, shell.calls]) forget(kept);
    shell.forgetFrames();
    if (from(0, 3) === 0) simulator.faults.clear();
    if (from(0, 5) === 0) {
      const faults = parseFaults(randomFaults());
      simulator.faults.arm(faults);
      tried.faults += faults.length;
    }
    if (from(0, 2) === 0) for (const key of pick(ways)()) await press(key);
    if (workbench.store.getState().paused) for (const key of [toBoard, 'p']) await press(key);
    await shell.run(from(1, 119) * 1000);
    // Throws on a blank frame.
    shell.text();
    judgeAge();
    expect(shell.left.quit, say('the program has ended')).toBe(0);
    expect(unhandled, say('a rejection was left unhandled')).toEqual([]);
    expect(shell.timersWaiting(), say('timers pile up')).toBeLessThan(40);
    expect(workbench.store.getState().operations.length, say('operations pile up')).toBeLessThanOrEqual(100);
    if (afterAnHour === undefined && workbench.now() - begunAt > 3_600_000) afterAnHour = heapMb();
  }

  simulator.faults.clear();

  if (workbench.store.getState().paused) for (const key of [toBoard, 'p']) await press(key);
  for (let tries = 0; tries < 60 && boardRows(shell).join('\n') !== worldRows(shell).join('\n'); tries += 1) {
    for (const key of [toBoard, '1', 'r']) await press(key);
    await shell.run(5000);
  }
  expect(boardRows(shell), say('the board and the world')).toEqual(worldRows(shell));
  expect(tried.faults).toBeGreaterThan(0);
  expect(tried.writes).toBeGreaterThan(0);
  if (afterAnHour !== undefined)
    console.info(`heap after an hour ${afterAnHour.toFixed(1)} MB, at the end ${heapMb().toFixed(1)} MB`);
  console.info(JSON.stringify(tried));
}, 3_600_000);

import { expect } from 'vitest';
import type { Compute } from '#azure/model.ts';
import { parseFaults } from '#simulator/faults/parse-faults.ts';
import { nodesOf, routeOf, selectedCompute } from '#state/selectors.ts';
import { fakeSignIn } from '#test/support/fake-sign-in.ts';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';
import { createChance } from './chance.ts';
import { createFaultMaker } from './day-faults.ts';
import { pause, toBoard, ways } from './day-ways.ts';
import { longestIn } from './weigh.ts';
import { createWitness } from './witness.ts';

/** What a day consists of. */
export type Day = {
  readonly seed: number;
  /** A minute each, more or less: keys take some seconds besides. */
  readonly steps: number;
  /** Told after every step. */
  readonly onStep?: (step: number, shell: OpenShell) => void;
};

/** What was done in a day. */
export type Tried = {
  /** What chance has brought, in order: the same seed brings the same. */
  readonly drawn: readonly string[];
  readonly faults: number;
  readonly keys: number;
  readonly writes: number;
  readonly signIns: number;
  readonly requests: number;
};

/** No list, table or log of the state holds more, however long the program runs. */
const holdsAtMost = 500;
/** What is measured of a compute is kept for 24 hours, two minutes each. */
const slotsAtMost = 24 * 30 + 1;
const timersAtMost = 40;

/** Escape as terminals with the extended keyboard protocol send it, which needs no waiting for what may follow. */
const sent = (key: string): string => (key === 'esc' ? '\u001b[27u' : key);

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- read-only to everybody else
const forget = (kept: readonly unknown[]): void => void (kept as unknown[]).splice(0);

const stateOf = ({ provisioning, detail }: Compute): string => {
  if (provisioning.is !== 'Succeeded') return provisioning.text;
  if (detail.is === 'cluster') return `${detail.allocation.text} ${detail.currentNodes}/${detail.maxNodes}`;
  return detail.is === 'instance' ? detail.state.text : 'Succeeded';
};

/** The cluster whose nodes are on the board; empty while none is selected. */
const clusterShown = ({ workbench }: OpenShell): string => {
  const compute = selectedCompute(workbench.store.getState());
  return compute?.detail.is === 'cluster' ? compute.name : '';
};

/** Every compute of the world, its state, the nodes that are shown, and every job that is not over, as they must be on the board. */
const worldRows = (shell: OpenShell): readonly string[] => {
  const { simulator, place } = shell;
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
  const detail = own?.computes.find(({ name }) => name === clusterShown(shell))?.detail;
  const nodes =
    detail?.kind === 'cluster'
      ? detail.nodes.map((node) => `${node.nodeId} ${node.state} ${node.runId ?? ''}`)
      : [];
  return [...computes, ...jobs, ...nodes].toSorted();
};

const boardRows = (shell: OpenShell): readonly string[] => {
  const { workbench } = shell;
  const computes = workbench.store.getState().board?.computes.data ?? [];
  const live = Array.from(workbench.jobs.live(), ({ job }) => `${job.name} ${job.status.text}`);
  const nodes = clusterShown(shell) === '' ? [] : (nodesOf(workbench.store.getState())?.remote.data ?? []);
  return [
    ...computes.map((each) => `${each.name} ${stateOf(each)}`),
    ...live,
    ...nodes.map(({ id, state, jobName }) => `${id} ${state.text} ${jobName ?? ''}`),
  ].toSorted();
};

/** The clock time of the last good answer, as the header says it; undefined where it says something else. */
const headerTime = (shell: OpenShell): string | undefined =>
  / ok (\d\d:\d\d:\d\d)/u.exec(shell.screen()[0] ?? '')?.[1];

/**
 * Lives a day of faults over the whole of state and screens and the real client, on a clock moved by hand. All along nothing may end or be left
 * unhandled, no row may be older than it says, nothing may be sent unasked or twice, and memory must be bounded; afterwards the board must equal
 * the world. Whatever is not so is thrown, with the seed that brings it again.
 */
export const liveDay = async ({ seed, steps, onStep }: Day): Promise<Tried> => {
  const chance = createChance(seed);
  const { from, pick } = chance;
  const randomFaults = createFaultMaker(chance);
  const drawn: string[] = [];
  const counts = { faults: 0, keys: 0, writes: 0, signIns: 0, requests: 0 };
  let step = 0;

  const fake = fakeSignIn();
  let now = (): number => 0;
  const witness = createWitness(() => now());
  // Speed 1 is the pace of the real service.
  const shell = await openBoardScreen({
    speed: 1,
    seed,
    timeoutMs: 20,
    besides: { signIn: fake.signIn },
    instead: (request) => {
      counts.requests += 1;
      witness.sent(request);
      return undefined;
    },
    poison: (answer, request) => {
      witness.answered(answer, request);
      return answer;
    },
  });
  const { simulator, workbench } = shell;
  const { store } = workbench;
  ({ now } = workbench);

  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);

  const isSignedOut = (): boolean => store.getState().session.signedOut !== undefined;

  /** Sources that have failed for a reason that passes, and are asked no more. */
  const abandoned = (): readonly string[] => {
    const state = store.getState();
    const { board, due, paused } = state;
    if (board === undefined || paused || isSignedOut() || routeOf(state).screen !== 'board') return [];
    const sources = { computes: board.computes, jobs: board.jobs.remote };
    return (['computes', 'jobs'] as const).filter((name) => {
      const { problem, asking } = sources[name];
      const isUsers = problem?.kind === 'signed-out' || problem?.kind === 'forbidden';
      return problem !== undefined && !isUsers && !asking && due[name] === undefined;
    });
  };

  /** What the client tells who knows about signing in, and what that one answers later. */
  const followSignIn = (): void => {
    const { board, workspaces } = store.getState();
    const problems = [board?.computes.problem, board?.jobs.remote.problem, workspaces.problem];
    if (problems.some((problem) => problem?.kind === 'signed-out')) fake.lose();
  };
  const signIn = async (): Promise<void> => {
    fake.know();
    counts.signIns += 1;
    await shell.run(1000);
  };

  const judgeWrites = (key: string, before: string): void => {
    const writes = witness.takeWrites();
    const told = writes.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
    counts.writes += told.length;
    expect(told.length, `${told.join(', ')} after "${key}"`).toBeLessThanOrEqual(1);
    for (const { confirmation } of writes)
      expect([key, before], `${told.join('')} was not asked for`).toEqual([
        'enter',
        expect.stringMatching(confirmation),
      ]);
  };

  const judge = (): void => {
    followSignIn();
    // Throws on a blank frame.
    const text = shell.text();
    judgeWrites('no key', text);
    expect(witness.lies(store.getState())).toEqual([]);
    expect(abandoned(), 'sources that are asked no more').toEqual([]);
    const said = headerTime(shell);
    if (said !== undefined) expect(witness.cameAt(said), `the header says ${said}`).toBe(true);
    expect(shell.left.quit, 'times that the program has ended').toBe(0);
    expect(unhandled, 'rejections left unhandled').toEqual([]);
    expect(shell.timersWaiting(), 'timers').toBeLessThan(timersAtMost);
    const { board, ...others } = store.getState();
    const { history, ...rest } = board ?? {};
    for (const [state, most] of [
      [{ ...others, board: rest }, holdsAtMost],
      [{ history }, slotsAtMost],
    ] as const) {
      const longest = longestIn(state);
      expect([longest.where, longest.holds <= most]).toEqual([longest.where, true]);
    }
  };

  const press = async (key: string): Promise<void> => {
    if (key === toBoard) return backToBoard();
    const before = shell.text();
    const begun = counts.requests;
    const wasSignedOut = isSignedOut();
    if (key === pause) await shell.run(from(2, 8) * 1000);
    else await shell.press(sent(key));
    counts.keys += 1;
    judgeWrites(key, before);
    if (wasSignedOut) expect(counts.requests - begun, 'requests while nobody is signed in').toBe(0);
    followSignIn();
    return undefined;
  };

  const backToBoard = async (): Promise<void> => {
    for (let presses = 0; presses < 10; presses += 1) {
      const state = store.getState();
      const { screen } = routeOf(state);
      if (screen === 'board' && state.overlay === undefined && state.session.card === undefined) return;
      if (screen === 'workspaces' && state.session.card === undefined) {
        const main = state.workspaces.data?.find(({ name }) => name === shell.place.workspace);
        workbench.commands.select('workspaces', main?.id ?? '');
        await press('enter');
      } else await press('esc');
    }
  };

  const goOn = async (): Promise<void> => {
    if (store.getState().paused) for (const key of [toBoard, 'p']) await press(key);
  };

  const liveStep = async (): Promise<void> => {
    // As the program wires it: what was sent is told to the state.
    for (const call of shell.calls) workbench.noteCall(call);
    // What the test itself keeps of requests must not count as the program's memory.
    for (const kept of [shell.requests, shell.calls]) forget(kept);
    shell.forgetFrames();
    if (from(0, 3) === 0) simulator.faults.clear();
    if (from(0, 2) === 0) {
      const text = randomFaults();
      const faults = parseFaults(text);
      simulator.faults.arm(faults);
      counts.faults += faults.length;
      drawn.push(text);
    }
    // Chance must not depend on what happens: else a seed would not bring the same day again.
    const [signsIn, acts] = [from(0, 1) === 0, from(0, 1) === 0];
    if (signsIn && isSignedOut()) await signIn();
    const keys = acts ? pick(ways)(chance) : [];
    drawn.push(keys.join(' '));
    for (const key of keys) await press(key);
    await goOn();
    await shell.run(from(1, 119) * 1000);
    judge();
    onStep?.(step, shell);
  };

  const equals = (): boolean => boardRows(shell).join('\n') === worldRows(shell).join('\n');

  /** After a sign-in, and where nobody may ask until the user does, after one key: everything else comes back by itself. */
  const recover = async (): Promise<void> => {
    simulator.faults.clear();
    if (isSignedOut()) await signIn();
    await goOn();
    for (const key of [toBoard, '1', 'r']) await press(key);
    for (let tries = 0; tries < 60 && !equals(); tries += 1) await shell.run(5000);
    judge();
    expect(boardRows(shell)).toEqual(worldRows(shell));
  };

  process.on('unhandledRejection', note);
  try {
    // What came before the clock was there has no time: everything is asked once more before anything goes wrong.
    await shell.run(60_000);
    for (step = 1; step <= steps; step += 1) await liveStep();
    await recover();
  } catch (error) {
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new Error(`SOAK_SEED=${seed}, step ${step} of ${steps}: ${what}`, { cause: error });
  } finally {
    process.off('unhandledRejection', note);
  }
  return { drawn, ...counts };
};

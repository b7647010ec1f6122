import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { World } from '#simulator/simulator.ts';
import { differenceFromWorld, rowsOfBoard } from './support/board-and-world.ts';
import { beginCluster } from './support/flows.ts';
import { openStandAlone, type StandAlone } from './support/stand-alone.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

/*
 * One program, one board, over HTTPS with the real sign-in library; the faults come one after the other, each for a while. The board
 * is 200x60: every compute has its row there.
 */

let azure: StandAlone;
let open: Terminal;

beforeAll(async () => {
  azure = await openStandAlone();
  const args = [...azure.cloudArgs, ...azure.placeArgs];
  open = openTerminal({ columns: 200, rows: 60, args, env: azure.env });
  await open.waitFor('1 COMPUTES 17', 30_000);
}, 60_000);

afterAll(async () => {
  open.press('ctrl-c', 'ctrl-c');
  await open.close();
  await azure.close();
});

const arm = (faults: string): Promise<string> => azure.control('PUT', 'faults', faults);
const endFaults = (): Promise<string> => azure.control('DELETE', 'faults');

const header = (): string => open.screen()[0] ?? '';

const boardEqualsWorld = async (): Promise<void> => {
  expect(await differenceFromWorld(open, azure)).toBeUndefined();
};

/** A key is answered while the network is not: the card of sources opens and closes. */
const keysWork = async (): Promise<void> => {
  open.press('H');
  await open.waitFor(/^ SOURCE /mu, 3000);
  open.press('escape');
  await open.waitFor((screen) => !/^ SOURCE /mu.test(screen), 3000);
};

describe('a board whose service fails', () => {
  afterEach(endFaults);

  it.each([
    ['403', /failing since .*no permission/u],
    ['404', /failing since .*not found/u],
    ['409', /failing since .*conflict/u],
    ['429 retry-after=3', /throttled/u],
    ['429', /throttled/u],
    ['500', /fault 500/u],
    ['502', /fault 502/u],
    ['503 retry-after=2', /fault 503/u],
    ['html', /odd answer/u],
    ['html status=502', /fault 502/u],
    ['cut', /unreachable/u],
    ['cut where=body', /unreachable/u],
    ['half-json', /odd answer/u],
    ['429 30%, 500 30%, cut 30%', /failing since/u],
  ])(
    'by %s says so and keeps its rows, and equals the world again afterwards',
    async (fault, words) => {
      const before = rowsOfBoard(open.screen()).length;
      await arm(fault);
      open.press('r');
      await open.waitFor((screen) => words.test(screen.split('\n')[0] ?? ''), 45_000);
      expect(rowsOfBoard(open.screen())).toHaveLength(before);
      await keysWork();
      await endFaults();
      await boardEqualsWorld();
    },
    180_000,
  );

  it.each(['slow ms=1500', 'skew seconds=900', 'skew seconds=-900'])(
    'by %s goes on as before',
    async (fault) => {
      await arm(fault);
      await keysWork();
      await boardEqualsWorld();
      await endFaults();
      await boardEqualsWorld();
      expect(header()).not.toContain('failing');
    },
    180_000,
  );

  it('by not answering at all leaves every key working, and is out of reach after a while', async () => {
    await arm('hang');
    open.press('r');
    await keysWork();
    open.press('2', '3', '1');
    await open.waitFor((screen) => /no answer since \d\d:/u.test(screen.split('\n')[0] ?? ''), 10_000);
    await open.waitFor((screen) => /unreachable/u.test(screen.split('\n')[0] ?? ''), 60_000);
    await keysWork();
    await endFaults();
    await boardEqualsWorld();
    expect(header()).not.toContain('failing');
  }, 240_000);

  it.each(['401', 'expire'])(
    'by %s offers to sign in, and is the same board afterwards',
    async (fault) => {
      await arm(fault);
      open.press('r');
      await open.waitFor('as before: service principal', 30_000);
      expect(header()).toContain('signed out since');
      const quiet = azure.log().length;
      await pause(6000);
      expect(azure.log()).toHaveLength(quiet);
      await endFaults();
      open.press('enter');
      await open.waitFor((screen) => / ok \d\d:/u.test(screen.split('\n')[0] ?? ''), 30_000);
      await boardEqualsWorld();
    },
    180_000,
  );
});

describe('an operation that ends badly', () => {
  let quick: StandAlone;
  let terminal: Terminal;
  beforeAll(async () => {
    quick = await openStandAlone('--speed', '30');
    const args = [...quick.cloudArgs, ...quick.placeArgs];
    terminal = openTerminal({ columns: 120, rows: 40, args, env: quick.env });
    await terminal.waitFor('1 COMPUTES 17', 30_000);
  }, 60_000);
  afterAll(async () => {
    await terminal.close();
    await quick.close();
  });

  const stateOf =
    (wanted: string) =>
    ({ computes }: World['workspaces'][number]): readonly string[] =>
      computes.filter(({ name }) => name === wanted).map(({ provisioningState }) => provisioningState);

  it('Failed says so with the words of the service', async () => {
    await quick.control('PUT', 'faults', 'operation-failed code=AllocationFailed PUT *');
    await beginCluster(terminal, 'train-1');
    await terminal.waitFor('AllocationFailed', 60_000);
    expect(terminal.screen().join('\n')).toContain('train-1 could not be created');
    terminal.press('q');
    await terminal.waitFor('1 COMPUTES 18');
    expect((await quick.world()).workspaces.flatMap(stateOf('train-1'))).toEqual(['Failed']);
  }, 120_000);

  it('never holds nobody up: it goes on in the list of operations', async () => {
    await quick.control('PUT', 'faults', 'operation-stuck PUT *');
    terminal.press('1');
    await beginCluster(terminal, 'train-2');
    terminal.press('q');
    await terminal.waitFor('1 COMPUTES', 30_000);
    await terminal.waitFor(/train-2 +Creating/u, 30_000);
    terminal.press('t');
    await terminal.waitFor(/train-2 .*(?:InProgress|Creating)/u);
    terminal.press('q');
    await terminal.waitFor('1 COMPUTES');
    expect((await quick.world()).workspaces.flatMap(stateOf('train-2'))).toEqual(['Creating']);
  }, 120_000);

  it('well, but for nodes that do not come, says why they do not', async () => {
    await quick.control('PUT', 'faults', 'node-errors code=ClusterCoreQuotaReached PUT *');
    terminal.press('1');
    await beginCluster(terminal, 'train-3');
    await terminal.waitFor('train-3 is created', 60_000);
    await terminal.waitFor('ClusterCoreQuotaReached', 60_000);
    terminal.press('enter');
    await terminal.waitFor(/train-3 +steady !/u, 30_000);
    expect((await quick.world()).workspaces.flatMap(stateOf('train-3'))).toEqual(['Succeeded']);
  }, 120_000);
});

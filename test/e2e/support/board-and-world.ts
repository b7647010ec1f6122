import { setTimeout as pause } from 'node:timers/promises';
import type { World } from '#simulator/simulator.ts';
import type { StandAlone } from './stand-alone.ts';
import type { Terminal } from './terminal.ts';

type Workspace = World['workspaces'][number];
type Compute = Workspace['computes'][number];

const stateOf = ({ provisioningState, detail }: Compute): string => {
  if (provisioningState !== 'Succeeded') return provisioningState;
  switch (detail.kind) {
    case 'cluster':
      return detail.allocation.toLowerCase();
    case 'instance':
      return detail.state;
    case 'attached':
      return 'ok';
  }
};

const nodesOf = ({ detail }: Compute): string => {
  switch (detail.kind) {
    case 'cluster':
      return `${detail.nodes.length}/${detail.maxNodes}`;
    case 'instance':
      return detail.state === 'Stopped' ? '-' : '1';
    case 'attached':
      return '-';
  }
};

/** What the board has to show of every compute of a workspace, sorted: `name state nodes`. */
export const rowsOfWorld = (world: World, workspaceName: string): readonly string[] =>
  (world.workspaces.find(({ name }) => name === workspaceName)?.computes ?? [])
    .map((compute) => `${compute.name} ${stateOf(compute)} ${nodesOf(compute)}`)
    .toSorted();

/** What the board's list of computes shows, sorted: `name state nodes`. At 200x60 every compute has a row, and names are whole. */
export const rowsOfBoard = (screen: readonly string[]): readonly string[] => {
  const title = screen.findIndex((row) => row.includes('1 COMPUTES'));
  return screen
    .slice(title + 1)
    .flatMap((row) => {
      const [, name = '', state = '', nodes = ''] =
        /^.\S? ?(?<name>[A-Za-z][\w-]*) +(?<state>[A-Za-z]+)(?: !)? +(?<nodes>-|\d+(?:\/\d+)?) /u.exec(
          row.split('|')[0] ?? '',
        ) ?? [];
      return name === '' ? [] : [`${name} ${state} ${nodes}`];
    })
    .toSorted();
};

/** When the last good answer came, as the header says it; empty while a source fails. */
export const answeredAt = (screen: readonly string[]): string =>
  / ok (\d\d:\d\d:\d\d)/u.exec(screen[0] ?? '')?.[1] ?? '';

/**
 * Asks again and again until a later answer than the present one has come and the board, at 200x60, shows the world as it is.
 * @returns what differs when the time is over; undefined when nothing does
 */
export const differenceFromWorld = async (
  open: Terminal,
  azure: StandAlone,
  timeoutMs = 90_000,
): Promise<string | undefined> => {
  const end = performance.now() + timeoutMs;
  const before = answeredAt(open.screen());
  for (;;) {
    const there = rowsOfWorld(await azure.world(), azure.workspaceName);
    const screen = open.screen();
    const shown = rowsOfBoard(screen);
    const at = answeredAt(screen);
    if (at !== '' && at !== before && shown.join('\n') === there.join('\n')) return undefined;
    if (performance.now() > end)
      return [`answered at ${at}, before ${before}; the board`, ...shown, 'the world', ...there].join('\n');
    open.press('r');
    await pause(1500);
  }
};

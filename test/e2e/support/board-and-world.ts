import type { World } from '#simulator/simulator.ts';

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

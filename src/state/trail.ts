import type { Route, Stack } from './routes.ts';

/** A view that was looked at: ids only, so that it survives whatever has gone since. */
export type Visit = {
  /** The ARM id of its workspace, as `idKey` writes it; absent on the list of workspaces. */
  readonly workspace?: string;
  readonly stack: Stack;
};

/** The views looked at, the oldest first, and where among them the user is. */
export type Trail = {
  readonly visits: readonly Visit[];
  /** -1 before the first. */
  readonly at: number;
  /** What was on the screen before the present one, whichever way the user came from there. */
  readonly before?: Visit;
};

export const noTrail: Trail = { visits: [], at: -1 };

/** Views that are remembered. */
const longestTrail = 50;

/** What asks something or follows one operation is nothing to come back to: it is over, or goes on elsewhere. */
const isView = ({ screen }: Route): boolean =>
  screen !== 'form' && screen !== 'review' && screen !== 'progress';

const sameView = (a: Visit | undefined, b: Visit): boolean =>
  a !== undefined &&
  a.workspace === b.workspace &&
  JSON.stringify(a.stack.at(-1)) === JSON.stringify(b.stack.at(-1));

export const visitAt = ({ visits, at }: Trail): Visit | undefined => visits[at];

/** The trail with another view at its end; what lay ahead of the present one is forgotten. The same trail when it is the same view. */
export const visited = (trail: Trail, { workspace, stack }: Visit): Trail => {
  const [root, ...rest] = stack;
  const top = stack.at(-1) ?? root;
  if (!isView(top)) return trail;
  const visit: Visit = {
    ...(workspace === undefined ? {} : { workspace }),
    stack: [root, ...rest.filter(isView)],
  };
  const now = visitAt(trail);
  if (sameView(now, visit)) return trail;
  const visits = [...trail.visits.slice(0, trail.at + 1), visit].slice(-longestTrail);
  return { visits, at: visits.length - 1, ...(now === undefined ? {} : { before: now }) };
};

/** The trail after a step back or forward along it; undefined when it ends there. */
export const stepped = (trail: Trail, by: -1 | 1): Trail | undefined => {
  const at = trail.at + by;
  if (trail.visits[at] === undefined) return undefined;
  const now = visitAt(trail);
  return { visits: trail.visits, at, ...(now === undefined ? {} : { before: now }) };
};

/** The trail back at the view before the present one, so that the same again comes back here; undefined when there was none. */
export const turned = (trail: Trail): Trail | undefined => {
  const { before } = trail;
  if (before === undefined) return undefined;
  const at = trail.visits.indexOf(before);
  if (at < 0) return visited(trail, before);
  const now = visitAt(trail);
  return { visits: trail.visits, at, ...(now === undefined ? {} : { before: now }) };
};

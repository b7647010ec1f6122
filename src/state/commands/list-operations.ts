import type { AppState, Operation } from '../app-state.ts';
import { update, type Context } from './context.ts';

/** Operations of one resource beyond this many, the oldest, are forgotten; those on several count for themselves. */
const keptOperations = 20;

const kept = (operations: AppState['operations']): AppState['operations'] => {
  let [single, several] = [0, 0];
  return operations.filter(({ items, endedAt }) => {
    const at = items === undefined ? (single += 1) : (several += 1);
    return at <= keptOperations || endedAt === undefined;
  });
};

/** Puts an operation at the head of the list. */
export const listOperation = (context: Pick<Context, 'store'>, operation: Operation): void => {
  update(context, (now) => ({ ...now, operations: [operation, ...kept(now.operations)] }));
};

/** Changes an operation that is listed. */
export const changeOperation = (
  context: Pick<Context, 'store'>,
  id: string,
  to: (operation: Operation) => Operation,
): void => {
  update(context, (now) => ({
    ...now,
    operations: now.operations.map((each) => (each.id === id ? to(each) : each)),
  }));
};

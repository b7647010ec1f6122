import { answered, failed } from '../remote.ts';
import type { Next } from '../poller.ts';
import { backOff } from './back-off.ts';
import { updateBoard, type Context } from './context.ts';

/** Asks for the environments of the open workspace, while their list is open. Known once, they are not asked for again until it is opened anew. */
export const askEnvironments = async (context: Context, signal: AbortSignal): Promise<Next> => {
  const { board } = context.store.getState();
  if (board === undefined || board.environments.data !== undefined) return 'wait';
  const { workspace, generation, environments } = board;
  const answer = await context.gateway.listEnvironments(workspace.place, signal);
  const at = context.clock.now();
  updateBoard(context, generation, (now) => ({
    ...now,
    environments: answer.ok ? answered(answer.value, at) : failed(now.environments, answer.problem, at),
  }));
  return answer.ok
    ? 'wait'
    : backOff(context, 'resources', answer.problem, {
        failures: environments.failures + 1,
        subscriptionId: workspace.place.subscriptionId,
      });
};

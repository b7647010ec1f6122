import type { PlainRequest } from '#azure/arm/transport.ts';
import type { Json } from '#azure/gateway.ts';
import type { TargetId } from '#azure/targets/target.ts';
import { lineOf } from '#state/line-edit.ts';
import { checkedForm } from '#state/selectors.ts';
import type { Workbench } from '#state/workbench.ts';
import type { Sessions } from './sessions.ts';

export const writes = ({ requests }: Sessions): readonly PlainRequest[] =>
  requests.filter(
    ({ method, url }) =>
      ['PUT', 'PATCH', 'DELETE'].includes(method) ||
      (method === 'POST' && /\/(start|stop|restart)\?/u.test(url)),
  );
export const bodyOf = (request: PlainRequest | undefined): unknown => JSON.parse(request?.body ?? 'null');
export const operationOf = (workbench: Workbench) => workbench.store.getState().operations[0];
export const computeNamed = (workbench: Workbench, name: string) => {
  const found = workbench.store.getState().board?.computes.data?.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no compute ${name}`);
  return found;
};

/** Fills the form of a target, waits for its checks, and sends it. */
export const create = async (
  sessions: Sessions,
  workbench: Workbench,
  target: TargetId,
  typed: Readonly<Record<string, string>>,
): Promise<void> => {
  const { commands } = workbench;
  commands.openForm(target);
  for (const [field, text] of Object.entries(typed)) commands.setLine(field, lineOf(text));
  commands.review();
  await sessions.run(400);
  commands.send();
  await sessions.settle();
};

/** Fills the form that changes a compute, waits for its checks, and sends it. */
export const change = async (
  sessions: Sessions,
  workbench: Workbench,
  what: 'scale' | 'identity',
  name: string,
  typed: Readonly<Record<string, string>>,
): Promise<Json | undefined> => {
  const { commands } = workbench;
  commands.openChange(what, computeNamed(workbench, name).id);
  for (const [field, text] of Object.entries(typed)) commands.setLine(field, lineOf(text));
  const body = checkedForm(workbench.store.getState())?.plan?.body;
  commands.review();
  await sessions.run(400);
  commands.send();
  await sessions.settle();
  return body;
};

export const remove = (workbench: Workbench, name: string): void => {
  const { commands } = workbench;
  commands.select('computes', computeNamed(workbench, name).id.toLowerCase());
  commands.openRemove();
  commands.setOverlayLine(lineOf(name));
  commands.confirmRemove();
};

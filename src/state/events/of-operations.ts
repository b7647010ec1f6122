import { sameId } from '#azure/place.ts';
import type { Problem, ServiceError } from '#azure/problem.ts';
import type { Operation } from '../app-state.ts';
import { isOutcomeUnknown } from '../outcome.ts';
import type { Sighting } from './work-event.ts';

/** The service's own words of an error, in one line. */
export const errorWords = ({ code, message }: ServiceError): string =>
  [code, message].filter((part) => part !== '').join(': ');

const problemWords = (problem: Problem): string => {
  if ('error' in problem) return errorWords(problem.error);
  return problem.kind === 'unreachable' ? `no answer (${problem.reason})` : problem.kind;
};

/** What a write has done, once it has succeeded. A kind of write without words of its own is told by its name. */
const done: Readonly<Partial<Record<string, string>>> = {
  create: 'created',
  scale: 'scaled',
  identity: 'identity changed',
  start: 'started',
  stop: 'stopped',
  restart: 'restarted',
  delete: 'deleted',
  detach: 'detached',
  cancel: 'cancelled',
};

const outcomeOf = (operation: Operation): Pick<Sighting, 'change' | 'tone'> => {
  const { does, attaching, state, errors, problem, unanswered } = operation;
  const what = attaching === true ? 'attach' : does;
  if (state === 'succeeded') {
    const words = attaching === true ? 'attached' : (done[does] ?? `${does} done`);
    return { change: unanswered === undefined ? words : `${words}, as looking shows`, tone: 'works' };
  }
  if (isOutcomeUnknown(operation))
    return { change: `${what}: no answer, it may have been done`, tone: 'needsPerson' };
  const [error] = errors;
  const words = error === undefined ? problem && problemWords(problem) : errorWords(error);
  return { change: `${what} failed${words === undefined ? '' : `: ${words}`}`, tone: 'needsPerson' };
};

/** The operations of ours that have ended between two looks. */
export const endedOperations = (
  before: readonly Operation[],
  after: readonly Operation[],
): readonly Operation[] => {
  if (before === after) return [];
  const going = new Set(before.flatMap(({ id, endedAt }) => (endedAt === undefined ? [id] : [])));
  return after.filter(({ id, endedAt }) => endedAt !== undefined && going.has(id));
};

/** How an operation of ours has ended. */
export const endSighting = (operation: Operation): Sighting => {
  const { id, name, startedAt, endedAt = startedAt } = operation;
  return {
    kind: 'operation',
    name,
    who: 'you',
    ...outcomeOf(operation),
    subject: { is: 'operation', id },
    ours: { id, tookMs: endedAt - startedAt },
  };
};

/** What an operation has changed is seen at the latest this long after its end, ms. */
const aftermathMs = 60_000;

/** The operation of ours that explains a change of a compute seen at wall time `now`, if there is one. */
export const operationBehind = (
  operations: readonly Operation[],
  computeId: string,
  now: number,
): Operation | undefined =>
  operations.find(
    (each) =>
      sameId(each.computeId, computeId) && (each.endedAt === undefined || now - each.endedAt < aftermathMs),
  );

import { plain } from '#azure/plain.ts';
import type { Problem } from '#azure/problem.ts';
import { explain, requestIdOf } from '#screens/explain.ts';

const ended = (text: string): string => (text === '' || /[.!?]$/u.test(text) ? text : `${text}.`);

/** A problem on one line: what it is, the service's own words, and the id that Azure's support asks for. */
export const problemSentence = (problem: Problem): string => {
  const { what, why } = explain(problem);
  const id = requestIdOf(problem);
  const request = id === undefined ? '' : `(request ${plain(id)})`;
  return [ended(what), ended(why), request]
    .filter((each) => each !== '')
    .join(' ')
    .replaceAll(/\s+/gu, ' ');
};

/** A problem as programs read it. */
export const problemRecord = (problem: Problem) => ({
  kind: problem.kind,
  code: 'error' in problem ? problem.error.code : 'reason' in problem ? problem.reason : '',
  message: 'error' in problem ? problem.error.message : 'detail' in problem ? problem.detail : '',
  requestId: requestIdOf(problem) ?? null,
});

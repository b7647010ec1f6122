import type { Problem } from '../problem.ts';

/**
 * A problem on its way through code that can only throw: the SDK's pipeline and credentials. Thrown and caught inside this
 * folder; what leaves it is the value.
 */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.kind);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

import { bearerTokenAuthenticationPolicyName, type Pipeline } from '@azure/core-rest-pipeline';
import { actionOf, isWrite, resourcePath } from './action.ts';
import { ProblemError } from './problem-error.ts';

/**
 * Refuses every request that could change something where `isReadOnly` says so of its ARM path, before a token is asked for. What
 * is not known to only read counts as a change.
 */
export const refuseWrites = (pipeline: Pipeline, isReadOnly: (path: string) => boolean): void =>
  pipeline.addPolicy(
    {
      name: 'readOnly',
      sendRequest: async (request, next) => {
        const path = resourcePath(request.url);
        if (isWrite(request.method, path) && isReadOnly(path))
          throw new ProblemError({ kind: 'read-only', what: actionOf(request.method, path).action });
        return next(request);
      },
    },
    { beforePolicies: [bearerTokenAuthenticationPolicyName] },
  );

import {
  bearerTokenAuthenticationPolicy,
  bearerTokenAuthenticationPolicyName,
  type Pipeline,
  type PipelinePolicy,
} from '@azure/core-rest-pipeline';
import type { TokenKeeper } from './token-keeper.ts';

export const newerTokenPolicyName = 'newerToken';

/**
 * A 401 to a token that has been replaced meanwhile says nothing about who is signed in now. The request was not carried
 * out, so it is sent once more with the token of now.
 */
const newerToken = (keeper: TokenKeeper): PipelinePolicy => ({
  name: newerTokenPolicyName,
  sendRequest: async (request, next) => {
    const response = await next(request);
    if (response.status !== 401) return response;
    const sent = request.headers.get('authorization')?.replace(/^\S+ /u, '');
    return sent !== undefined && keeper.hasNewer(sent) ? next(request) : response;
  },
});

/** Signs requests with the keeper's token instead of the SDK's own cache; claims that the service asks for are the SDK's business. */
export const authorizeWith = (pipeline: Pipeline, keeper: TokenKeeper, scopes: readonly string[]): void => {
  pipeline.removePolicy({ name: bearerTokenAuthenticationPolicyName });
  pipeline.addPolicy(
    bearerTokenAuthenticationPolicy({
      credential: keeper,
      scopes: [...scopes],
      challengeCallbacks: {
        authorizeRequest: async ({ request }) => {
          const { abortSignal } = request;
          const options = { enableCae: true, ...(abortSignal === undefined ? {} : { abortSignal }) };
          const { token } = await keeper.getToken([...scopes], options);
          request.headers.set('authorization', `Bearer ${token}`);
        },
      },
    }),
  );
  pipeline.addPolicy(newerToken(keeper), { beforePolicies: [bearerTokenAuthenticationPolicyName] });
};

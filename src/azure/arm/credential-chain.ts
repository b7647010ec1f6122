import type { TokenCredential } from '@azure/core-auth';
import type { SignInWay } from '../sign-in.ts';
import type { SignInTraffic } from './sign-in-traffic.ts';

/** One way of a chain. It is made when its turn comes, because some refuse to be made where they are not configured. */
export type ChainMember = {
  readonly name: string;
  readonly way: SignInWay;
  readonly make: () => TokenCredential;
};

/**
 * "Not here": the next member is asked. Any other error is the answer: what is configured and refused must not be passed
 * over.
 */
const passes = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'CredentialUnavailableError';

const longestReason = 120;

/** The library explains at length what to install: its first sentence says enough. */
const firstSentence = (text: string): string => {
  const words = text.replace(/^Error: /u, '');
  const end = words.search(/[.\n](?:\s|$)/u);
  return words.slice(0, Math.min(end < 0 ? words.length : end, longestReason));
};

/**
 * Asks one way after the other and stays with the first that answers: the next token comes from the same one. `answered` tells which,
 * undefined before. Where the network kept one from deciding, the chain ends there: nobody must become somebody else
 * because a line was down.
 */
export const chainOf = (
  members: readonly ChainMember[],
  traffic: SignInTraffic,
): { readonly credential: TokenCredential; readonly answered: () => SignInWay | undefined } => {
  let found: { readonly way: SignInWay; readonly credential: TokenCredential } | undefined;
  const credential: TokenCredential = {
    getToken: async (scopes, options) => {
      if (found !== undefined) return found.credential.getToken(scopes, options);
      const reasons: string[] = [];
      for (const { name, way, make } of members) {
        try {
          const own = make();
          const token = await own.getToken(scopes, options);
          if (token === null) continue;
          found = { way, credential: own };
          return token;
        } catch (error) {
          // The library calls a tenant that the service does not know "not available here".
          const decided = traffic.trouble() ?? traffic.refusal();
          const isOver = decided !== undefined || options?.abortSignal?.aborted === true;
          if (isOver || !passes(error)) throw error;
          reasons.push(`${name}: ${firstSentence(error.message)}.`);
        }
      }
      const message = `Nobody is signed in. ${reasons.join(' ')}`;
      throw Object.assign(new Error(message), { name: 'AggregateAuthenticationError' });
    },
  };
  return { credential, answered: () => found?.way };
};

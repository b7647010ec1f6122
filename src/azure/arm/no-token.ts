import { withoutSecrets } from '../known-secrets.ts';
import { plain } from '../plain.ts';
import { withoutProofs } from '../proofs.ts';
import type { Problem } from '../problem.ts';
import type { SignInWay } from '../sign-in.ts';
import { ProblemError } from './problem-error.ts';
import type { SignInTraffic } from './sign-in-traffic.ts';

const longestMessage = 600;

/** What a way is called when it cannot be used here, for the code of the problem. The default chain keeps the library's word. */
const unavailable: Readonly<Partial<Record<SignInWay, string>>> = {
  cli: 'AzureCliUnavailable',
  'managed-identity': 'ManagedIdentityUnavailable',
  'service-principal': 'ServicePrincipalUnavailable',
  'workload-identity': 'WorkloadIdentityUnavailable',
};

/** Microsoft Entra's own code, which its words begin with. */
const entraCode = /\bAADSTS\d{3,8}\b/u;

/** Entra's words without its code, its trace and its time; anything else as it is. */
const wordsOf = (message: string): { readonly code?: string; readonly message: string } => {
  const found = entraCode.exec(message);
  if (found === null) return { message: plain(message).slice(0, longestMessage) };
  const [code] = found;
  const after = message.slice(found.index + code.length).replace(/^[:\s]+/u, '');
  const [line = ''] = after.split(/\r?\n| Trace ID:/u);
  return { code, message: plain(line).slice(0, longestMessage) };
};

/** The code of the error that the library wrapped: OAuth's, such as `authorization_declined`. */
const innerCode = (cause: unknown): string | undefined =>
  cause instanceof Error && 'errorCode' in cause && typeof cause.errorCode === 'string'
    ? cause.errorCode
    : undefined;

/**
 * What it means that a credential threw: trouble on the way to the sign-in service counts as that, everything else as nobody being
 * signed in. Never holds a secret: the library's errors name what was asked and what the service said, and what that repeats of what it was told is left out.
 */
export const whyNoToken = (thrown: unknown, way: SignInWay, traffic: SignInTraffic): Problem => {
  if (thrown instanceof ProblemError) return thrown.problem;
  const trouble = traffic.trouble();
  if (trouble !== undefined) return trouble;
  const refusal = traffic.refusal();
  if (refusal !== undefined) return signedOut(refusal.code, refusal.message);
  const error = thrown instanceof Error ? thrown : new Error('Unknown reason.');
  const own = error.name === 'CredentialUnavailableError' ? unavailable[way] : innerCode(error.cause);
  return signedOut(own ?? error.name, error.message);
};

const signedOut = (code: string, words: string): Problem => {
  const { code: entra, message } = wordsOf(withoutProofs(withoutSecrets(words)));
  return { kind: 'signed-out', error: { code: plain(withoutSecrets(entra ?? code)), message, details: [] } };
};

import type { TokenCredential } from '@azure/core-auth';
import type { Cloud } from '../clouds.ts';
import type { Answer, Problem } from '../problem.ts';
import type { Account, DevicePrompt, SignIn, SignInNews, SignInWay } from '../sign-in.ts';
import { accountOf } from './account.ts';
import { classifyThrown } from './classify.ts';
import { makeCredential, type CredentialSetting, type MadeCredential } from './credential.ts';
import { signInWithCode } from './device-code.ts';
import { completeCloud } from './discover-cloud.ts';
import { whyNoToken } from './no-token.ts';
import { ProblemError } from './problem-error.ts';
import { createSignInTraffic, type SignInTraffic } from './sign-in-traffic.ts';
import { TokenKeeper } from './token-keeper.ts';
import type { Transport } from './transport.ts';
import { unlessAborted } from './unless-aborted.ts';

export type SignInOptions = {
  /** An authority of '' is asked of the endpoint before the first sign-in. */
  readonly cloud: Cloud;
  /** How requests get their first token. */
  readonly way: SignInWay;
  readonly tenantId?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Who answers instead of the network: the sign-in service and the cloud's metadata. */
  readonly transport?: Transport;
  /** How long one exchange with the sign-in service may take, and the whole of a way that asks nobody, in ms. */
  readonly timeoutMs?: number;
};

/** Signing in, and what a gateway needs of it. */
export type SignInSession = {
  readonly signIn: SignIn;
  /** The credential of the gateway. It asks for the cloud's own scope, whatever it is asked for. */
  readonly credential: TokenKeeper;
  /** Tokens for another of the cloud's services, by its scope, from whoever is signed in. Never begins a sign-in that asks somebody. */
  readonly credentialFor: (scope: string) => TokenKeeper;
  readonly who: () => string | undefined;
};

/** A credential whose failures are problems, and which remembers the way behind it. */
type Way = MadeCredential & { readonly traffic: SignInTraffic };

const timeoutMsByDefault = 30_000;

const neverAsked: Problem = {
  kind: 'signed-out',
  error: { code: 'DeviceCodeNeeded', message: 'Nobody has signed in with a code yet.', details: [] },
};

const neverPrompted = (): void => undefined;

/**
 * Signing in to one cloud. Nothing is loaded or asked before the first request needs a token. Requests never prompt: only
 * `signIn` with `device-code` does.
 */
export const createSignIn = (options: SignInOptions): SignInSession => {
  const { way: firstWay, transport, timeoutMs = timeoutMsByDefault } = options;
  const subscribers = new Set<SignInNews>();
  let cloud: Cloud | undefined;
  let current: Way | undefined;
  let account: Account | undefined;

  const completed = async (signal: AbortSignal): Promise<Cloud> => {
    cloud ??= await completeCloud(
      options.cloud,
      signal,
      createSignInTraffic(timeoutMs, transport).httpClient,
    );
    return cloud;
  };

  const settingFor = async (signal: AbortSignal): Promise<CredentialSetting> => ({
    cloud: await completed(signal),
    env: options.env,
    traffic: createSignInTraffic(timeoutMs, transport),
    ...(options.tenantId === undefined ? {} : { tenantId: options.tenantId }),
  });

  const wayOf = async (
    way: SignInWay,
    setting: CredentialSetting,
    prompted: (prompt: DevicePrompt) => void,
    signal: AbortSignal,
  ): Promise<Way> => {
    const { traffic } = setting;
    try {
      if (way !== 'device-code') return { ...(await makeCredential(way, setting)), traffic };
      return { ...(await signInWithCode(setting, prompted, signal, keeper.wantedClaims)), traffic };
    } catch (error) {
      if (signal.aborted) throw error;
      throw new ProblemError(whyNoToken(error, way, traffic));
    }
  };

  /** The same credential, with one scope and problems for errors. */
  const telling = (made: Way, scope: string): TokenCredential => ({
    getToken: async (_scopes, asked) => {
      made.traffic.forget();
      try {
        return await made.credential.getToken(scope, asked);
      } catch (error) {
        if (asked?.abortSignal?.aborted === true) throw error;
        throw new ProblemError(whyNoToken(error, made.way(), made.traffic));
      }
    },
  });

  /** Before anybody has signed in here: the way that the program was started with. */
  const first: TokenCredential = {
    getToken: async (scopes, asked) => {
      if (firstWay === 'device-code') throw new ProblemError(neverAsked);
      const signal =
        asked?.abortSignal instanceof AbortSignal ? asked.abortSignal : new AbortController().signal;
      if (current === undefined)
        current = await wayOf(firstWay, await settingFor(signal), neverPrompted, signal);
      return telling(current, (await completed(signal)).scope).getToken(scopes, asked);
    },
  };

  const keeper = new TokenKeeper(first, {
    signedIn: ({ token }) => {
      account = accountOf(token, current?.way() ?? firstWay);
      for (const { signedIn } of subscribers) signedIn(account);
    },
    signedOut: (problem) => {
      account = undefined;
      for (const { signedOut } of subscribers) signedOut(problem);
    },
  });

  const others: TokenKeeper[] = [];
  const credentialFor = (scope: string): TokenKeeper => {
    const other = new TokenKeeper({
      getToken: async (scopes, asked) => {
        if (current === undefined) await keeper.getToken(scopes, asked);
        if (current === undefined) throw new ProblemError(neverAsked);
        return telling(current, scope).getToken(scopes, asked);
      },
    });
    others.push(other);
    return other;
  };

  const begin = async (
    way: SignInWay,
    prompted: (prompt: DevicePrompt) => void,
    signal: AbortSignal,
  ): Promise<Account> => {
    const setting = await settingFor(signal);
    const made = await wayOf(way, setting, prompted, signal);
    const credential = telling(made, setting.cloud.scope);
    const token = await credential.getToken(setting.cloud.scope, { abortSignal: signal, enableCae: true });
    signal.throwIfAborted();
    if (token === null) throw new ProblemError(neverAsked);
    current = made;
    keeper.replace(credential, token);
    for (const other of others) other.forget();
    return accountOf(token.token, made.way());
  };

  const signIn = async (
    way: SignInWay,
    prompted: (prompt: DevicePrompt) => void,
    signal: AbortSignal,
  ): Promise<Answer<Account>> => {
    // A code has its own end, which the service sets.
    const limit = way === 'device-code' ? signal : AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      return { ok: true, value: await unlessAborted(begin(way, prompted, limit), [limit]) };
    } catch (error) {
      if (signal.aborted) return { ok: false, problem: { kind: 'aborted' } };
      if (limit.aborted) return { ok: false, problem: { kind: 'unreachable', reason: 'timeout' } };
      return { ok: false, problem: classifyThrown(error) };
    }
  };

  const subscribe = (told: SignInNews): (() => void) => {
    subscribers.add(told);
    const known = account;
    if (known !== undefined)
      queueMicrotask(() => {
        if (subscribers.has(told)) told.signedIn(known);
      });
    return () => void subscribers.delete(told);
  };

  return { signIn: { signIn, subscribe }, credential: keeper, credentialFor, who: () => account?.name };
};

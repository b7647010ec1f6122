import type { AccessToken, GetTokenOptions, TokenCredential } from '@azure/core-auth';
import type { Problem } from '../problem.ts';
import { unlessAborted } from './unless-aborted.ts';

/** How long before its end a token is renewed, while requests go on with the old one. */
const renewedBeforeMs = 2 * 60_000;
/** A token so near its end counts as ended. */
const endsBeforeMs = 5000;
/** After a renewal that failed, none is begun for so long: some credentials start a program each time. */
const renewalPauseMs = 30_000;

type Acquisition = {
  readonly token: Promise<AccessToken>;
  readonly cut: AbortController;
  waiting: number;
};

/** What the keeper tells whoever knows about signing in. */
export type KeeperNews = {
  /** There is a token, or one that was refused serves again. */
  readonly signedIn: (token: AccessToken) => void;
  /** A request found nobody signed in, and nobody has signed in since it was sent. */
  readonly signedOut: (problem: Problem) => void;
};

/**
 * The one token that all requests share. It is asked for once however many requests wait for it, and the one who gives up does
 * not take it from the others. The SDK's own cache cannot be told that somebody signed in again, and rejects in nobody's hands when
 * a renewal in the background fails for good; this one is used instead.
 */
export class TokenKeeper implements TokenCredential {
  #credential: TokenCredential;
  #token: AccessToken | undefined;
  #acquisition: Acquisition | undefined;
  #era = 0;
  #isTold = false;
  #renewNotBefore = 0;
  #claims: string | undefined;
  readonly #news: KeeperNews | undefined;

  constructor(credential: TokenCredential, news?: KeeperNews) {
    this.#credential = credential;
    this.#news = news;
  }

  /** Grows by one with every sign-in. */
  get era(): number {
    return this.#era;
  }

  /** What the service wants a new token to prove, since it last refused one for that reason. */
  get wantedClaims(): string | undefined {
    return this.#claims;
  }

  /** Whether requests would carry another token now. */
  hasNewer(token: string): boolean {
    return this.#token !== undefined && this.#token.token !== token;
  }

  /** Somebody signed in: requests use the new token at once, those that wait for one included. */
  replace(credential: TokenCredential, token: AccessToken): void {
    this.forget();
    this.#credential = credential;
    this.#token = token;
    this.#tell();
  }

  /** Somebody signed in elsewhere: the next request asks for a token anew, and so do those that wait for one. */
  forget(): void {
    this.#era += 1;
    this.#claims = undefined;
    this.#acquisition?.cut.abort();
    this.#acquisition = undefined;
    this.#token = undefined;
    this.#renewNotBefore = 0;
    this.#isTold = false;
  }

  /** A request that was begun in `era` found nobody signed in. */
  noteSignedOut(era: number, problem: Problem): void {
    if (era !== this.#era) return;
    this.#isTold = false;
    this.#news?.signedOut(problem);
  }

  /** A request was answered as one of somebody who is signed in. */
  noteAnswered(): void {
    this.#tell();
  }

  #tell(): void {
    if (this.#isTold || this.#token === undefined) return;
    this.#isTold = true;
    this.#news?.signedIn(this.#token);
  }

  async getToken(scopes: string | string[], options: GetTokenOptions = {}): Promise<AccessToken> {
    for (;;) {
      const era = this.#era;
      try {
        const token = await this.#get(scopes, options);
        if (era === this.#era) return token;
      } catch (error) {
        if (era === this.#era || options.abortSignal?.aborted === true) throw error;
      }
    }
  }

  async #get(scopes: string | string[], options: GetTokenOptions): Promise<AccessToken> {
    const nowMs = Date.now();
    const token = options.claims === undefined ? this.#token : undefined;
    if (options.claims !== undefined) this.#claims = options.claims;
    if (token !== undefined && token.expiresOnTimestamp - endsBeforeMs > nowMs) {
      const renewAt = Math.min(
        token.expiresOnTimestamp - renewedBeforeMs,
        token.refreshAfterTimestamp ?? Infinity,
      );
      if (renewAt <= nowMs && this.#renewNotBefore <= nowMs) this.#renew(scopes, options);
      return token;
    }
    return this.#join(scopes, options);
  }

  /** Renews while the old token still serves: a failure is nobody's problem before that one ends. */
  #renew(scopes: string | string[], { enableCae }: GetTokenOptions): void {
    this.#renewNotBefore = Date.now() + renewalPauseMs;
    const cut = AbortSignal.timeout(renewalPauseMs);
    this.#join(scopes, { ...(enableCae === undefined ? {} : { enableCae }), abortSignal: cut }).catch(
      () => undefined,
    );
  }

  async #join(scopes: string | string[], options: GetTokenOptions): Promise<AccessToken> {
    const acquisition =
      options.claims === undefined
        ? (this.#acquisition ?? this.#acquire(scopes, options))
        : this.#acquire(scopes, options);
    acquisition.waiting += 1;
    try {
      const own = options.abortSignal === undefined ? [] : [options.abortSignal];
      return await unlessAborted(acquisition.token, [acquisition.cut.signal, ...own]);
    } finally {
      acquisition.waiting -= 1;
      if (acquisition.waiting === 0) this.#drop(acquisition);
    }
  }

  #drop(acquisition: Acquisition): void {
    acquisition.cut.abort();
    if (this.#acquisition === acquisition) this.#acquisition = undefined;
  }

  #acquire(scopes: string | string[], options: GetTokenOptions): Acquisition {
    const cut = new AbortController();
    const acquisition = {
      token: this.#ask(scopes, { ...options, abortSignal: cut.signal }),
      cut,
      waiting: 0,
    };
    // Everybody who waits may have given up when it fails.
    acquisition.token.catch(() => undefined);
    this.#acquisition = acquisition;
    return acquisition;
  }

  async #ask(scopes: string | string[], options: GetTokenOptions): Promise<AccessToken> {
    const era = this.#era;
    const token = await this.#credential.getToken(scopes, options);
    if (token === null) throw Object.assign(new Error('No token.'), { name: 'CredentialUnavailableError' });
    if (era !== this.#era) return token;
    this.#token = token;
    if (options.claims !== undefined) this.#claims = undefined;
    this.#tell();
    return token;
  }
}

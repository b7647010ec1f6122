import type { Answer, Problem } from './problem.ts';

/** The ways to sign in, by the words of `--auth`. None of them but `device-code` ever asks the user for anything. */
export const signInWays = [
  'default',
  'cli',
  'device-code',
  'managed-identity',
  'service-principal',
  'workload-identity',
] as const;
export type SignInWay = (typeof signInWays)[number];

/** Who is signed in, as the access token itself says it; every text has been through `plain`. */
export type Account = {
  /** The user's sign-in name, or the name (else the client id) of the application or identity. */
  readonly name: string;
  readonly tenantId?: string;
  /** What else the service may call the same account: its display name, its object id and the like. */
  readonly aliases?: readonly string[];
  /** The way that led to it; of the default chain, the member that answered. */
  readonly way: SignInWay;
};

/** What the user is asked to do in a browser of any machine. */
export type DevicePrompt = {
  readonly userCode: string;
  readonly verificationUrl: string;
  /** Wall time in ms at which the code ends. */
  readonly expiresAtMs: number;
};

/**
 * Signing in, as screens and state know it. The gateway's own requests never prompt: where they find nobody signed in they
 * answer `signed-out`, and it is for the user to begin a sign-in here.
 */
export type SignIn = {
  /**
   * Signs in because the user asked for it: the only call that may prompt. Requests sent afterwards use what it brought. A
   * failure comes back as a `signed-out` or `unreachable` problem and leaves what was there before.
   */
  readonly signIn: (
    way: SignInWay,
    prompted: (prompt: DevicePrompt) => void,
    signal: AbortSignal,
  ) => Promise<Answer<Account>>;
  /** Tells whenever a request finds nobody signed in (any more), and when it is known who is. Returns how to stop being told. */
  readonly subscribe: (told: SignInNews) => () => void;
};

export type SignInNews = {
  readonly signedOut: (problem: Problem) => void;
  readonly signedIn: (account: Account) => void;
};

import type { Cloud } from '#azure/clouds.ts';
import type { Problem } from '#azure/problem.ts';
import { signInWays, type Account, type DevicePrompt, type SignInWay } from '#azure/sign-in.ts';

/** Who is signed in, and how far a sign-in has come. Times are wall time, ms. */
export type Session = {
  /** Who is signed in; while nobody is, who was before. */
  readonly account?: Account;
  /** The way that worked last; before anything has worked, the one that the program was started with. */
  readonly before: SignInWay;
  /** Nobody is signed in: nothing is asked until somebody is. */
  readonly signedOut?: { readonly problem: Problem; readonly since: number };
  /** A sign-in that the user has begun and that has not ended. */
  readonly signingIn?: {
    readonly way: SignInWay;
    readonly startedAt: number;
    readonly prompt?: DevicePrompt;
  };
  /** How the last sign-in failed; gone when another one begins or succeeds. */
  readonly failed?: { readonly way: SignInWay; readonly problem: Problem };
  /** The card that offers to sign in is open; the choice under its cursor, by `choiceKey`. */
  readonly card?: { readonly at: string };
};

/** The clouds that can be chosen by name; a custom one has addresses that nobody would type into a card. */
const namedClouds = ['public', 'usgov', 'china'] as const satisfies readonly Cloud['id'][];
export type NamedCloud = (typeof namedClouds)[number];

/** What the card offers: another sign-in here, or another Azure. */
export type ConnectChoice =
  | { readonly to: 'sign-in'; readonly way: SignInWay; readonly asBefore: boolean }
  | { readonly to: 'cloud'; readonly cloud: NamedCloud }
  | { readonly to: 'demo' };

/** What tells choices apart. */
export const choiceKey = (choice: ConnectChoice): string => {
  switch (choice.to) {
    case 'sign-in':
      return choice.way;
    case 'cloud':
      return choice.cloud;
    case 'demo':
      return choice.to;
  }
};

/**
 * The choices of the card, in order: the way that worked before, the other ways, the default chain last of them; and, while no workspace
 * is open that would be lost, the other clouds (where it is known which one this is) and the demo.
 */
export const choicesOf = (
  before: SignInWay,
  cloud: Cloud['id'] | undefined,
  workspaceOpen: boolean,
): readonly ConnectChoice[] => {
  const others = signInWays.filter((way) => way !== before && way !== 'default');
  const ways = [before, ...others, ...(before === 'default' ? [] : (['default'] as const))];
  const clouds = cloud === undefined ? [] : namedClouds.filter((each) => each !== cloud);
  const elsewhere = [
    ...clouds.map((each) => ({ to: 'cloud', cloud: each }) as const),
    { to: 'demo' } as const,
  ];
  return [
    ...ways.map((way) => ({ to: 'sign-in', way, asBefore: way === before }) as const),
    ...(workspaceOpen ? [] : elsewhere),
  ];
};

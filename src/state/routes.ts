import type { TargetId } from '#azure/targets/target.ts';
import type { FormSubject } from './app-state.ts';

/** What a page of guidance is about: a kind of target, or what to do with a compute of that kind. */
export type GuideSubject =
  | { readonly is: 'target'; readonly target: TargetId }
  | { readonly is: 'compute'; readonly target: TargetId; readonly computeId: string };

/** What is explained: a row of the board, by its ids. */
export type WhySubject =
  | { readonly is: 'compute'; readonly id: string }
  | { readonly is: 'node'; readonly clusterId: string; readonly id: string }
  | { readonly is: 'job'; readonly name: string };

/** Where the user is: a tag and ids, never data. */
export type Route =
  | { readonly screen: 'workspaces' }
  | { readonly screen: 'board' }
  | { readonly screen: 'compute'; readonly id: string }
  | { readonly screen: 'node'; readonly clusterId: string; readonly id: string }
  | { readonly screen: 'job'; readonly name: string }
  /** The log of a job, or of a child of one. */
  | { readonly screen: 'log'; readonly run: string }
  | { readonly screen: 'targets' }
  | { readonly screen: 'form'; readonly subject: FormSubject }
  | { readonly screen: 'review'; readonly subject: FormSubject }
  /** The code of a compute. */
  | { readonly screen: 'code'; readonly id: string }
  /** What is known of a row, in sentences, and why it waits or what is wrong with it. */
  | { readonly screen: 'why'; readonly of: WhySubject }
  | { readonly screen: 'operations' }
  /** What the computes cost, or what of it is for nothing. */
  | { readonly screen: 'cost'; readonly shows: 'computes' | 'waste' }
  | { readonly screen: 'quota' }
  | { readonly screen: 'events' }
  | { readonly screen: 'calls' }
  | { readonly screen: 'guide'; readonly of: GuideSubject }
  | { readonly screen: 'progress'; readonly operation: string };

export type Screen = Route['screen'];

/** Never empty; the last one is on the screen. */
export type Stack = readonly [Route, ...Route[]];

export const topOf = (stack: Stack): Route => stack.at(-1) ?? stack[0];

export const pushed = (stack: Stack, route: Route): Stack => [...stack, route];

/** One step back; undefined when there is nowhere to go back to. */
export const popped = (stack: Stack): Stack | undefined => {
  const [root, ...rest] = stack;
  return rest.length === 0 ? undefined : [root, ...rest.slice(0, -1)];
};

/** Back to the nearest screen of that kind, or that screen alone when there is none. */
export const poppedTo = (stack: Stack, route: Route): Stack => {
  const [root, ...rest] = stack;
  if (root.screen === route.screen) return [route];
  const at = rest.findIndex((each) => each.screen === route.screen);
  return at < 0 ? [root, route] : [root, ...rest.slice(0, at), route];
};

/** The progress of an operation over the board, or over the bottom where there is none. */
export const progressOver = (stack: Stack, operation: string): Stack =>
  pushed(poppedTo(stack, { screen: 'board' }), { screen: 'progress', operation });

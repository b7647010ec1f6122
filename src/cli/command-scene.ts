import type { Gateway } from '#azure/gateway.ts';
import type { Place } from '#azure/place.ts';
import { plain } from '#azure/plain.ts';
import type { AppState } from '#state/app-state.ts';
import type { Clock } from '#state/clock.ts';
import type { Keeper } from '#state/keeper.ts';
import { exitCodeOf, outcomeLine, type Outcome } from './outcome.ts';

/** What every command that changes computes works with. */
export type CommandScene = {
  readonly gateway: Gateway;
  readonly place: Place;
  readonly about: AppState['about'];
  readonly keeper: Keeper;
  /** What the user's configuration says of the workspace, and the session of itself. */
  readonly care: { readonly protected: boolean; readonly readOnly: boolean };
  readonly yes: boolean;
  readonly confirm: string | undefined;
  readonly wait: boolean;
  readonly format: 'text' | 'json';
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Asks on the terminal; absent where there is none. */
  readonly ask?: (question: string) => Promise<string>;
  readonly clock?: Clock;
};

/** What is typed to confirm: the name, with the workspace's before it in a protected one. As on the screen. */
const confirmationOf = ({ care, place }: CommandScene, name: string): string =>
  care.protected ? `${place.workspace}/${name}` : name;

/**
 * Whether what destroys or changes something was agreed to, on the command line or on the terminal; undefined when it was, else what
 * is missing, in a sentence.
 */
export const notAgreed = async (
  scene: CommandScene,
  name: string,
  question: string,
): Promise<string | undefined> => {
  const { yes, confirm, care, place, ask } = scene;
  const named = confirm?.toLowerCase() === place.workspace.toLowerCase();
  if (yes && (!care.protected || named)) return undefined;
  const wanted = confirmationOf(scene, name);
  if (!yes && ask !== undefined) {
    const typed = await ask(`${question} Type ${wanted} to confirm: `);
    return typed === wanted ? undefined : `what was typed is not ${wanted}`;
  }
  return care.protected
    ? `the workspace is protected: --yes --confirm ${place.workspace} does it`
    : '--yes does it';
};

/** Prints what became of everything. @returns the exit code */
export const report = (scene: CommandScene, outcomes: readonly Outcome[]): number => {
  const { format, write, writeError } = scene;
  if (format === 'json') write(`${JSON.stringify({ faults: [], results: outcomes }, undefined, 2)}\n`);
  for (const outcome of outcomes) {
    if (format === 'text') write(`${outcomeLine(outcome)}\n`);
    for (const words of outcome.words) writeError(`${outcome.name}: ${plain(words)}\n`);
  }
  return exitCodeOf(outcomes);
};

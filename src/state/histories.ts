import { idKey } from '#azure/place.ts';
import type { History } from './history.ts';
import { together } from './measured.ts';

/**
 * Measured histories of workspaces that outlive the program, for a day. Every call is over when it returns and none throws: what cannot be
 * kept for good is kept until the program ends.
 */
export type Histories = {
  readonly load: (workspaceId: string) => History;
  /** Adds what was measured here to what is kept, other sessions' share too. */
  readonly save: (workspaceId: string, history: History) => void;
};

/** Keeps histories until the program ends. */
export const createForgetfulHistories = (): Histories => {
  const kept = new Map<string, History>();
  const load = (workspaceId: string): History => kept.get(idKey(workspaceId)) ?? new Map();
  return {
    load,
    save: (workspaceId, history) => void kept.set(idKey(workspaceId), together(history, load(workspaceId))),
  };
};

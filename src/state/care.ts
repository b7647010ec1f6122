import type { AppState } from './app-state.ts';

/** Why nothing may be changed now, in words; undefined when changes may be sent. The session's own word comes before the workspace's. */
export const readOnlyReason = ({ about, board }: Pick<AppState, 'about' | 'board'>): string | undefined => {
  if (about.readOnly) return 'this session is read-only';
  return board?.readOnly === true ? 'this workspace is read-only by the configuration file' : undefined;
};

/** What is typed to confirm that something is destroyed or overwritten: its name, with the workspace's before it in a protected one. */
export const confirmationText = ({ board }: Pick<AppState, 'board'>, name: string): string =>
  board?.protected === true ? `${board.workspace.name}/${name}` : name;

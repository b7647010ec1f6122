import type { Place } from '#azure/place.ts';

/** A workspace that was opened lately: enough to show it before Azure has answered. */
export type RecentWorkspace = {
  readonly place: Place;
  readonly location: string;
  /** Wall time in ms. */
  readonly openedAt: number;
};

/** Workspaces opened lately, the newest first, of this user on this host. No call throws; what cannot be kept is kept until the program ends. */
export type Recents = {
  readonly load: () => readonly RecentWorkspace[];
  readonly note: (workspace: RecentWorkspace) => void;
};

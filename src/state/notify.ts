export const notifyWays = ['off', 'bell', 'terminal'] as const;
/** How the user is told that something of theirs has ended: not at all, by the terminal's bell, or by a notification of the terminal. */
export type NotifyWay = (typeof notifyWays)[number];

/** Something for the terminal to tell whoever looks elsewhere. The words are plain. */
export type News = { readonly way: Exclude<NotifyWay, 'off'>; readonly words: string };

import type { NotifyWay } from '#state/notify.ts';

const words: Readonly<Record<NotifyWay, string>> = {
  off: 'nothing is said when an operation or a job of yours ends',
  bell: 'a bell when an operation or a job of yours ends',
  terminal: 'a notification of the terminal when an operation or a job of yours ends',
};

/** How the user will be told from now on. */
export const notifyWords = (way: NotifyWay): string => words[way];

/** Commands that change computes without the full screen. */
export const computeCommands = ['apply', 'start', 'stop', 'restart', 'delete', 'detach'] as const;
export type ComputeCommand = (typeof computeCommands)[number];

export const isComputeCommand = (word: string | undefined): word is ComputeCommand =>
  computeCommands.some((each) => each === word);

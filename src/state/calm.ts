import type { Clock } from './clock.ts';

/** After so long without a key and without a change, ms, a steady board is asked less often. */
export const calmAfterMs = 5 * 60_000;

/** The steady pace of a calm board, in seconds: half of what it is otherwise. */
export const calmSeconds = 30;

/** Whether anything moves: the things in Azure, or the user. */
export type Calm = {
  /** Something has changed, or a key was pressed. @returns whether it was calm until now */
  readonly stir: () => boolean;
  readonly isCalm: () => boolean;
};

/** Remembers when something last moved. Has no timer: whoever asks is told. */
export const createCalm = ({ now }: Clock): Calm => {
  let stirredAt = now();
  const isCalm = (): boolean => now() - stirredAt >= calmAfterMs;
  return {
    isCalm,
    stir: () => {
      const was = isCalm();
      stirredAt = now();
      return was;
    },
  };
};

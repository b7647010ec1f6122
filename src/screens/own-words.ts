import type { CodeWords } from './code-words.ts';

/** What the workbench itself did not send after a last look, by its code, lower-cased. */
export const ownWords: Readonly<Record<string, CodeWords>> = {
  scaledmeanwhile: [
    'Somebody else has changed its scale meanwhile.',
    'Go back to the form: it shows what the cluster has now. Then review it again.',
  ],
};

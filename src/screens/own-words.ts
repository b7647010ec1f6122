import type { CodeWords } from './code-words.ts';

const taken: CodeWords = [
  'Something of that name is there already: somebody has created it meanwhile.',
  'Go back to the form and choose another name; r on the board shows what is there.',
];

/** What was not done because of what others did meanwhile: seen in a last look of the workbench, or by the service. By code, lower-cased. */
export const ownWords: Readonly<Record<string, CodeWords>> = {
  attachedalready: [
    'Somebody else has attached it meanwhile.',
    'Go back to the form: its checks name that entry and offer what can be done. Then review it again.',
  ],
  nameinuse: taken,
  preconditionfailed: taken,
  scaledmeanwhile: [
    'Somebody else has changed its scale meanwhile.',
    'Go back to the form: it shows what the cluster has now. Then review it again.',
  ],
};

import type { FormSubject } from './app-state.ts';

/** What the draft of a form is kept under in its workspace; undefined where none is kept. */
export const draftName = (subject: FormSubject | undefined): string | undefined => {
  switch (subject?.is) {
    case 'create':
      return subject.target;
    case 'job':
      return 'job';
    case 'change':
    case undefined:
      return undefined;
  }
};

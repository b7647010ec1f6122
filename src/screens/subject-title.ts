import { changeTitles } from '#azure/targets/change-titles.ts';
import { targetOf } from '#azure/targets/index.ts';
import type { FormSubject } from '#state/app-state.ts';

/** What a form makes, changes or submits, as a title. */
export const subjectTitle = (subject: FormSubject): string => {
  switch (subject.is) {
    case 'create':
      return targetOf(subject.target)?.title ?? subject.target;
    case 'change':
      return changeTitles[subject.change];
    case 'job':
      return 'Command job';
  }
};

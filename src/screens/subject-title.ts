import { changeTitles } from '#azure/targets/change-titles.ts';
import { targetOf } from '#azure/targets/index.ts';
import type { FormSubject } from '#state/app-state.ts';

/** What a form makes or changes, as a title. */
export const subjectTitle = (subject: FormSubject): string =>
  subject.is === 'create'
    ? (targetOf(subject.target)?.title ?? subject.target)
    : changeTitles[subject.change];

import { isTargetId } from '#azure/targets/index.ts';
import { placeOf, sameId, workspaceId } from '#azure/place.ts';
import type { AppState, FormSubject, Operation } from './app-state.ts';
import { subjectKey } from './selectors.ts';

/** What the form was about that a write came from; undefined for writes without one. */
export const subjectOfOperation = ({ does, computeId: id, target }: Operation): FormSubject | undefined => {
  const place = placeOf(id);
  if (does === 'submit') return place && { is: 'job', workspaceId: workspaceId(place) };
  if (does === 'create') return isTargetId(target) ? { is: 'create', target } : undefined;
  return does === 'scale' || does === 'identity' ? { is: 'change', change: does, computeId: id } : undefined;
};

/** The form to go back to after a write has failed, as it was left; undefined when there is none. */
export const formToReturnTo = (state: AppState, id: string): FormSubject | undefined => {
  const operation = state.operations.find((each) => each.id === id);
  if (operation?.state !== 'failed') return undefined;
  const subject = subjectOfOperation(operation);
  // A job's form means the workspace that it was opened in.
  if (subject?.is === 'job' && !sameId(subject.workspaceId, state.board?.workspace.id ?? ''))
    return undefined;
  return subject !== undefined && state.forms[subjectKey(subject)] !== undefined ? subject : undefined;
};

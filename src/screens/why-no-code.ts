import type { AppState } from '#state/app-state.ts';
import { codeViewModule } from '#state/late-commands.ts';
import { subjectCompute } from '#state/selectors.ts';
import type { ActionId } from './keys.ts';

/** Why there is nothing to copy, to select or to write. */
const nothing = (state: AppState): string | undefined => {
  const view = codeViewModule.now();
  if (view !== undefined && view.shownLanguage(state) === undefined) return 'Tab shows the code first';
  const code = view?.shownCode(state);
  if (code === undefined) return 'the code is not there yet';
  return code.is === 'none' ? code.why : undefined;
};

const noOther = (state: AppState): string | undefined =>
  (codeViewModule.now()?.computeCodes(state).length ?? 0) < 2
    ? 'there is nothing else to do with it'
    : undefined;

/** Why an action about code can do nothing now. */
export const codeReasons = {
  code: (state) => (subjectCompute(state) === undefined ? 'no compute is selected' : undefined),
  'action.next': noOther,
  'action.prev': noOther,
  'code.copy': nothing,
  'code.plain': nothing,
  'code.save': nothing,
} as const satisfies Readonly<Partial<Record<ActionId, (state: AppState) => string | undefined>>>;

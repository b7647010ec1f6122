import type { LanguageId } from '#azure/export/code.ts';
import type { Json } from '#azure/gateway.ts';
import type { AppState, FormSubject } from './app-state.ts';
import type { Remote } from './remote.ts';
import { pushed } from './routes.ts';

/** What of the code of an action is on the screen. */
export type CodeView = {
  /** Absent: on a review, the review itself. */
  readonly language?: LanguageId;
  /** Of a compute: which of the things that can be done with it. */
  readonly at: number;
  /** Of a compute: the whole of what the service tells of it. */
  readonly compute?: { readonly id: string; readonly remote: Remote<Json> };
  /** Rises when the printer has come: the screen is drawn anew then. */
  readonly printers: number;
};

export const freshCode: CodeView = { at: 0, printers: 0 };

/** On the review of a form, which begins with the review itself. */
export const reviewing = (state: AppState, subject: FormSubject): AppState => ({
  ...state,
  stack: pushed(state.stack, { screen: 'review', subject }),
  scroll: 0,
  code: freshCode,
});

import type { AppState } from '../app-state.ts';
import { codePrinter, loadCodePrinter } from '../code-printer.ts';
import type { CodeView } from '../code-state.ts';
import { codeTabs, computeCodes, proposedFile, shownLanguage } from '../code-view.ts';
import { lineOf } from '../line-edit.ts';
import { answered, asking, failed, unknown } from '../remote.ts';
import { pushed } from '../routes.ts';
import { findCompute } from '../selectors.ts';
import { update, type Context } from './context.ts';

/** What became of a file that was to be written. `taken`: there is one of that name, and it was left alone. */
export type Saved =
  | { readonly is: 'saved' }
  | { readonly is: 'taken' }
  | { readonly is: 'failed'; readonly why: string };

const within = (at: number, count: number): number => (count === 0 ? 0 : (at + count) % count);

/** The same action as code: on a review, and of a compute that exists. Asks Azure for one thing only: the whole of that compute. */
export const createCoding = (context: Context) => {
  const { store, gateway, clock } = context;
  const change = (to: (state: AppState) => AppState): void => {
    update(context, to);
  };
  const changeCode = (to: (code: CodeView) => CodeView): void => {
    change((state) => ({ ...state, scroll: 0, code: to(state.code) }));
  };

  const load = (): void => {
    if (codePrinter() !== undefined) return;
    void loadCodePrinter().then(() => {
      change((state) => ({ ...state, code: { ...state.code, printers: state.code.printers + 1 } }));
    });
  };

  const ask = async (id: string): Promise<void> => {
    const state = store.getState();
    const compute = findCompute(state, id);
    if (compute === undefined || state.board === undefined) return;
    const { place } = state.board.workspace;
    const answer = await gateway.readCompute(place, compute.name, new AbortController().signal);
    change((now) => {
      const told = now.code.compute;
      if (told?.id !== id) return now;
      const remote = answer.ok
        ? answered(answer.value, clock.now())
        : failed(told.remote, answer.problem, clock.now());
      return { ...now, code: { ...now.code, compute: { id, remote } } };
    });
  };

  return {
    /** Opens the code of a compute: what would make it again, and what acts on it. */
    openCode(id: string): void {
      load();
      change((state) => ({
        ...state,
        stack: pushed(state.stack, { screen: 'code', id }),
        scroll: 0,
        code: { ...state.code, at: 0, compute: { id, remote: asking(unknown()) } },
      }));
      void ask(id);
    },

    /** Shows the next or the previous language. */
    turnLanguage(by: 1 | -1): void {
      load();
      const state = store.getState();
      const tabs = codeTabs(state);
      const next = tabs[within(tabs.indexOf(shownLanguage(state)) + by, tabs.length)];
      changeCode(({ language: _, ...code }) => (next === undefined ? code : { ...code, language: next }));
    },

    /** Shows the code of the next or the previous thing that can be done with the compute. */
    turnAction(by: 1 | -1): void {
      const { length } = computeCodes(store.getState());
      changeCode((code) => ({ ...code, at: within(Math.min(code.at, length - 1) + by, length) }));
    },

    /** Asks for the path of a file for the code on the screen. */
    openSave(): void {
      change((state) => ({ ...state, overlay: { is: 'save', line: lineOf(proposedFile(state)) } }));
    },

    /** Tells what became of it. A file that is there is asked about first. */
    noteSaved(path: string, saved: Saved): void {
      change((state) => {
        const { overlay, ...rest } = state;
        switch (saved.is) {
          case 'saved':
            return {
              ...(overlay?.is === 'save' ? rest : state),
              notice: { words: `written to ${path}`, tone: 'plain' },
            };
          case 'taken':
            return overlay?.is === 'save' ? { ...state, overlay: { ...overlay, taken: path } } : state;
          case 'failed':
            return { ...state, notice: { words: `${path}: ${saved.why}`, tone: 'needsPerson' } };
        }
      });
    },
  };
};

import type { AppState } from '../app-state.ts';
import { guides, loadGuides } from '../guides.ts';
import { pushed, type GuideSubject } from '../routes.ts';
import { openGuide } from '../guide-selectors.ts';
import { routeOf } from '../selectors.ts';
import { servicePort, type ComputerLook, type ThisComputer } from '../this-computer.ts';
import { update, type Context } from './context.ts';

/** Pages of guidance: opening them, moving in them, and looking at this computer for the one that is about it. */
export const createGuides = (context: Context, computer: ThisComputer | undefined) => {
  const { store } = context;
  const change = (to: (state: AppState) => AppState): void => {
    update(context, to);
  };
  let looking = new AbortController();

  const found = (signal: AbortSignal, part: ComputerLook): void => {
    if (!signal.aborted)
      change((state) => ({
        ...state,
        guide: { at: 0, ...state.guide, look: { ...state.guide?.look, ...part } },
      }));
  };

  /** Looks anew; what was found before is forgotten. */
  const look = (): void => {
    if (computer === undefined) return;
    looking.abort();
    looking = new AbortController();
    const { signal } = looking;
    change((state) => ({ ...state, guide: { at: state.guide?.at ?? 0, look: {} } }));
    void computer.docker(signal).then((docker) => {
      found(signal, { docker });
    });
    void computer.port(servicePort, signal).then((port) => {
      found(signal, { port });
    });
  };

  const lookIfShown = (): void => {
    const shown = openGuide(store.getState())?.sections.some(({ findings }) => findings === true);
    if (shown === true) look();
  };

  const show = (of: GuideSubject): void => {
    change((state) => ({
      ...state,
      stack: pushed(state.stack, { screen: 'guide', of }),
      scroll: 0,
      guide: { at: 0 },
    }));
    lookIfShown();
  };

  return {
    commands: {
      /** Opens a page: at once, but for the first moments of the program, in which the pages are still being loaded. */
      openGuide(of: GuideSubject): void {
        if (guides() === undefined) void loadGuides().then(() => show(of));
        else show(of);
      },

      /** Marks the next or the previous of the page's pieces of code. */
      nextSnippet(by: 1 | -1): void {
        const count = openGuide(store.getState())?.sections.flatMap(({ snippets }) => snippets).length ?? 0;
        if (count > 0)
          change((state) => ({
            ...state,
            guide: { ...state.guide, at: ((state.guide?.at ?? 0) + by + count) % count },
          }));
      },

      /** Looks at this computer again, provided that the page on the screen says what was found. */
      lookAgain(): void {
        if (routeOf(store.getState()).screen === 'guide') lookIfShown();
      },
    },
    /** Ends a look that is under way. */
    close: (): void => {
      looking.abort();
    },
  };
};

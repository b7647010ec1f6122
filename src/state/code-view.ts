import { languages, type Code, type CodeAction, type LanguageId, type Where } from '#azure/export/code.ts';
import type { ComputeCode } from '#azure/export/of-compute.ts';
import type { Json } from '#azure/gateway.ts';
import type { Compute } from '#azure/model.ts';
import type { Place } from '#azure/place.ts';
import type { AnyPlan } from '#azure/targets/target.ts';
import type { AppState, FormSubject } from './app-state.ts';
import { codePrinter, type CodePrinter } from './code-printer.ts';
import { memo } from './memo.ts';
import { checkedForm, currentChecks, findCompute, routeOf } from './selectors.ts';

/** The tabs of a page that shows code; on a review, the first one is the review itself. */
export const codeTabs = (state: AppState): readonly (LanguageId | undefined)[] =>
  routeOf(state).screen === 'review' ? reviewTabs : computeTabs;
const computeTabs = languages.map(({ id }) => id);
const reviewTabs = [undefined, ...computeTabs];

/** The language that is shown; undefined on the review itself. */
export const shownLanguage = (state: AppState): LanguageId | undefined =>
  state.code.language ?? codeTabs(state)[0];

const none: readonly ComputeCode[] = [];
const codesOf = memo(
  (printer: CodePrinter | undefined, compute: Compute | undefined, raw: Json | undefined) =>
    printer === undefined || compute === undefined ? none : printer.codesOfCompute(compute, raw),
);

/** What there is code for on the page of a compute's code. */
export const computeCodes = (state: AppState): readonly ComputeCode[] => {
  const route = routeOf(state);
  return route.screen === 'code'
    ? codesOf(codePrinter(), findCompute(state, route.id), state.code.compute?.remote.data)
    : none;
};

/** Which of them is shown. */
export const shownCompute = (state: AppState): ComputeCode | undefined => {
  const codes = computeCodes(state);
  return codes[Math.min(state.code.at, codes.length - 1)];
};

const planned = memo(
  ({ name, body, secrets }: AnyPlan, subject: FormSubject, overwrites: boolean): CodeAction => {
    switch (subject.is) {
      case 'create':
        return { is: 'make', name, body, secrets, overwrites };
      case 'change':
        return { is: 'change', change: subject.change, name, body };
      case 'job':
        return { is: 'submit', name, body, secrets };
    }
  },
);

const shownAction = (state: AppState): CodeAction | undefined => {
  const route = routeOf(state);
  if (route.screen === 'code') return shownCompute(state)?.action;
  const plan = checkedForm(state)?.plan;
  return route.screen !== 'review' || plan === undefined
    ? undefined
    : planned(plan, route.subject, currentChecks(state)?.overwrites !== undefined);
};

const printed = memo(
  (printer: CodePrinter, language: LanguageId, action: CodeAction, place: Place, cloud: Where['cloud']) =>
    printer.codeOf(language, action, { place, cloud }),
);

/** The code on the screen; undefined on the review itself, and until it is there. */
export const shownCode = (state: AppState): Code | undefined => {
  const [printer, language, action] = [codePrinter(), shownLanguage(state), shownAction(state)];
  const place = state.board?.workspace.place;
  return printer === undefined || language === undefined || action === undefined || place === undefined
    ? undefined
    : // The demo's names are those of no cloud: its code is written for the public one.
      printed(printer, language, action, place, state.about.cloud ?? 'public');
};

/** The name of a file for the code on the screen, e.g. `train-create-cli-v2.sh`. */
export const proposedFile = (state: AppState): string => {
  const [language, action] = [shownLanguage(state), shownAction(state)];
  const ending = languages.find(({ id }) => id === language)?.ending ?? 'txt';
  const done = action?.is === 'change' ? action.change : action?.is === 'submit' ? 'submit' : 'create';
  const what = shownCompute(state)?.title ?? done;
  return `./${[action?.name ?? '', what, language ?? ''].join('-').replaceAll(/[^\w.-]+/gu, '-')}.${ending}`;
};

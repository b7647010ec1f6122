import { readSeconds } from '#azure/targets/durations.ts';
import type { FormFacts } from '#azure/targets/field.ts';
import type { AnyForm, FieldInfo } from '#azure/targets/target.ts';
import type { AppState, FormState } from './app-state.ts';
import type { CheckResult, Checks } from './checks.ts';
import { memo } from './memo.ts';
import { currentChecks, formFacts, openForm, openTargetForm, visibleFields } from './selectors.ts';

/** A field of a form that changes something, where it asks for another value than the service has; each value as the field shows it. */
export type ChangedField = {
  readonly name: string;
  readonly label: string;
  /** What the service had when the form was opened. */
  readonly opened: string;
  readonly now: string;
  readonly to: string;
};

/** `3m` is `180s`, and `07` is `7`. */
const means = (text: string): number | string => readSeconds(text.trim()) ?? text.trim();

const shownAs = ({ kind }: FieldInfo, text: string): string =>
  (kind.is === 'choice' ? kind.options.find(({ value }) => value === text)?.label : undefined) ?? text.trim();

const none: readonly ChangedField[] = [];
const changedIn = memo(
  (
    filled: FormState | undefined,
    form: AnyForm | undefined,
    facts: FormFacts | undefined,
    fields: readonly FieldInfo[],
  ): readonly ChangedField[] => {
    const opened = filled?.opened;
    if (filled === undefined || opened === undefined || form === undefined || facts === undefined)
      return none;
    const initial = form.initial(facts);
    return fields.flatMap((field) => {
      const { name, label } = field;
      const [now, to] = [initial[name] ?? '', filled.lines[name]?.text ?? ''];
      if (means(now) === means(to)) return [];
      const shown = (text: string): string => shownAs(field, text);
      return [{ name, label, opened: shown(opened[name] ?? now), now: shown(now), to: shown(to) }];
    });
  },
);

/** The fields by which the open form would change what the service has; none in a form that makes something. */
export const changedFields = (state: AppState): readonly ChangedField[] =>
  changedIn(openForm(state), openTargetForm(state), formFacts(state), visibleFields(state));

const said = (text: string): string => (text === '' ? 'nothing' : text);

const withMeanwhile = memo(
  (checks: Checks | undefined, changed: readonly ChangedField[]): Checks | undefined => {
    if (checks === undefined) return undefined;
    const meanwhile = changed
      .filter(({ opened, now }) => means(opened) !== means(now))
      .map(({ name, label, opened, now }): CheckResult => ({
        id: `meanwhile-${name}`,
        is: 'warn',
        words: `${label.toLowerCase()} was ${said(opened)} when this was opened, is ${said(now)} now`,
      }));
    return meanwhile.length === 0 ? checks : { ...checks, results: [...meanwhile, ...checks.results] };
  },
);

/** The checks of the open plan, with a warning for each field that was typed and that somebody else has changed since. */
export const shownChecks = (state: AppState): Checks | undefined =>
  withMeanwhile(currentChecks(state), changedFields(state));

import type { FormFacts } from '#azure/targets/field.ts';
import type { AnyForm } from '#azure/targets/target.ts';
import type { FormState } from './app-state.ts';
import { lineOf } from './line-edit.ts';
import { memo } from './memo.ts';

/** Whether a form that changes something holds anything that was typed: another text than the service had when it was opened. */
export const isTyped = ({ lines, opened }: FormState): boolean =>
  opened !== undefined && Object.entries(lines).some(([name, { text }]) => text !== opened[name]);

/**
 * A form that changes something, with what the service has now in every field that was not typed into: somebody else may have changed it since
 * the form was opened, and all of its fields are sent. What was typed stays. Any other form, or one whose subject is gone, is returned as it is.
 */
export const followed = memo(
  (filled: FormState, form: AnyForm | undefined, facts: FormFacts | undefined): FormState => {
    if (filled.opened === undefined || form === undefined || facts === undefined) return filled;
    const [lines, opened] = [{ ...filled.lines }, { ...filled.opened }];
    let moved = false;
    for (const [name, initial] of Object.entries(form.initial(facts))) {
      const now = lineOf(initial);
      const [typed, before] = [lines[name]?.text, opened[name]];
      if (now.text === before || (typed !== before && typed !== now.text)) continue;
      if (typed === before) lines[name] = now;
      opened[name] = now.text;
      moved = true;
    }
    return moved ? { ...filled, lines, opened } : filled;
  },
);

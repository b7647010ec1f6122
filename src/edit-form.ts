import type { Fault } from '#azure/compute-yaml/yaml-node.ts';
import { readForm } from '#state/form-yaml/read-form.ts';
import { writeForm } from '#state/form-yaml/write-form.ts';
import type { FormState } from '#state/app-state.ts';
import { lineFor } from '#state/field-lines.ts';
import { subjectTitle } from '#screens/subject-title.ts';
import { formFacts, openForm, openTargetForm, subjectKey } from '#state/selectors.ts';
import type { Workbench } from '#state/workbench.ts';
import { scratchFile, type ScratchFile } from './local/scratch-file.ts';
import { reasonOf } from './local/reasons.ts';
import { editInTerminal } from './terminal/editor.ts';

/** An edit that could not be taken whole, for the next time the same form is edited. In memory only. */
type Rejected = {
  /** Absent when a secret was written into it. */
  readonly text: string | undefined;
  readonly faults: readonly Fault[];
  readonly leftovers: readonly string[];
  /** The lines of the form afterwards: with others in it the text is no longer what was meant. */
  readonly lines: FormState['lines'];
};

const rejected = new WeakMap<Workbench, Map<string, Rejected>>();

/** What tells a fault in the file: taken out again before it is read. */
const mark = '#! ';

const withFaults = (text: string, { faults }: Rejected): string => {
  const lines = text.split('\n');
  for (const { line, sentence } of faults.toReversed()) lines.splice(line, 0, `${mark}${sentence}`);
  return lines.join('\n');
};

const withoutMarks = (text: string): string =>
  text
    .split(/\r?\n/u)
    .filter((line) => !line.startsWith(mark))
    .join('\n');

/** What is said on the form afterwards. */
const noticeOf = (faults: readonly Fault[]): string => {
  const [first, ...more] = faults;
  if (first === undefined) return 'the form is as the editor left it';
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  return `line ${first.line}: ${first.sentence}${others}; Ctrl-X opens it again`;
};

/**
 * Opens the open form as YAML in the user's editor and takes it back. What cannot be taken is told with its line, and is there again when the
 * editor is opened again.
 * @param lend gives the terminal away for as long as the work takes, which is done without letting anything else run
 */
export const editForm = async (
  workbench: Workbench,
  lend: (work: () => void) => Promise<void>,
): Promise<void> => {
  const { store, commands } = workbench;
  const state = store.getState();
  const [filled, form, facts] = [openForm(state), openTargetForm(state), formFacts(state)];
  if (filled === undefined || form === undefined || facts === undefined) return;
  const key = subjectKey(filled.subject);
  const kept = rejected.get(workbench) ?? new Map<string, Rejected>();
  rejected.set(workbench, kept);
  const last = kept.get(key);
  const texts = textsOf(filled);
  const written =
    last?.text !== undefined && last.lines === filled.lines
      ? withFaults(last.text, last)
      : writeForm({ title: subjectTitle(filled.subject), form, texts, leftovers: last?.leftovers ?? [] });

  let file: ScratchFile;
  try {
    file = scratchFile('form.yaml', written);
  } catch (error) {
    commands.notice(`no file could be written to edit: ${reasonOf(error, 'write')}`, 'needsPerson');
    return;
  }
  let edited: string | undefined;
  let trouble: string | undefined;
  try {
    await lend(() => {
      trouble = editInTerminal(file.path, process.env);
      edited = file.read();
    });
  } finally {
    file.remove();
  }
  if (trouble !== undefined || edited === undefined) {
    commands.notice(trouble ?? 'the file is gone, or too large: nothing was taken back', 'needsPerson');
    return;
  }
  if (edited === written) {
    commands.notice('nothing was changed in the editor');
    return;
  }
  const text = withoutMarks(edited);
  const { texts: taken, faults, leftovers, secret } = readForm(text, form, texts, facts);
  for (const [name, each] of Object.entries(taken))
    if (each !== texts[name])
      commands.setLine(
        name,
        lineFor(
          form.fields.find((field) => field.name === name),
          each,
        ),
      );
  const { lines } = openForm(store.getState()) ?? filled;
  if (faults.length === 0) kept.delete(key);
  else kept.set(key, { text: secret ? undefined : text, faults, leftovers, lines });
  commands.notice(noticeOf(faults), faults.length === 0 ? 'plain' : 'needsPerson');
};

const textsOf = ({ lines }: FormState): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(lines).map(([name, { text }]) => [name, text]));

import { plain } from '#azure/plain.ts';
import type { Overlay } from '#state/app-state.ts';
import { codeViewModule } from '#state/late-commands.ts';
import { subjectCompute } from '#state/selectors.ts';
import type { ActionContext } from './actions.ts';
import type { Kit } from './context.ts';
import type { ActionId } from './keys.ts';
import { logKeysLoaded } from './log-actions.ts';

type Run = (context: ActionContext) => void;

/** The code on the screen, unwrapped. */
const textOf = (kit: Kit): string | undefined => {
  const code = codeViewModule.now()?.shownCode(kit.workbench.store.getState());
  return code?.is === 'code' ? code.text : undefined;
};

const withText =
  (work: (text: string, kit: Kit) => void): Run =>
  ({ kit }) => {
    const text = textOf(kit);
    if (text !== undefined) work(text, kit);
  };

/** Each line of a text with nothing in it that could drive a terminal. */
const plainLines = (text: string): string => text.split('\n').map(plain).join('\n');

/** What the actions about code do. */
export const codeRuns = {
  code: ({ kit }) => {
    const { commands, store } = kit.workbench;
    const compute = subjectCompute(store.getState());
    if (compute !== undefined) commands.openCode(compute.id);
  },
  'language.next': ({ kit }) => {
    kit.workbench.commands.turnLanguage(1);
  },
  'language.prev': ({ kit }) => {
    kit.workbench.commands.turnLanguage(-1);
  },
  'action.next': ({ kit }) => {
    kit.workbench.commands.turnAction(1);
  },
  'action.prev': ({ kit }) => {
    kit.workbench.commands.turnAction(-1);
  },
  'code.copy': withText((text, kit) => {
    kit.copy(text, (sent) => {
      kit.workbench.commands.notice(`the code was ${sent}`);
    });
  }),
  'code.plain': withText((text, kit) => {
    kit.showPlain(plainLines(text));
  }),
  'code.save': ({ kit }) => {
    kit.workbench.commands.openSave();
  },
} as const satisfies Readonly<Partial<Record<ActionId, Run>>>;

/** Writes the code on the screen, or the log, to the path that was typed; over a file that is there when that was asked about before. */
export const saveCode = (
  kit: Kit,
  { line, taken, what }: Extract<Overlay, { readonly is: 'save' }>,
): void => {
  const [path, text] = [line.text.trim(), what === 'log' ? logKeysLoaded()?.heldLines(kit) : textOf(kit)];
  if (text === undefined) return;
  kit.save(path, text, taken === path, (saved) => {
    kit.workbench.commands.noteSaved(path, saved);
  });
};

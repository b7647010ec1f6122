import type { Draft } from '#azure/targets/field.ts';
import type { TargetId } from '#azure/targets/target.ts';
import { lineOf } from '#state/line-edit.ts';
import { openBoardScreen, type OpenShell, type ShellOptions } from './shell.tsx';

/* The pages on which the statements of the article are looked for: all of them on the screens, over state, the client and the simulator. */

/** What is on the screen, in one line. */
export const words = (shell: OpenShell): string => shell.text().replaceAll(/\s+/gu, ' ');

/** High enough that a page is read without scrolling. */
export const tall: ShellOptions = { columns: 140, rows: 260 };

export const openTargets = async (options: ShellOptions): Promise<OpenShell> => {
  const shell = await openBoardScreen(options);
  await shell.press('c');
  return shell;
};

/** The list of target types with the cursor on one of them. */
export const list = async (target: TargetId): Promise<string> => {
  const shell = await openTargets({ columns: 80, rows: 40 });
  shell.workbench.commands.select('targets', target);
  await shell.drawn();
  // The table by its lines; what is said of the type, without their ends.
  return `${shell.text()}\n${words(shell)}`;
};

/** The page of a kind of target. */
export const page = async (target: TargetId): Promise<string> => {
  const shell = await openTargets({
    ...tall,
    besides: {
      computer: {
        docker: () => Promise.resolve({ is: 'missing' }),
        port: (port) => Promise.resolve({ is: 'free', port }),
      },
    },
  });
  shell.workbench.commands.select('targets', target);
  await shell.press('u');
  return words(shell);
};

/** What to do next, from the row of a compute. */
export const nextOf = async (name: string): Promise<string> => {
  const shell = await openBoardScreen(tall);
  const { data = [] } = shell.workbench.store.getState().board?.computes ?? {};
  const id = data.find((each) => each.name === name)?.id.toLowerCase() ?? '';
  shell.workbench.commands.select('computes', id);
  await shell.press('u');
  return words(shell);
};

/** The form of a kind of target, as it is opened on the board. */
export const form = async (target: TargetId): Promise<OpenShell> => {
  const shell = await openTargets({ columns: 200, rows: 100 });
  shell.workbench.commands.select('targets', target);
  await shell.press('enter');
  return shell;
};

/** A form on the board with those texts in its fields, with its checks answered. */
export const filled = async (target: TargetId, draft: Draft): Promise<OpenShell> => {
  const shell = await form(target);
  for (const [name, text] of Object.entries(draft)) shell.workbench.commands.setLine(name, lineOf(text));
  await shell.run(1000);
  return shell;
};

/** What the form says of those texts: beside and below its fields, and in what was found. */
export const said = async (target: TargetId, draft: Draft): Promise<string> =>
  words(await filled(target, draft));

/** What a form begins with. */
export const initial = async (target: TargetId): Promise<string> => words(await form(target));

/** Every field of a form as it looks while it has the keys, with what is said of it then; once for each of those texts. */
export const fields = async (target: TargetId, ...drafts: readonly Draft[]): Promise<string> => {
  const seen: string[] = [];
  for (const draft of drafts.length === 0 ? [{}] : drafts) {
    const shell = await filled(target, draft);
    for (let tabs = 0; tabs < 40 && !shell.text().includes('›[ Review ]'); tabs += 1) {
      seen.push(words(shell));
      await shell.press('tab');
    }
    shell.workbench.close();
  }
  return seen.join('\n');
};

/** What its review says then. */
export const reviewOf = async (target: TargetId, draft: Draft): Promise<string> => {
  const shell = await filled(target, draft);
  await shell.press('shift-tab', 'enter');
  await shell.run(1000);
  return words(shell);
};

/** From a form to its review, with its checks answered. */
export const review = async (name: string, ...keys: readonly string[]): Promise<OpenShell> => {
  const shell = await openTargets({ columns: 140, rows: 100, speed: 30 });
  await shell.press('enter');
  await shell.type(name);
  await shell.press(...keys, 'shift-tab', 'enter');
  await shell.run(1000);
  return shell;
};

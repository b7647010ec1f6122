import type { ReactNode } from 'react';
import { idKey } from '#azure/place.ts';
import type { Kit, OtherAzure } from '#screens/context.ts';
import { loadKnownWords } from '#screens/explain.ts';
import { asciiGlyphs, unicodeGlyphs } from '#screens/glyphs.ts';
import { loadActingKeys } from '#screens/late-acting.ts';
import { fetchLater } from '#screens/later.ts';
import { Shell } from '#screens/Shell.tsx';
import { createPaint } from '#screens/theme.ts';
import { loadFuzzySearch } from '#state/fuzzy.ts';
import { sshLine } from '#state/ssh-target.ts';
import { mount, type Mounted } from './mount.tsx';
import { openWorkbench, type OpenWorkbench } from './workbench.ts';

// What is tested is the program after its first moments.
await loadFuzzySearch();

export type OpenShell = OpenWorkbench &
  Mounted & {
    /** How often the user has left the program, suspended it, had it drawn anew. */
    readonly left: { quit: number; suspended: number; redrawn: number; edited: number; redacted: number };
    /** What was asked for from elsewhere: another Azure, a text for the terminal. */
    readonly reopened: readonly OtherAzure[];
    readonly copied: readonly string[];
    /** The commands of the SSH connections that were asked for. */
    readonly connected: readonly string[];
    /** What was shown for the mouse. */
    readonly shownPlain: readonly string[];
    /** What was written, by its path; what is here already is not replaced unasked. */
    readonly files: Map<string, string>;
  };

export type ShellOptions = Parameters<typeof openWorkbench>[0] & {
  readonly columns?: number;
  readonly rows?: number;
  readonly ascii?: boolean;
  readonly colour?: boolean;
  /** Opened by `openBoardScreen`; the main one without it. */
  readonly workspace?: string;
  /** Where the same program over the same state is drawn a second time. */
  readonly beside?: (
    tree: ReactNode,
    size: { readonly columns: number; readonly rows: number },
  ) => Promise<void>;
};

/** The whole program but its terminal: every screen over state, the real client and the simulator, on a clock moved by hand. */
export const openShell = async (options: ShellOptions = {}): Promise<OpenShell> => {
  // The program fetches them once its first frame stands.
  await Promise.all([loadKnownWords(), fetchLater(), loadFuzzySearch(), loadActingKeys()]);
  const { columns = 80, rows = 24, ascii = false, colour = true, workspace: _, beside, ...rest } = options;
  const open = openWorkbench({ speed: 0, ...rest });
  const left = { quit: 0, suspended: 0, redrawn: 0, edited: 0, redacted: 0 };
  const connected: string[] = [];
  const [reopened, copied] = [new Array<OtherAzure>(), new Array<string>()];
  const shownPlain: string[] = [];
  const files = new Map<string, string>();
  const kit: Kit = {
    workbench: open.workbench,
    paint: createPaint(colour ? 1 : 0),
    glyphs: ascii ? asciiGlyphs : unicodeGlyphs,
    ascii,
    quitRequestedAt: {},
    leaveRequestedAt: {},
    quit: () => (left.quit += 1),
    suspend: () => (left.suspended += 1),
    edit: () => (left.edited += 1),
    ssh: (target, keyFile) => void connected.push(sshLine(target, keyFile)),
    redact: () => (left.redacted += 1),
    redraw: () => (left.redrawn += 1),
    reopen: (choice) => void reopened.push(choice),
    copy: (text, tell) => {
      copied.push(text);
      tell('sent to the terminal');
    },
    showPlain: (text) => void shownPlain.push(text),
    save: (path, text, replaces, tell) => {
      if (files.has(path) && !replaces) {
        tell({ is: 'taken' });
        return;
      }
      files.set(path, text);
      tell({ is: 'saved' });
    },
  };
  const mounted = await mount(<Shell kit={kit} />, { columns, rows });
  await beside?.(<Shell kit={kit} />, { columns, rows });
  const settled = async (): Promise<void> => {
    await open.settle();
    await mounted.drawn();
  };
  await settled();
  return {
    ...open,
    ...mounted,
    left,
    reopened,
    connected,
    copied,
    shownPlain,
    files,
    run: async (ms) => {
      await open.run(ms);
      await mounted.drawn();
    },
    press: async (...keys) => {
      for (const key of keys) {
        await mounted.press(key);
        await settled();
      }
    },
    type: async (text) => {
      await mounted.type(text);
      await settled();
    },
  };
};

/** Opens the main workspace's board. */
export const openBoardScreen = async (options: ShellOptions = {}): Promise<OpenShell> => {
  const shell = await openShell(options);
  const name = options.workspace ?? shell.place.workspace;
  shell.workbench.commands.select(
    'workspaces',
    idKey(shell.workbench.store.getState().workspaces.data?.find((each) => each.name === name)?.id ?? ''),
  );
  await shell.press('enter');
  await shell.run(1000);
  return shell;
};

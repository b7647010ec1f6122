import type { Kit } from '#screens/context.ts';
import { asciiGlyphs, unicodeGlyphs } from '#screens/glyphs.ts';
import { Shell } from '#screens/Shell.tsx';
import { createPaint } from '#screens/theme.ts';
import { loadFuzzySearch } from '#state/fuzzy.ts';
import { mount, type Mounted } from './mount.tsx';
import { openWorkbench, type OpenWorkbench } from './workbench.ts';

// What is tested is the program after its first moments.
await loadFuzzySearch();

export type OpenShell = OpenWorkbench &
  Mounted & {
    /** How often the user has left the program, suspended it, had it drawn anew. */
    readonly left: { quit: number; suspended: number; redrawn: number };
  };

export type ShellOptions = Parameters<typeof openWorkbench>[0] & {
  readonly columns?: number;
  readonly rows?: number;
  readonly ascii?: boolean;
  readonly colour?: boolean;
};

/** The whole program but its terminal: every screen over state, the real client and the simulator, on a clock moved by hand. */
export const openShell = async (options: ShellOptions = {}): Promise<OpenShell> => {
  const { columns = 80, rows = 24, ascii = false, colour = true, ...rest } = options;
  const open = openWorkbench({ speed: 0, ...rest });
  const left = { quit: 0, suspended: 0, redrawn: 0 };
  const kit: Kit = {
    workbench: open.workbench,
    paint: createPaint(colour ? 1 : 0),
    glyphs: ascii ? asciiGlyphs : unicodeGlyphs,
    ascii,
    quitRequestedAt: {},
    quit: () => (left.quit += 1),
    suspend: () => (left.suspended += 1),
    redraw: () => (left.redrawn += 1),
  };
  const mounted = await mount(<Shell kit={kit} />, { columns, rows });
  const settled = async (): Promise<void> => {
    await open.settle();
    await mounted.drawn();
  };
  await settled();
  return {
    ...open,
    ...mounted,
    left,
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
  const name = shell.place.workspace;
  shell.workbench.commands.select(
    'workspaces',
    shell.workbench.store.getState().workspaces.data?.find((each) => each.name === name)?.id ?? '',
  );
  await shell.press('enter');
  await shell.run(1000);
  return shell;
};

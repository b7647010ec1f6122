import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { descendantsOf, processFacts } from './support/processes.ts';
import { stages, until, type Stage } from './support/stages.ts';
import { openStandAlone, type StandAlone } from './support/stand-alone.ts';
import { program } from './support/terminal.ts';

const plant = join(import.meta.dirname, 'support/plant-fault.ts');

/** What a way finds: the program with half a name typed into a form, and a cluster of Azure's being deleted. */
type Scene = {
  readonly stage: Stage;
  readonly pid: number;
  /** The other terminal, of ways that lose one of two. */
  readonly other: Stage | undefined;
};

type Way = {
  readonly end: (scene: Scene) => Promise<void> | void;
  /** The exit code that the shell tells; absent where nobody is left to be told. */
  readonly code?: number;
  /** What is read from or written to another terminal, which is lost. */
  readonly loses?: 'input' | 'output';
  /** What is planted into it, for SIGUSR2. */
  readonly fault?: string;
  /** What stands before the program in the shell. */
  readonly before?: string;
  /** Nobody could undo anything. */
  readonly unrestored?: true;
};

const signalled = (signal: NodeJS.Signals, code: number): Way => ({
  end: ({ pid }) => void process.kill(pid, signal),
  code,
});
const planted = (fault: string, code: number): Way => ({
  end: ({ pid, stage }) => {
    process.kill(pid, 'SIGUSR2');
    // A fault in drawing shows when something is drawn.
    stage.resize(90, 24);
  },
  code,
  fault,
});

/** Leaves the program after it has been away: it must be back in full. */
const backAndQuit = async (stage: Stage): Promise<void> => {
  stage.type('fg; echo "left with $?"\r');
  await stage.shows('half-typed-7');
  await until(
    () => stage.modes().alternateScreen,
    () => 'not back on the alternate screen',
    3_000,
  );
  stage.press('ctrl-c', 'ctrl-c');
};
const stopped = async (stage: Stage): Promise<void> => {
  await stage.shows('Stopped');
  expect(stage.modes()).toEqual({ alternateScreen: false, cursorVisible: true });
  stage.type('echo meanwhile-$((6*7))\r');
  await stage.shows('meanwhile-42');
};

const ways: Readonly<Record<string, Way>> = {
  q: {
    code: 0,
    end: async ({ stage }) => {
      stage.press('escape');
      await stage.shows('TARGET TYPES');
      // Once for each screen above the first, and once more because an operation is under way.
      for (let presses = 0; presses < 6 && !stage.screen().includes('left with'); presses += 1) {
        stage.press('q');
        await pause(400);
      }
    },
  },
  'Ctrl-C twice': { code: 0, end: ({ stage }) => stage.press('ctrl-c', 'ctrl-c') },
  SIGINT: signalled('SIGINT', 130),
  SIGTERM: signalled('SIGTERM', 143),
  SIGHUP: signalled('SIGHUP', 129),
  SIGQUIT: signalled('SIGQUIT', 131),
  'an input that is gone': { code: 129, loses: 'input', end: ({ other }) => other?.hangUp() },
  'an output that is gone (EIO)': {
    code: 129,
    loses: 'output',
    end: ({ other, stage }) => {
      other?.hangUp();
      stage.press('x', 'y', 'z');
    },
  },
  'an output that fails with EPIPE': planted('EPIPE', 129),
  'an output that fails with EIO': planted('EIO', 129),
  'an input that ends': planted('end', 129),
  'an uncaught error': planted('uncaught', 1),
  'an unhandled rejection': planted('rejection', 1),
  'a fault in drawing': planted('drawing', 1),
  'Ctrl-Z, back with fg, and out': {
    code: 0,
    end: async ({ stage }) => {
      stage.press('ctrl-z');
      await stopped(stage);
      await backAndQuit(stage);
    },
  },
  'SIGTSTP from outside, back with fg, and out': {
    code: 0,
    end: async ({ stage, pid }) => {
      process.kill(pid, 'SIGTSTP');
      await stopped(stage);
      await backAndQuit(stage);
    },
  },
  'SIGSTOP, back with fg, and out': {
    code: 0,
    end: async ({ stage, pid }) => {
      process.kill(pid, 'SIGSTOP');
      await stage.shows('Stopped');
      // The shell finds raw mode, in which Enter is no line end.
      stage.type('stty sane; clear; echo meanwhile-$((6*7))\n');
      await stage.shows('meanwhile-42');
      await backAndQuit(stage);
    },
  },
  'the terminal closed': { end: ({ stage }) => stage.hangUp() },
  'the terminal closed while hang-ups are ignored': {
    before: 'trap "" HUP;',
    end: ({ stage }) => stage.hangUp(),
  },
  'the terminal closed while it is suspended': {
    end: async ({ stage }) => {
      stage.press('ctrl-z');
      await stage.shows('Stopped');
      stage.hangUp();
    },
  },
  // Nobody is told of it: what was typed is kept on the way to the review, before anything can be sent.
  'SIGKILL, at the review': {
    code: 137,
    end: async ({ stage, pid }) => {
      stage.press('shift-tab', 'enter');
      await stage.shows('REST');
      process.kill(pid, 'SIGKILL');
    },
    unrestored: true,
  },
};

let stage: Stage | undefined;
let azure: StandAlone | undefined;
afterEach(async () => {
  await stage?.close();
  await azure?.close();
  [stage, azure] = [undefined, undefined];
});

/** Types half a name into a form while a cluster is being deleted. */
const begin = async (open: (env: Readonly<Record<string, string>>) => Stage, way: Way): Promise<Scene> => {
  // The demo's world ends with it: only of Azure is there a journal.
  azure = await openStandAlone('--speed', '1');
  const { cloudArgs, placeArgs, env } = azure;
  const here = open({
    ...env,
    ...(way.fault === undefined ? {} : { NODE_OPTIONS: `--import=${plant}`, PLANTED_FAULT: way.fault }),
  });
  stage = here;
  await here.shows(/[>#$]/u);
  const other = way.loses === undefined ? undefined : here.another();
  const keys = way.loses === 'input' && other !== undefined ? other : here;
  const picture = way.loses === 'output' && other !== undefined ? other : here;
  const redirection = other === undefined ? '' : `${way.loses === 'input' ? '<' : '>'} ${other.device()} `;
  const command = [process.execPath, program, ...cloudArgs, ...placeArgs].join(' ');
  here.type(`echo before; ${way.before ?? ''} ${command} ${redirection}; echo "left with $?"\r`);
  await picture.shows('1 COMPUTES 17');
  keys.type('D');
  await picture.shows('Type the name to confirm');
  keys.type('cpu-batch');
  await picture.shows('[ Delete ]');
  keys.press('enter');
  await picture.shows('Deleting cpu-batch');
  keys.type('q');
  await picture.shows('1 COMPUTES');
  keys.type('c');
  await picture.shows('TARGET TYPES');
  keys.press('enter');
  await picture.shows('Max nodes');
  keys.type('half-typed-7');
  await picture.shows('half-typed-7');
  const pid = descendantsOf(here.pid()).find(({ command: line }) => line.includes(program))?.pid;
  if (pid === undefined) throw new Error('The program does not run.');
  return { stage: here, pid, other };
};

const kept = (home: string, kind: string): readonly string[] => {
  const place = join(home, 'state/aml-workbench', kind);
  return existsSync(place) ? readdirSync(place).map((name) => readFileSync(join(place, name), 'utf8')) : [];
};

/** What was typed and what was begun, as the next session finds them. */
const keptBy = (home: string) => ({
  drafts: kept(home, 'forms').filter((text) => text.includes('half-typed-7')).length,
  journal: kept(home, 'journal').map((text) => /"name":"(?<name>[^"]+)"/u.exec(text)?.groups?.['name']),
});

/** What the user finds in the shell. */
const stateAfter = async (here: Stage): Promise<unknown> => {
  const found = { ...here.modes(), screenKept: here.screen().includes('before') };
  // What was typed into a program that was no more is a line of its own: where it came before the shell's own mode, Ctrl-U takes nothing away.
  here.type('\r');
  here.type('stty -a\r');
  await here.shows(/\bechoke\b/u);
  const settings = here.screen();
  here.type('echo typed-$((6*7))');
  await here.shows('echo typed-$((6*7))');
  here.type('\r');
  await here.shows('typed-42');
  return {
    ...found,
    settings: ['icanon', 'echo', 'isig', 'icrnl', 'opost'].filter((name) =>
      new RegExp(`(?<!-)\\b${name}\\b`, 'u').test(settings),
    ),
  };
};

const asBefore = {
  alternateScreen: false,
  cursorVisible: true,
  screenKept: true,
  settings: ['icanon', 'echo', 'isig', 'icrnl', 'opost'],
};

const count = Object.keys(ways).length;
const places = Object.entries(stages);

describe.each(places)(
  `%s (${count} ways, ${count * places.length} cases in all)`,
  (_where, { open, missing }) => {
    test.skipIf(missing).each(Object.entries(ways))(
      '%s: the terminal as it was, nothing running after a second, draft and journal whole',
      async (_way, way) => {
        const scene = await begin(open, way);
        const { home } = scene.stage;
        await way.end(scene);
        if (way.code !== undefined) await scene.stage.shows(`left with ${way.code}`, 5_000);
        await until(
          () => processFacts(scene.pid) === undefined,
          () => 'it still runs one second later',
          1_000,
        );
        expect(keptBy(home)).toEqual({ drafts: 1, journal: ['cpu-batch'] });
        if (way.code === undefined || way.unrestored === true) return;
        expect(descendantsOf(scene.stage.pid())).toEqual([]);
        expect(await stateAfter(scene.stage)).toEqual(asBefore);
      },
      60_000,
    );
  },
);

import { render } from 'ink';
import type { ReactNode } from 'react';
import { briefly } from '#screens/briefly.ts';
import type { Kit, OtherAzure } from '#screens/context.ts';
import { asciiGlyphs, unicodeGlyphs } from '#screens/glyphs.ts';
import { createKeystrokeStream } from '#screens/keystroke-stream.ts';
import { subjectTitle } from '#screens/subject-title.ts';
import { Shell } from '#screens/Shell.tsx';
import { createPaint } from '#screens/theme.ts';
import type { News } from '#state/notify.ts';
import { openSubject } from '#state/selectors.ts';
import type { SshTarget } from '#state/ssh-target.ts';
import type { NamedCloud } from '#state/session.ts';
import type { Workbench } from '#state/workbench.ts';
import { defaultDemo, type Options } from './arguments.ts';
import type { Settings } from './local/config.ts';
import { openLine, openWorkbench, type Line } from './open-workbench.ts';
import { nowhere, type PlaceHint } from './place-hints.ts';
import type { Redaction } from './redaction.ts';
import type { Start } from './starting.ts';
import type { Abilities } from './terminal/abilities.ts';
import { CrashBoundary } from './terminal/CrashBoundary.tsx';
import { JobControl } from './terminal/JobControl.tsx';
import { inOneWrite } from './terminal/output.ts';
import { alternateScreenOn, focusGot, focusLost, homeAndErase } from './terminal/sequences.ts';
import type { TakenTerminal } from './terminal/take-terminal.ts';

export type FullScreen = {
  readonly options: Options;
  readonly start: Start;
  /** What to open for another cloud. */
  readonly startIn: (cloud: NamedCloud) => Start;
  readonly settings: Settings;
  readonly abilities: Abilities;
  /** What is wrong with the configuration file, a sentence each. */
  readonly faults: readonly string[];
  readonly terminal: TakenTerminal;
  /** Names are not shown from the beginning. */
  readonly redaction: Redaction | undefined;
};

/** A way to Azure with everything on the screen that belongs to it. */
type Opened = { readonly kit: Kit; readonly line: Line; readonly redaction: Redaction | undefined };

/** What a session's own keys open instead. */
type Others = Pick<Kit, 'reopen' | 'redact'>;

/** Opens the full screen on a terminal that has been taken. Returns when the first frame stands; everything else is events. */
export const runFullScreen = (screen: FullScreen): void => {
  const { terminal, start, settings, faults } = screen;
  const others: Others = {
    reopen: (choice) => {
      opened.kit.workbench.close();
      opened.line.close();
      const line = openLine(otherStart(choice, screen), settings);
      show(openKit(line, line.start.place, screen, others, opened.redaction));
    },
    redact: () => {
      void turnedOver(opened, screen, others, kept).then((next) => {
        kept = next.redaction ?? kept;
        show(next);
      });
    },
  };
  const show = (next: Opened): void => {
    opened = next;
    draw(<Shell key={(turn += 1)} kit={opened.kit} />);
    void opened.kit.workbench.commands.start();
  };
  /** The same names get the same stand-ins whenever they are masked. */
  let kept = screen.redaction;
  let turn = 0;
  let opened = openKit(openLine(start, settings), start.place, screen, others, screen.redaction);
  terminal.beforeLeaving(() => {
    const { workbench } = opened.kit;
    workbench.close();
    // What was typed last is kept only now.
    const trouble = workbench.trouble();
    if (trouble !== undefined) terminal.sayAfterwards(trouble);
    opened.line.close();
  });
  void import('./keep-secrets.ts').then(({ keepSecrets }) => {
    keepSecrets(() => opened.kit.workbench.store.getState());
  });
  const draw = mountApp(terminal, <Shell key={turn} kit={opened.kit} />, (focused) => {
    opened.kit.workbench.noteFocus(focused);
  });
  const { commands } = opened.kit.workbench;
  const shownText = screen.redaction?.text ?? String;
  const tellFaults = (): void => {
    if (faults.length === 0) return;
    const shown = faults.map((fault) => shownText(fault));
    commands.notice(briefly(shown, noticeCells), 'needsPerson');
  };
  tellFaults();
  // A workspace that is opened has no notice yet: without this it would take this one away before it was read.
  void commands.start().then(tellFaults);
};

/** The same workspace over the same line, with stand-ins where there were names, or with names where there were stand-ins. */
const turnedOver = async (
  { kit, line, redaction }: Opened,
  screen: FullScreen,
  others: Others,
  kept: Redaction | undefined,
): Promise<Opened> => {
  const masked = async (): Promise<Redaction> => kept ?? (await import('./redaction.ts')).createRedaction();
  const next = redaction === undefined ? await masked() : undefined;
  const { board, about } = kit.workbench.store.getState();
  const shown = board?.workspace.place;
  const place = shown === undefined ? nowhere : (redaction?.realPlace(shown) ?? shown);
  kit.workbench.close();
  // What was made read-only on the way stays so.
  const same = { ...screen, options: { ...screen.options, readOnly: about.readOnly } };
  return openKit(line, place, same, others, next);
};

/** The longest notice that the narrowest usual terminal shows whole. */
const noticeCells = 76;

/** What to open instead. A place of this cloud means nothing in another. */
const otherStart = (choice: OtherAzure, { startIn }: FullScreen): Start =>
  choice.to === 'demo'
    ? { mode: 'demo', demo: defaultDemo, place: nowhere }
    : { ...startIn(choice.cloud), place: nowhere };

const openKit = (
  line: Line,
  place: PlaceHint,
  { options, settings, abilities, faults, terminal }: FullScreen,
  others: Others,
  redaction: Redaction | undefined,
): Opened => {
  const session = {
    readOnly: options.readOnly,
    settings,
    faults,
    tell: (news: News) => void told(news),
  };
  const workbench = openWorkbench(line, session, place, redaction);
  const kit: Kit = {
    workbench,
    paint: createPaint(abilities.colour ? 1 : 0, settings.theme),
    glyphs: abilities.ascii ? asciiGlyphs : unicodeGlyphs,
    ascii: abilities.ascii,
    quitRequestedAt: {},
    leaveRequestedAt: {},
    quit: () => terminal.leave({ by: 'quit' }),
    suspend: () => {
      void hidden(workbench, () => terminal.suspend());
    },
    edit: () => {
      void hidden(workbench, () => edited(workbench, terminal));
    },
    ssh: (target, keyFile) => {
      void hidden(workbench, () => connected(workbench, target, keyFile, terminal));
    },
    redraw: () => void terminal.suspension.redraw(),
    ...others,
    copy: (text, tell) => {
      void copied(text).then(tell);
    },
    showPlain: (text) => {
      void hidden(workbench, () => shown(text, terminal));
    },
    save: (path, text, replaces, tell) => {
      void import('./local/save-text.ts').then(({ saveText }) => tell(saveText(path, text, replaces)));
    },
  };
  return { kit, line, redaction };
};

/** Rarely wanted, so it is loaded when it is. */
const edited = async (workbench: Workbench, { lend }: TakenTerminal): Promise<void> => {
  const subject = openSubject(workbench.store.getState());
  if (subject === undefined) return;
  const { editForm } = await import('./edit-form.ts');
  await editForm(workbench, subjectTitle(subject), lend);
};

/** As rarely. */
const connected = async (
  { acts }: Workbench,
  target: SshTarget,
  keyFile: string,
  { lend }: TakenTerminal,
): Promise<void> => {
  const { sshInLent } = await import('./terminal/ssh.ts');
  acts()?.closeSsh(await sshInLent(target, keyFile, lend));
};

/** As rarely. */
const copied = async (text: string): Promise<string> =>
  (await import('./terminal/clipboard.ts')).copyHere(text);

/** And this. */
const told = async (news: News): Promise<void> => (await import('./terminal/notification.ts')).tellHere(news);

const shown = async (text: string, terminal: TakenTerminal): Promise<void> => {
  const { showHere } = await import('./terminal/plain-view.ts');
  await terminal.lend(() => showHere(text));
};

/** Nobody sees the screen while the program is suspended: nothing is asked meanwhile. */
const hidden = async (workbench: Workbench, away: () => Promise<void>): Promise<void> => {
  workbench.hide();
  await away();
  workbench.show();
};

/** Takes the terminal's reports of its focus out of the keys, also those that another program has asked for and left on. */
const focusReports =
  (note: (focused: boolean) => void) =>
  (stroke: string): boolean => {
    if (stroke !== focusGot && stroke !== focusLost) return false;
    note(stroke === focusGot);
    return true;
  };

/** The most frames drawn in a second: more are not seen, and over a slow link they queue up. */
const framesPerSecond = 30;

/**
 * Draws `app` on the whole screen. What Ink writes on the way to its first frame arrives in one piece, so that the
 * skeleton stays until the frame replaces it. A fault in a component ends the program like any other crash.
 * @returns draws another app in its place
 */
const mountApp = (
  terminal: TakenTerminal,
  app: ReactNode,
  noteFocus: (focused: boolean) => void,
): ((app: ReactNode) => void) => {
  const { stdin, stdout, stderr } = process;
  const around = (inner: ReactNode): ReactNode => (
    <CrashBoundary onCrash={(error) => terminal.leave({ by: 'crash', error })}>
      <JobControl suspension={terminal.suspension} />
      {inner}
    </CrashBoundary>
  );
  const instance = inOneWrite(
    stdout,
    // The alternate screen is on already; some terminals clear it when told so again.
    (written) => homeAndErase + written.replace(alternateScreenOn, ''),
    () =>
      render(around(app), {
        stdin: createKeystrokeStream(stdin, { intercept: focusReports(noteFocus) }),
        stdout,
        stderr,
        // Ink's own guess says no wherever CI is set; that this is a terminal has been looked at.
        interactive: true,
        alternateScreen: true,
        incrementalRendering: true,
        maxFps: framesPerSecond,
        exitOnCtrlC: false,
        patchConsole: true,
      }),
  );
  instance.waitUntilExit().then(
    () => terminal.leave({ by: 'quit' }),
    (error: unknown) => terminal.leave({ by: 'crash', error }),
  );
  return (next) => instance.rerender(around(next));
};

import { createContext, useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import type { AppState } from '#state/app-state.ts';
import type { Saved } from '#state/commands/show-code.ts';
import type { ConnectChoice } from '#state/session.ts';
import type { SshTarget } from '#state/ssh-target.ts';
import type { PolledSource, Workbench } from '#state/workbench.ts';
import type { Glyphs } from './glyphs.ts';
import type { Paint } from './theme.ts';

/** Another Azure than the one that is open. */
export type OtherAzure = Exclude<ConnectChoice, { readonly to: 'sign-in' }>;

/** What every screen draws with and talks to. Never changes while the program runs. */
export type Kit = {
  readonly workbench: Workbench;
  readonly paint: Paint;
  readonly glyphs: Glyphs;
  /** The terminal shows ASCII only: names from elsewhere are spelled with what it has. */
  readonly ascii: boolean;
  /** Leaves the program with everything restored. */
  readonly quit: () => void;
  /** Hands the terminal back to the shell until the program is brought to the foreground. */
  readonly suspend: () => void;
  /** Opens the form on the screen as a file in the user's editor. */
  readonly edit: () => void;
  /** Gives the terminal to ssh, until that ends. @param keyFile the agent's keys or ssh's own default when empty */
  readonly ssh: (target: SshTarget, keyFile: string) => void;
  /** When Ctrl-C was pressed last, wall time in ms. */
  readonly quitRequestedAt: { last?: number };
  /** When Esc on the board found nothing to clear last, wall time in ms. */
  readonly leaveRequestedAt: { last?: number };
  /** Draws everything anew. */
  readonly redraw: () => void;
  /** Closes this connection and opens another: the whole screen begins anew. */
  readonly reopen: (choice: OtherAzure) => void;
  /** Shows stand-ins for names, or the names again: the same workspace is opened anew. */
  readonly redact: () => void;
  /** Gives a text to the terminal, to be pasted elsewhere, and tells where it was sent, in words: whether it arrived nobody knows. */
  readonly copy: (text: string, tell: (sent: string) => void) => void;
  /** Gives the terminal a text as it is, so that a mouse can select it, until Enter is pressed. Nothing is drawn meanwhile. */
  readonly showPlain: (text: string) => void;
  /** Writes a text to a file where the user said; one that is there is replaced only when that is wanted. */
  readonly save: (path: string, text: string, replaces: boolean, tell: (saved: Saved) => void) => void;
};

/** The cells that a screen may draw in: one column less than the terminal has, so that its last one is never written. */
export type Area = { readonly columns: number; readonly rows: number };

const KitContext = createContext<Kit | undefined>(undefined);
export const KitProvider = KitContext.Provider;

export const useKit = (): Kit => {
  const kit = useContext(KitContext);
  if (kit === undefined) throw new Error('a screen was drawn outside of the Shell');
  return kit;
};

/** Reads the store. The selector must return something stored or a primitive: a new object each time would never settle. */
export const useApp = <T>(selector: (state: AppState) => T): T =>
  useStore(useKit().workbench.store, selector);

/** Keeps sources polled while the component is on the screen. `sources` must be the same array each time. */
export const useInterest = (sources: readonly PolledSource[]): void => {
  const { workbench } = useKit();
  useEffect(() => {
    const releases = sources.map((source) => workbench.acquire(source));
    return () => {
      for (const release of releases) release();
    };
  }, [workbench, sources]);
};

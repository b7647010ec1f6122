/*
 * What is said to the terminal itself (ECMA-48 and xterm's "Control Sequences"). Kept in one place because everything
 * that is switched on must be switched off by `restoring`.
 */

const csi = '\u001b[';

const bracketedPasteOn = `${csi}?2004h`;
const bracketedPasteOff = `${csi}?2004l`;
/** Off, a line wider than the window is cut: a frame made for a window that has become narrower since does not push the rest down. */
const lineWrapOff = `${csi}?7l`;
const lineWrapOn = `${csi}?7h`;

/** What this program asks of the terminal besides what Ink knows about, and how it is taken back. */
export const ownModesOn = bracketedPasteOn + lineWrapOff;
export const ownModesOff = bracketedPasteOff + lineWrapOn;

/** Reports of the window's focus, where the user wants them: they arrive as if they were keys. */
export const focusReportsOn = `${csi}?1004h`;
export const focusReportsOff = `${csi}?1004l`;
export const focusGot = `${csi}I`;
export const focusLost = `${csi}O`;

export const alternateScreenOn = `${csi}?1049h`;
export const cursorHidden = `${csi}?25l`;
export const homeAndErase = `${csi}H${csi}J`;
export const home = `${csi}H`;

/** The cursor to a row and a column, counted from 1. */
export const cursorAt = (row: number, column: number): string => `${csi}${row};${column}H`;

/** Held back output ends, plain text attributes, no mouse, no focus reports, our own modes, the old keyboard protocol. */
const modesOff = [
  `${csi}?2026l`,
  `${csi}0m`,
  `${csi}?1000l${csi}?1002l${csi}?1003l${csi}?1006l`,
  focusReportsOff,
  ownModesOff,
  // Before the alternate screen is left: a terminal keeps this protocol's state for each screen.
  `${csi}<u`,
].join('');

/**
 * Undoes everything this program may have switched on. To be sent once: leaving the alternate screen also puts the
 * cursor back where it was, so a second time would do so over what has been printed since.
 */
export const restoring = `${modesOff}${csi}?1049l${csi}?25h`;

/**
 * What `reset-terminal` prints: also what other programs are known to leave behind (application keys, line drawing
 * character set, insert mode, scroll region, cursor shape). Leaves the alternate screen by the older
 * mode, which does not move the cursor of a terminal that is not on it.
 */
export const resetting = `${modesOff}${csi}?1047l${csi}?25h${csi}!p${csi}?1l\u001b>\u000f\u001b(B${csi}4l${csi}0 q`;

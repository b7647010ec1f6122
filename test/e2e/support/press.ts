import { setTimeout as pause } from 'node:timers/promises';
import type { Terminal } from './terminal.ts';

/** A key's picture is complete when nothing has come for this long. */
const quietMs = 25;

/** A key without a picture by then has none. */
const patienceMs = 1000;

/** How long after a key the screen was settled (Infinity: it had no picture), and what was written for it. */
export type Press = { readonly ms: number; readonly bytes: number };

/** Waits until the screen is quiet, presses a key, and measures from the key to the last byte of its picture. */
export const pressed = async (terminal: Terminal, key: string): Promise<Press> => {
  await terminal.settled(quietMs);
  const bytes = terminal.bytesWritten();
  const start = performance.now();
  terminal.press(key);
  while (terminal.bytesWritten() === bytes && performance.now() - start < patienceMs) await pause(1);
  await terminal.settled(quietMs);
  const written = terminal.bytesWritten() - bytes;
  return { ms: written === 0 ? Infinity : terminal.lastByteAt() - start, bytes: written };
};

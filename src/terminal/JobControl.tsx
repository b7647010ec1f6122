import { useApp } from 'ink';
import { useEffect } from 'react';
import type { Suspension } from './suspension.ts';
import { useRepaintAfterResize } from './use-repaint.ts';

/**
 * Tells the suspension how Ink gives the terminal away, and repaints a screen that a resize has torn. Draws nothing; one of
 * it belongs into every full screen.
 */
export const JobControl = ({ suspension }: { readonly suspension: Suspension }): null => {
  const { suspendTerminal } = useApp();
  useEffect(() => suspension.attach(suspendTerminal), [suspension, suspendTerminal]);
  useRepaintAfterResize();
  return null;
};

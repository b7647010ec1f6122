import { useApp } from 'ink';
import { useEffect } from 'react';
import type { Suspension } from './suspension.ts';

/** Tells the suspension how Ink gives the terminal away. Draws nothing; one of it belongs into every full screen. */
export const JobControl = ({ suspension }: { readonly suspension: Suspension }): null => {
  const { suspendTerminal } = useApp();
  useEffect(() => suspension.attach(suspendTerminal), [suspension, suspendTerminal]);
  return null;
};

import { spawn } from 'node:child_process';
import { childEnvironment } from '#local/child-environment.ts';
import { resetting } from './sequences.ts';

/** Once this process has gone: Node puts back the settings that it found when it started, the broken ones. */
const afterwards = 'sleep 0.1; exec stty sane';

/** Puts the terminal right that a killed program left behind. */
export const resetTerminal = (): void => {
  process.stdout.write(resetting);
  if (!process.stdin.isTTY || process.platform === 'win32') return;
  const env = { ...childEnvironment(process.env) };
  // Becoming stty leaves Node no time to do so, where Node can (from 22.15 on).
  process.execve?.('/bin/sh', ['sh', '-c', 'exec stty sane'], env);
  spawn('/bin/sh', ['-c', afterwards], { stdio: 'inherit', detached: true, env }).unref();
};

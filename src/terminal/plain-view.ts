import { spawnSync } from 'node:child_process';
import { childEnvironment } from '#local/child-environment.ts';

/** What showing a text plain needs of the surroundings, while the terminal is given away. */
export type PlainHost = {
  readonly write: (text: string) => void;
  /** Returns when Enter was pressed. Nothing else happens meanwhile: nothing is drawn over what somebody selects. */
  readonly waitForEnter: () => void;
};

const prompt = 'Select it with the mouse. Enter goes back.';

/**
 * Shows a text as it is, over the full width and without breaking its lines: the terminal wraps them itself, and so gives them back whole to
 * whoever selects them. It stays in what the terminal has scrolled away.
 */
export const showPlain = (text: string, { write, waitForEnter }: PlainHost): void => {
  write(`\n${text}${text.endsWith('\n') ? '' : '\n'}\n${prompt} `);
  waitForEnter();
};

/** A child that waits: our own keys are not read meanwhile, and Ctrl-Z, which would leave us waiting for a stopped child, does nothing. */
export const waitForEnter = (): void => {
  const how = { stdio: 'inherit', env: childEnvironment(process.env) } as const;
  if (process.platform === 'win32') spawnSync('cmd', ['/c', 'set /p answer='], how);
  else spawnSync('sh', ['-c', 'trap "" TSTP; read -r answer'], how);
};

/** The same, on this process's terminal. */
export const showHere = (text: string): void =>
  showPlain(text, { write: (each) => void process.stdout.write(each), waitForEnter });

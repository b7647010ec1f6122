/** The parts of Node's `process` that are needed here. */
type Host = {
  readonly stdout: { on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown };
  readonly stderr: { write(text: string): unknown };
  exit(code: number): void;
};

/**
 * Ends the program when what it prints cannot be written. Whoever reads it may stop early (`| head`): that is no error.
 * Anything else (a full disk) is told on stderr, with 1 as exit code: half an output must not pass for a whole one.
 */
export const endWhenOutputIsLost = (host: Host): void => {
  host.stdout.on('error', (error) => {
    if (error.code === 'EPIPE') {
      host.exit(0);
      return;
    }
    host.stderr.write(`aml-workbench: the output could not be written in full: ${reason(error)}.\n`);
    host.exit(1);
  });
};

const reasons: ReadonlyMap<string | undefined, string> = new Map([
  ['ENOSPC', 'no space is left where it goes (ENOSPC)'],
  ['EIO', 'the device it goes to failed (EIO)'],
  ['EDQUOT', 'the disk quota is used up (EDQUOT)'],
  ['EFBIG', 'the file would become too large (EFBIG)'],
]);

const reason = ({ code, message }: NodeJS.ErrnoException): string => reasons.get(code) ?? code ?? message;

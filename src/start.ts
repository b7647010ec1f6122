import { readCommandLine } from './arguments.ts';
import { isComputeCommand } from './compute-commands.ts';
import { endWhenOutputIsLost } from './terminal/lost-output.ts';
import { programVersion } from './version.ts';

/**
 * The program, from its command line on. Loads nothing that the answer does not need: help, version and complaints are
 * printed from here. (`process` is Node's global one: importing it reads all its fields, standard input among them.)
 */
export const start = async (args: readonly string[]): Promise<void> => {
  if (args[0] === 'simulator') {
    const { runSimulator } = await import('./simulator-command.ts');
    await runSimulator(args.slice(1));
    return;
  }
  if (args[0] === 'doctor') {
    const { runDoctorCommand } = await import('./doctor-command.ts');
    await runDoctorCommand(args.slice(1));
    return;
  }
  const [command] = args;
  if (isComputeCommand(command)) {
    const { runComputeCommand } = await import('./compute-command.ts');
    await runComputeCommand(command, args.slice(1));
    return;
  }
  const line = readCommandLine(args);
  if (line.is === 'help' || line.is === 'version') endWhenOutputIsLost(process);
  switch (line.is) {
    case 'help':
      process.stdout.write((await import('./usage-text.ts')).helpText);
      return;
    case 'version':
      process.stdout.write(`${programVersion()}\n`);
      return;
    case 'wrong':
      await refuse(line.sentence);
      return;
    case 'reset-terminal': {
      const { resetTerminal } = await import('./terminal/reset-terminal.ts');
      resetTerminal();
      return;
    }
    case 'run': {
      const { run } = await import('./run.ts');
      const wrong = await run(line.options);
      if (wrong !== undefined) await refuse(wrong);
    }
  }
};

const refuse = async (sentence: string): Promise<void> => {
  const { usageLine } = await import('./usage-text.ts');
  process.stderr.write(`aml-workbench: ${sentence}\n${usageLine}\n`);
  process.exitCode = 2;
};

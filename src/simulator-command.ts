import { readSimulatorLine, simulatorHelp, type SimulatorCommand } from './simulator-arguments.ts';
import type { StandAlone } from '#simulator/server/stand-alone.ts';

/**
 * `aml-workbench simulator`: serves the simulated Azure until it is told to stop. Its only output is one line when it is
 * ready; what goes wrong is told on stderr and by the exit code (1, or 2 for wrong usage).
 */
export const runSimulator = async (args: readonly string[]): Promise<void> => {
  const line = readSimulatorLine(args);
  switch (line.is) {
    case 'help':
      process.stdout.write(simulatorHelp);
      return;
    case 'wrong':
      complain(line.sentence, 2);
      return;
    case 'run':
      await serve(line.command);
  }
};

const serve = async (command: SimulatorCommand): Promise<void> => {
  const { startStandAlone } = await import('#simulator/server/stand-alone.ts');
  let running: StandAlone;
  try {
    running = await startStandAlone(command);
  } catch (error) {
    complain(`The simulator could not start: ${error instanceof Error ? error.message : String(error)}`, 1);
    return;
  }
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    void running.close();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Nobody will ever find a simulator that could not say where it is.
  process.stdout.once('error', (error: Error) => {
    complain(`Where it is could not be written: ${error.message}`, 1);
    stop();
  });
  process.stdout.write(`${JSON.stringify(running.ready)}\n`);
};

const complain = (sentence: string, exitCode: number): void => {
  process.stderr.write(`aml-workbench simulator: ${sentence}\n`);
  process.exitCode = exitCode;
};

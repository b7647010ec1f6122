import type { Options } from './arguments.ts';
import { connect, mainDemoPlace } from './connection.ts';
import { placeForOnce, type Start } from './starting.ts';

/**
 * Prints one snapshot and ends: the composition root of `--once`. Returns a sentence when the command line does not say
 * which workspace is meant; everything else is told by the exit code.
 */
export const runSnapshot = async (options: Options, start: Start): Promise<string | undefined> => {
  const { place, missing } = placeForOnce(start);
  if (missing !== undefined) return missing;
  const { stdout, stderr } = process;
  // Whoever reads this may stop early (`| head`): that is no error.
  // oxlint-disable-next-line unicorn/no-process-exit -- there is nobody left to write to
  stdout.on('error', () => process.exit(0));
  const { runOnce } = await import('#cli/once.ts');
  const { gateway, close } = await connect(start);
  process.exitCode = await runOnce({
    gateway,
    place: place ?? mainDemoPlace,
    format: options.format,
    write: (text: string) => void stdout.write(text),
    writeError: (text: string) => void stderr.write(text),
    columns: stdout.isTTY ? stdout.columns : undefined,
  });
  close();
  return undefined;
};

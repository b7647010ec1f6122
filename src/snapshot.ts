import type { Gateway } from '#azure/gateway.ts';
import { plain } from '#azure/plain.ts';
import type { Place } from '#azure/place.ts';
import type { Options } from './arguments.ts';
import { connect, mainDemoPlace } from './connection.ts';
import { hideSecrets } from './hide-secrets.ts';
import { onlyPlace, placeForOnce, type PlaceForOnce, type Start } from './starting.ts';

/**
 * Prints one snapshot and ends: the composition root of `--once`. Returns a sentence when the command line does not say
 * which workspace is meant; everything else is told by the exit code.
 */
export const runSnapshot = async (options: Options, start: Start): Promise<string | undefined> => {
  hideSecrets();
  const wanted = placeForOnce(start);
  if (wanted.is === 'missing') return wanted.sentence;
  const { stdout, stderr } = process;
  const { runOnce } = await import('#cli/once.ts');
  // Whoever prints changes nothing, and could not if a mistake made it try.
  const { gateway, close } = await connect(start, { readOnly: () => true });
  try {
    const place = await findPlace(wanted, gateway);
    if (typeof place === 'string') return plain(place);
    const redaction = options.redact ? (await import('./redaction.ts')).createRedaction() : undefined;
    process.exitCode = await runOnce({
      gateway: redaction?.gateway(gateway) ?? gateway,
      place: redaction?.place(place) ?? place,
      format: options.format,
      write: (text: string) => void stdout.write(text),
      writeError: (text: string) => void stderr.write(text),
      columns: stdout.isTTY ? stdout.columns : undefined,
    });
    return undefined;
  } finally {
    close();
  }
};

/** The place that is meant; a sentence when no workspace of the demo is it. */
export const findPlace = async (
  wanted: Exclude<PlaceForOnce, { readonly is: 'missing' }>,
  gateway: Gateway,
): Promise<Place | string> => {
  if (wanted.is === 'known') return wanted.place;
  if (wanted.is === 'main') return mainDemoPlace;
  const workspaces = await gateway.listWorkspaces(new AbortController().signal);
  if (!workspaces.ok) return 'The workspaces of the demo could not be listed.';
  return onlyPlace(
    wanted.hint,
    workspaces.value.map(({ place }) => place),
  );
};

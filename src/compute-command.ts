import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { plain } from '#azure/plain.ts';
import type { CommandScene } from '#cli/command-scene.ts';
import { computeHelp, readComputeLine, type ComputeOrder } from './compute-arguments.ts';
import type { ComputeCommand } from './compute-commands.ts';
import { connect } from './connection.ts';
import { decide } from './decide.ts';
import { keeperFor } from './keeper-for.ts';
import { createAudit } from './local/audit.ts';
import { readConfig, type Settings } from './local/config.ts';
import { userFolders } from './local/folders.ts';
import { readText } from './local/read-text.ts';
import { reasonOf } from './local/reasons.ts';
import { matches } from './local/workspace-patterns.ts';
import { findPlace } from './snapshot.ts';
import { placeForOnce, type Start } from './starting.ts';
import { hideSecrets } from './hide-secrets.ts';
import { crashText } from './terminal/crash-text.ts';
import { endWhenOutputIsLost } from './terminal/lost-output.ts';
import { withSettings } from './with-settings.ts';

/** `aml-workbench apply` and its like: the composition root of what changes computes without the full screen. */
export const runComputeCommand = async (does: ComputeCommand, args: readonly string[]): Promise<void> => {
  endWhenOutputIsLost(process);
  const line = readComputeLine(does, args);
  switch (line.is) {
    case 'help':
      process.stdout.write(computeHelp);
      return;
    case 'wrong':
      complain(does, line.sentence, 2);
      return;
    case 'run':
      try {
        hideSecrets();
        await run(line.order);
      } catch (error) {
        process.stderr.write(crashText(error));
        process.exitCode = 1;
      }
  }
};

const complain = (does: ComputeCommand, sentence: string, exitCode: number): void => {
  process.stderr.write(`aml-workbench ${does}: ${sentence}\n`);
  process.exitCode = exitCode;
};

const run = async (order: ComputeOrder): Promise<void> => {
  const { does } = order;
  const path = join(userFolders().config, 'config.json');
  const { settings, faults } = readConfig(readText(path), path);
  // Nobody is there to see that a script does not do what its configuration says.
  if (faults.length > 0) {
    for (const fault of faults) complain(does, fault, 2);
    return;
  }
  const options = withSettings(order.options, process.env, settings);
  const start = decide(options, settings);
  const wanted = placeForOnce(start);
  if (start.mode === 'demo' && options.demo === undefined)
    return complain(does, 'Nothing says which workspace is meant: give -s, -g and -w, or --demo.', 2);
  if (wanted.is === 'missing') return complain(does, wanted.sentence, 2);
  const yaml = order.does === 'apply' ? await readYamlFile(order.file) : undefined;
  if (yaml !== undefined && !yaml.ok) return complain(does, yaml.why, 1);

  const folder = userFolders().state;
  const audit = start.mode === 'azure' ? createAudit(folder) : undefined;
  // Until the place is known nothing is written.
  let care = { protected: true, readOnly: true };
  const { gateway, close } = await connect(start, {
    readOnly: () => care.readOnly,
    ...(audit === undefined ? {} : { onWrite: audit.note }),
  });
  try {
    const place = await findPlace(wanted, gateway);
    if (typeof place === 'string') return complain(does, plain(place), 2);
    care = careOf(place, options.readOnly, settings);
    const keeper = keeperFor(folder, audit);
    const scene: CommandScene = {
      gateway,
      place,
      about: aboutOf(start, options.readOnly),
      keeper,
      care,
      yes: order.yes,
      confirm: order.confirm,
      wait: order.wait,
      format: order.format,
      write: (words) => void process.stdout.write(words),
      writeError: (words) => void process.stderr.write(words),
      ...(canAsk(order) ? { ask } : {}),
    };
    process.exitCode = await carryOut(order, scene, yaml?.text ?? '');
    const trouble = keeper.trouble();
    if (trouble !== undefined) process.stderr.write(`aml-workbench ${does}: ${trouble}\n`);
  } finally {
    close();
  }
};

/** Each command loads only what it needs. */
const carryOut = async (order: ComputeOrder, scene: CommandScene, yaml: string): Promise<number> => {
  if (order.does === 'apply') {
    const { runApply } = await import('#cli/apply.ts');
    const file = order.file === '-' ? 'stdin' : plain(order.file);
    const { dryRun, attachAgain } = order;
    return runApply({ ...scene, text: yaml, file, dryRun, attachAgain });
  }
  const { runAct } = await import('#cli/act.ts');
  return runAct({ ...scene, does: order.does, names: order.names });
};

const careOf = (
  place: Parameters<typeof matches>[0],
  readOnly: boolean,
  { protectedWorkspaces, readOnlyWorkspaces }: Settings,
): CommandScene['care'] => ({
  protected: matches(place, protectedWorkspaces),
  readOnly: readOnly || matches(place, readOnlyWorkspaces),
});

const aboutOf = (start: Start, readOnly: boolean): CommandScene['about'] => ({
  mode: start.mode,
  readOnly,
  ...(start.mode === 'demo' ? { demoSpeed: start.demo.speed } : { cloud: start.access.cloud.id }),
});

/** Scripts are never asked; standard input that is the file has no answers in it. */
const canAsk = (order: ComputeOrder): boolean =>
  process.stdin.isTTY && process.stderr.isTTY && !(order.does === 'apply' && order.file === '-');

const ask = async (question: string): Promise<string> => {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
};

type YamlFile = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string };

/** More is not taken as YAML anyway. */
const mostLetters = 1_000_000;

/** The text of a file, of a pipe in place of one, or of standard input. */
const readYamlFile = async (file: string): Promise<YamlFile> => {
  try {
    const stream = file === '-' ? process.stdin : createReadStream(file);
    let text = '';
    for await (const part of stream.setEncoding('utf8')) {
      text += String(part);
      if (text.length > mostLetters) break;
    }
    return { ok: true, text };
  } catch (error) {
    return { ok: false, why: `${plain(file)}: ${whyUnread(error)}.` };
  }
};

const whyUnread = (error: unknown): string =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'
    ? 'there is no such file'
    : reasonOf(error, 'read');

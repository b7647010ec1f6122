import { spawnSync } from 'node:child_process';
import { lookup } from 'node:dns/promises';
import { join } from 'node:path';
import { clouds } from '#azure/clouds.ts';
import { plain } from '#azure/plain.ts';
import type { TerminalFacts } from '#cli/doctor/check-terminal.ts';
import { runDoctor, type DoctorScene } from '#cli/doctor.ts';
import type { Options } from './arguments.ts';
import { connect } from './connection.ts';
import { decide } from './decide.ts';
import { doctorHelp, readDoctorLine } from './doctor-arguments.ts';
import { childEnvironment } from './local/child-environment.ts';
import { readConfig, type Settings } from './local/config.ts';
import { userFolders } from './local/folders.ts';
import { readText } from './local/read-text.ts';
import { findPlace } from './snapshot.ts';
import type { Redaction } from './redaction.ts';
import { placeForOnce, type Start } from './starting.ts';
import { abilitiesOf } from './terminal/abilities.ts';
import { crashText } from './terminal/crash-text.ts';
import { endWhenOutputIsLost } from './terminal/lost-output.ts';
import { withSettings } from './with-settings.ts';

/** `aml-workbench doctor`: the composition root of what says why the program cannot work here. */
export const runDoctorCommand = async (args: readonly string[]): Promise<void> => {
  endWhenOutputIsLost(process);
  const line = readDoctorLine(args);
  switch (line.is) {
    case 'help':
      process.stdout.write(doctorHelp);
      return;
    case 'wrong':
      process.stderr.write(`aml-workbench doctor: ${line.sentence}\n`);
      process.exitCode = 2;
      return;
    case 'run':
      try {
        process.exitCode = await look(line.options, line.format);
      } catch (error) {
        process.stderr.write(crashText(error));
        process.exitCode = 1;
      }
  }
};

/** How long one service may take to answer, ms. */
const longestMs = 15_000;

const look = async (asked: Options, format: DoctorScene['format']): Promise<0 | 1> => {
  const path = join(userFolders().config, 'config.json');
  const { settings, faults } = readConfig(readText(path), path);
  const options = withSettings(asked, process.env, settings);
  const start = decide(options, settings);
  const redaction = options.redact ? await redactionOf(start) : undefined;
  const { gateway, signIn, close } = await connect(start, { readOnly: () => true });
  try {
    const wanted = placeForOnce(start);
    const place = wanted.is === 'missing' ? wanted.sentence : await findPlace(wanted, gateway);
    const { probe } = await import('#azure/arm/probe.ts');
    return await runDoctor({
      terminal: terminalFacts(options, settings),
      faults,
      ...(start.mode === 'demo' || signIn === undefined
        ? {}
        : {
            azure: {
              endpoint: start.access.cloud.endpoint,
              authority: start.access.cloud.authority,
              way: start.access.way,
              signIn: redaction?.signIn(signIn) ?? signIn,
              ports: {
                env: process.env,
                lookUp: async (host) => {
                  // A proxy may have any name: from here on it is known for one.
                  redaction?.id(host);
                  return (await lookup(host, { all: true })).map(({ address }) => address);
                },
                probe: (url) => probe(url, longestMs),
                now: Date.now,
              },
            },
          }),
      gateway: redaction?.gateway(gateway) ?? gateway,
      place: typeof place === 'string' ? plain(place) : (redaction?.place(place) ?? place),
      ...(redaction === undefined ? {} : { shown: redaction.text }),
      format,
      write: (text) => void process.stdout.write(text),
    });
  } finally {
    close();
  }
};

/** Stand-ins for what is asked for by its name; where the clouds that everybody may use are is no secret. */
const redactionOf = async (start: Start): Promise<Redaction> => {
  const { createRedaction } = await import('./redaction.ts');
  const redaction = createRedaction();
  for (const { endpoint, authority } of Object.values(clouds))
    for (const origin of [endpoint, authority]) redaction.keep(new URL(origin).hostname);
  for (const part of Object.values(start.place)) if (part !== undefined) redaction.id(part);
  return redaction;
};

const terminalFacts = (options: Options, settings: Settings): TerminalFacts => {
  const { env, stdout } = process;
  const { colour, ascii } = abilitiesOf(options, env, stdout.isTTY, settings.color);
  const tmux = env['TMUX'];
  return {
    isTerminal: stdout.isTTY,
    columns: stdout.columns,
    rows: stdout.rows,
    term: env['TERM'] === undefined ? undefined : plain(env['TERM']),
    colourBits: stdout.isTTY ? stdout.getColorDepth() : 1,
    utf8: !ascii,
    colour,
    overSsh: env['SSH_CONNECTION'] !== undefined,
    ...(tmux === undefined || tmux === ''
      ? {}
      : { tmux: { version: told('tmux', '-V'), clipboard: told('tmux', 'show', '-gv', 'set-clipboard') } }),
  };
};

/** The first line that a program prints; undefined when it cannot be run, or fails. */
const told = (program: string, ...args: readonly string[]): string | undefined => {
  const { status, stdout } = spawnSync(program, args, {
    encoding: 'utf8',
    env: childEnvironment(process.env),
    timeout: 1000,
  });
  return status === 0 ? plain(stdout.split('\n')[0] ?? '') : undefined;
};

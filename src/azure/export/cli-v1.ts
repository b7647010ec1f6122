import { readBody, textIn, type BodyReader } from './body-reader.ts';
import { identityIn, scaleIn } from './change-body.ts';
import { cliCloud } from './cloud-words.ts';
import type { Code, CodeAction, Where } from './code.ts';
import { leftOut, typeOf } from './left-out.ts';
import { sealed } from './sealed.ts';
import { comments, placed, shellCommand, type Word, type Words } from './shell.ts';
import type { CliV1Target } from './cli-v1-targets.ts';
import { partsOf } from '../targets/parts.ts';

/** The two generations of the command line are never installed at the same time. */
const extension = comments(['With the extension azure-cli-ml, which the extension ml excludes.']);

const make = (action: Extract<CodeAction, { is: 'make' }>, where: Where): Code => {
  const body = sealed(action.body, action.secrets);
  const type = typeOf(body);
  const { cliV1 } = partsOf(type);
  const target = textIn(body, 'properties.resourceId') === undefined ? cliV1?.create : cliV1?.attach;
  if (target === undefined)
    return {
      is: 'none',
      why: cliV1?.why ?? `az ml v1 does not know ${type}: it can neither create nor attach one.`,
    };
  const reader = readBody(body);
  const commands = commandsOf(target, action.name, reader, where);
  return { is: 'code', text: `${extension}${cliCloud(where)}${leftOut(reader.left())}${commands}` };
};

const commandsOf = (target: CliV1Target, name: string, reader: BodyReader, where: Where): string => {
  const commands = [
    { words: target.words, options: target.options(reader) },
    ...(target.next === undefined
      ? []
      : [{ words: target.next.words, options: target.next.options(reader) }]),
  ].filter(({ options }, index) => index === 0 || options.length > 0);
  return commands
    .map(
      ({ words, options }) =>
        `${shellCommand(['az', 'ml', 'computetarget', ...words], ['--name', name], ...placed(where), ...options)}\n`,
    )
    .join('');
};

const command = (action: CodeAction, where: Where, words: Words, ...options: readonly Words[]): string =>
  `${shellCommand(['az', 'ml', 'computetarget', ...words], ['--name', action.name], ...placed(where), ...options)}\n`;

const identityCommands = (
  action: Extract<CodeAction, { is: 'change' }>,
  where: Where,
): string | undefined => {
  const { kind, ids, gone } = identityIn(action.body);
  const run = (verb: string, identities: Word): string =>
    command(action, where, ['amlcompute', 'identity', verb], ['--identities', identities]);
  if (kind === 'none') return undefined;
  return (
    (gone.length === 0 ? '' : run('remove', gone.join(','))) +
    run('assign', kind === 'system' ? '[system]' : ids.join(','))
  );
};

const changed = (action: Extract<CodeAction, { is: 'change' }>, where: Where): string | undefined => {
  if (action.change === 'identity') return identityCommands(action, where);
  const { min, max, idle } = scaleIn(action.body);
  return command(
    action,
    where,
    ['update', 'amlcompute'],
    ['--min-nodes', String(min)],
    ['--max-nodes', String(max)],
    ['--idle-seconds-before-scaledown', String(idle)],
  );
};

/** The first generation of Azure's command line for machine learning, `az ml computetarget` of the extension azure-cli-ml. */
export const cliV1Code = (action: CodeAction, where: Where): Code => {
  const coded = (text: string): Code => ({ is: 'code', text: `${extension}${cliCloud(where)}${text}` });
  switch (action.is) {
    case 'make':
      return make(action, where);
    case 'change': {
      const text = changed(action, where);
      return text === undefined
        ? {
            is: 'none',
            why: 'az ml v1 takes identities away one by one: az ml computetarget amlcompute identity remove.',
          }
        : coded(text);
    }
    case 'submit':
      return {
        is: 'none',
        why: 'az ml v1 submits scripts with a run configuration (az ml run submit-script), no commands: use az ml v2.',
      };
    case 'run':
      return coded(command(action, where, ['computeinstance', action.does]));
    case 'remove':
      return coded(command(action, where, [action.by.toLowerCase()]));
  }
};

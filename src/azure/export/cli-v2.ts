import type { Json } from '../gateway.ts';
import { readBody } from './body-reader.ts';
import { identityIn, scaleIn } from './change-body.ts';
import type { Code, CodeAction, Where } from './code.ts';
import { cliCloud } from './cloud-words.ts';
import { fromEnvironment, yamlFields } from './entity.ts';
import { leftOut, typeOf } from './left-out.ts';
import { sealed } from './sealed.ts';
import { placed, shellCommand, shellFile, type Words } from './shell.ts';
import { schemas, yaml } from './yaml.ts';
import { jobCliV2 } from './job-cli-v2.ts';
import { partsOf } from '../targets/parts.ts';

const make = (action: Extract<CodeAction, { is: 'make' }>, where: Where): Code => {
  const body = sealed(action.body, action.secrets);
  const type = typeOf(body);
  const target = partsOf(type).v2;
  if (target === undefined)
    return { is: 'none', why: `az ml v2 does not know ${type}: it can neither create nor attach one.` };
  const reader = readBody(body);
  const entity = target.entity(action.name, reader);
  const file = `./${action.name.replaceAll(/[^\w.-]/gu, '_').slice(0, 60)}.yml`;
  const schema = target.schema === undefined ? {} : { $schema: `${schemas}/${target.schema}.schema.json` };
  const document = yaml({ ...schema, ...yamlFields(entity) });
  const command = shellCommand(
    ['az', 'ml', 'compute', target.verb],
    ['--file', file],
    ...placed(where),
    ...fromEnvironment(entity).map(({ variable, option }): Words => [option, { variable }]),
  );
  return {
    is: 'code',
    text: `${cliCloud(where)}${leftOut(reader.left())}${shellFile(file, document)}${command}\n`,
  };
};

const identityOptions = (body: Json): readonly Words[] | undefined => {
  const { kind, ids } = identityIn(body);
  switch (kind) {
    case 'none':
      return undefined;
    case 'system':
      return [['--identity-type', 'SystemAssigned']];
    case 'user':
      return [
        ['--identity-type', 'UserAssigned'],
        ['--user-assigned-identities', ids.join(',')],
      ];
  }
};

const changeOptions = ({
  change,
  body,
}: Extract<CodeAction, { is: 'change' }>): readonly Words[] | undefined => {
  if (change === 'identity') return identityOptions(body);
  const { min, max, idle } = scaleIn(body);
  return [
    ['--min-instances', String(min)],
    ['--max-instances', String(max)],
    ['--idle-time-before-scale-down', String(idle)],
  ];
};

/** The second generation of Azure's command line for machine learning, with its YAML. */
export const cliV2Code = (action: CodeAction, where: Where): Code => {
  const command = (verb: string, ...options: readonly Words[]): Code => ({
    is: 'code',
    text: `${cliCloud(where)}${shellCommand(['az', 'ml', 'compute', verb], ['--name', action.name], ...placed(where), ...options)}\n`,
  });
  switch (action.is) {
    case 'make':
      return make(action, where);
    case 'change': {
      const options = changeOptions(action);
      return options === undefined
        ? { is: 'none', why: 'az ml v2 cannot take identities away.' }
        : command('update', ...options);
    }
    case 'submit':
      return jobCliV2(action, where);
    case 'run':
      return command(action.does);
    case 'remove':
      return command(action.by.toLowerCase(), ['--yes']);
  }
};

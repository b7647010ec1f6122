import { pythonAuthority, pythonCloud, pythonCustom } from './cloud-words.ts';
import { readBody } from './body-reader.ts';
import { identityIn, scaleIn } from './change-body.ts';
import type { Code, CodeAction, Where } from './code.ts';
import { classesOf, pythonCall } from './entity.ts';
import { pythonString } from '../quoting.ts';
import { jobPythonV2 } from './job-python-v2.ts';
import { leftOut, typeOf } from './left-out.ts';
import { importOs, pythonValue } from './python.ts';
import { sealed } from './sealed.ts';
import { identityEntity } from './v2-targets.ts';
import { partsOf } from '../targets/parts.ts';

/**
 * A program of that code: what it imports, a client, and the code.
 * @param more what it imports from the package itself
 */
const program = (
  where: Where,
  classes: readonly string[],
  left: readonly string[],
  code: string,
  more: readonly string[] = [],
): Code => {
  const { place } = where;
  const client = pythonValue({
    calls: 'MLClient',
    arguments: {
      credential: { calls: 'DefaultAzureCredential', arguments: { authority: pythonAuthority(where) } },
      subscription_id: place.subscriptionId,
      resource_group_name: place.resourceGroup,
      workspace_name: place.workspace,
      cloud: pythonCloud(where),
    },
  });
  const imports = [
    `from azure.ai.ml import ${['MLClient', ...more].join(', ')}`,
    ...(classes.length === 0 ? [] : [`from azure.ai.ml.entities import ${listOf(classes)}`]),
    'from azure.identity import DefaultAzureCredential',
  ].join('\n');
  return {
    is: 'code',
    text: `${pythonCustom(where)}${leftOut(left)}${importOs(code)}${imports}\n\nclient = ${client}\n${code}`,
  };
};

const listOf = (classes: readonly string[]): string =>
  classes.length < 4 ? classes.join(', ') : `(\n${classes.map((each) => `    ${each},\n`).join('')})`;

const make = (action: Extract<CodeAction, { is: 'make' }>, where: Where): Code => {
  const body = sealed(action.body, action.secrets);
  const type = typeOf(body);
  const target = partsOf(type).v2;
  if (target === undefined)
    return {
      is: 'none',
      why: `The Python SDK v2 does not know ${type}: it can neither create nor attach one.`,
    };
  const reader = readBody(body);
  const entity = target.entity(action.name, reader);
  const begin = target.verb === 'attach' ? 'begin_attach' : 'begin_create_or_update';
  const code = `compute = ${pythonValue(pythonCall(entity))}\nclient.compute.${begin}(compute).result()\n`;
  return program(where, classesOf(entity), reader.left(), code);
};

const identityWords = { none: 'none', system: 'system_assigned', user: 'user_assigned' } as const;

const change = (action: Extract<CodeAction, { is: 'change' }>, where: Where): Code => {
  const get = `compute = client.compute.get(${pythonString(action.name)})\n`;
  const update = 'client.compute.begin_update(compute).result()\n';
  switch (action.change) {
    case 'scale': {
      const { min, max, idle } = scaleIn(action.body);
      const set = `compute.min_instances = ${min}\ncompute.max_instances = ${max}\ncompute.idle_time_before_scale_down = ${idle}\n`;
      return program(where, [], [], `${get}${set}${update}`);
    }
    case 'identity': {
      const { kind, ids } = identityIn(action.body);
      const identity = identityEntity(identityWords[kind], ids);
      const set = `compute.identity = ${pythonValue(pythonCall(identity))}\n`;
      return program(where, classesOf(identity), [], `${get}${set}${update}`);
    }
  }
};

const submit = (action: Extract<CodeAction, { is: 'submit' }>, where: Where): Code => {
  const { call, imports, left } = jobPythonV2(action, where);
  const code = `job = ${pythonValue(call)}
submitted = client.jobs.create_or_update(job)
print(submitted.status, submitted.studio_url)
`;
  return program(where, [], left, code, imports);
};

/** The second generation of the Python SDK, the package azure-ai-ml. */
export const pythonV2Code = (action: CodeAction, where: Where): Code => {
  const name = pythonString(action.name);
  switch (action.is) {
    case 'make':
      return make(action, where);
    case 'change':
      return change(action, where);
    case 'submit':
      return submit(action, where);
    case 'run':
      return program(where, [], [], `client.compute.begin_${action.does}(${name}).wait()\n`);
    case 'remove':
      return program(
        where,
        [],
        [],
        `client.compute.begin_delete(${name}, action=${pythonString(action.by)}).wait()\n`,
      );
  }
};

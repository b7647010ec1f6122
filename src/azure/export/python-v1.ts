import { readBody, textIn } from './body-reader.ts';
import { pythonCustom, workspaceOf } from './cloud-words.ts';
import { identityIn, scaleIn } from './change-body.ts';
import type { Code, CodeAction, Where } from './code.ts';
import { pythonString } from '../quoting.ts';
import { jobPythonV1 } from './job-python-v1.ts';
import { leftOut, typeOf } from './left-out.ts';
import { importOs, pythonValue } from './python.ts';
import { sealed } from './sealed.ts';
import type { V1Target } from './v1-targets.ts';
import { partsOf } from '../targets/parts.ts';

const indented = (code: string): string => code.replaceAll(/^(?=.)/gmu, '    ');

/** A pool's workspace, linked under the name of the compute. */
const linked = (name: string, resourceId: string): string => {
  const [, , subscription, , group, , , , synapse] = resourceId.split('/');
  const configuration = {
    calls: 'SynapseWorkspaceLinkedServiceConfiguration',
    arguments: { subscription_id: subscription, resource_group: group, name: synapse },
  } as const;
  return `linked_service = ${pythonValue({
    calls: 'LinkedService.register',
    arguments: { workspace: { name: 'workspace' }, name, linked_service_config: configuration },
  })}\n`;
};

const make = (action: Extract<CodeAction, { is: 'make' }>, where: Where): Code => {
  const body = sealed(action.body, action.secrets);
  const type = typeOf(body);
  const resourceId = textIn(body, 'properties.resourceId');
  const { pythonV1 } = partsOf(type);
  const target = resourceId === undefined ? pythonV1?.create : pythonV1?.attach;
  if (target === undefined)
    return {
      is: 'none',
      why: pythonV1?.why ?? `The Python SDK v1 does not know ${type}: it can neither create nor attach one.`,
    };
  const reader = readBody(body);
  const isLinked = target.class === 'SynapseCompute' && resourceId !== undefined;
  const code = `${workspaceOf(where)}name = ${pythonString(action.name)}\ntry:
    target = ComputeTarget(workspace=workspace, name=name)
    print("A compute of that name is there already: it is used as it is.")
except ComputeTargetException:
${indented((isLinked ? linked(action.name, resourceId) : '') + madeBy(target, reader))}print(target.provisioning_state, target.provisioning_errors)\n`;
  const core = isLinked
    ? 'LinkedService, SynapseWorkspaceLinkedServiceConfiguration, Workspace'
    : 'Workspace';
  const imports = `from azureml.core import ${core}
from azureml.core.compute import ${target.class}, ComputeTarget
from azureml.core.compute_target import ComputeTargetException\n\n`;
  return {
    is: 'code',
    text: pythonCustom(where) + leftOut(reader.left()) + importOs(code) + imports + code,
  };
};

const madeBy = (target: V1Target, reader: ReturnType<typeof readBody>): string => {
  const factory = target.verb === 'attach' ? 'attach_configuration' : 'provisioning_configuration';
  const configuration = pythonValue({
    calls: `${target.class}.${factory}`,
    arguments: target.arguments(reader),
  });
  const ssl = target.ssl?.(reader);
  const secured =
    ssl === undefined ? '' : `${pythonValue({ calls: 'configuration.enable_ssl', arguments: ssl })}\n`;
  return `configuration = ${configuration}\n${secured}target = ComputeTarget.${target.verb}(workspace, name, configuration)\ntarget.wait_for_completion(show_output=True)\n`;
};

const identityChange = ({ body }: Extract<CodeAction, { is: 'change' }>): string => {
  const { kind, ids, gone } = identityIn(body);
  const removed =
    gone.length === 0 && kind !== 'none'
      ? ''
      : `target.remove_identity(${gone.length === 0 ? '' : `identity_id=${pythonValue(gone)}`})\n`;
  if (kind === 'none') return removed;
  const added = pythonValue({
    calls: 'target.add_identity',
    arguments: {
      identity_type: kind === 'system' ? 'SystemAssigned' : 'UserAssigned',
      identity_id: ids.length === 0 ? undefined : ids,
    },
  });
  return `${removed}${added}\n`;
};

const does = (action: Exclude<CodeAction, { is: 'make' | 'submit' }>): string => {
  switch (action.is) {
    case 'change': {
      if (action.change === 'identity') return identityChange(action);
      const { min, max, idle } = scaleIn(action.body);
      return `${pythonValue({
        calls: 'target.update',
        arguments: { min_nodes: min, max_nodes: max, idle_seconds_before_scaledown: idle },
      })}\n`;
    }
    case 'run':
      return `target.${action.does}(wait_for_completion=True, show_output=True)\n`;
    case 'remove':
      return `target.${action.by.toLowerCase()}()\n`;
  }
};

/** The first generation of the Python SDK, the package azureml-core, as the article shows it. */
export const pythonV1Code = (action: CodeAction, where: Where): Code => {
  if (action.is === 'make') return make(action, where);
  if (action.is === 'submit') return jobPythonV1(action, where);
  const imports = 'from azureml.core import Workspace\nfrom azureml.core.compute import ComputeTarget\n\n';
  const target = `target = ComputeTarget(workspace=workspace, name=${pythonString(action.name)})\n`;
  return {
    is: 'code',
    text: pythonCustom(where) + imports + workspaceOf(where) + target + does(action),
  };
};

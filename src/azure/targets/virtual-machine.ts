import { pipelineStep, attachedAgain } from './uses.ts';
import { machineYaml } from '../compute-yaml/v2-types.ts';
import { machinePythonV1 } from '../export/v1-targets.ts';
import { machineV2 } from '../export/v2-targets.ts';
import { machineRun } from '../next-steps/run-configurations.ts';
import { attachedId, resourceFields } from './attachable.ts';
import { attachmentBasics, attachmentBody, attachmentClaims, confirmation } from './attaching.ts';
import type { FormFacts } from './field.ts';
import { formOf } from './form.ts';
import { loginBody, loginFields, loginRules, loginSecrets, loginWarnings } from './ssh-login.ts';
import type { TargetParts } from './target.ts';

const resource = resourceFields('virtual-machine');

const fields = {
  ...attachmentBasics,
  ...resource,
  resourceId: {
    ...resource.resourceId,
    help: 'Enter lists what there is, or paste an id. A server outside of Azure is taken no more; Kubernetes on it is, over Azure Arc.',
    // The first SDKs took an address in place of an id.
    parse: (text: string, facts: FormFacts) =>
      /^[^/\s]*[.:][^/\s]*$/u.test(text.trim())
        ? ({
            ok: false,
            why: 'an address alone is taken no more: a machine in Azure by its id, any other by Kubernetes over Azure Arc',
          } as const)
        : resource.resourceId.parse(text, facts),
  },
  suits: confirmation(
    {
      label: 'The machine',
      help: 'Only Ubuntu works, and the service reaches it by its public address. Azure recommends its Data Science VM.',
      group: 'Resource',
    },
    'not looked at yet',
    'runs Ubuntu and has a public IP',
    'it must run Ubuntu and have a public IP address: say so once it does',
  ),
  ...loginFields('azureuser'),
};

/** A virtual machine of the user's own, reached over SSH. Body as in the REST API 2022-10-01, `VirtualMachine`. */
const virtualMachineForm = formOf({
  fields,
  secrets: loginSecrets,
  name: ({ name }) => name,
  rules: (values) => loginRules(values),
  warnings: (values) => [
    'in a virtual network its security group must let the service in at the SSH port',
    ...loginWarnings(values),
  ],
  cost: () => undefined,
  claims: (values, facts) =>
    attachmentClaims('VirtualMachine', facts, {
      of: 'virtual-machine',
      resourceId: attachedId('virtual-machine', values),
    }),
  body: (values, facts) =>
    attachmentBody('VirtualMachine', values, facts, {
      resourceId: attachedId('virtual-machine', values),
      properties: loginBody(values),
    }),
});

export const virtualMachineTarget: TargetParts = {
  words: {
    about: 'A virtual machine of yours in Azure, reached over SSH.',
    notes: [
      'Ubuntu only, with a public IP address. A second attachment breaks the first one.',
      'A server outside of Azure is taken no more: connect a Kubernetes cluster on it with Azure Arc, and attach that.',
      'Detaching leaves the machine running, and billing.',
    ],
    uses: { ...pipelineStep, training: true, automl: true },
    standingNote: 'no service level; not for production',
    typicalDuration: 'from some seconds to a few minutes',
    changeableLater: attachedAgain,
  },
  form: virtualMachineForm,
  v2: machineV2,
  yaml: machineYaml,
  cliV1: {
    why: 'az ml v1 attaches a machine by its address alone, which the service takes no more: the Python SDK v1 attaches it by its id.',
  },
  pythonV1: { attach: machinePythonV1 },
  steps: (facts) => [machineRun(facts)],
};

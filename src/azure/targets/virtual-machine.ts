import { pipelineStep, attachedAgain } from './uses.ts';
import { machineYaml } from '../compute-yaml/v2-types.ts';
import { machinePythonV1 } from '../export/v1-targets.ts';
import { machineV2 } from '../export/v2-targets.ts';
import { machineRun } from '../next-steps/run-configurations.ts';
import { attachedId, resourceFields } from './attachable.ts';
import { attachmentBasics, attachmentBody, attachmentClaims, confirmation } from './attaching.ts';
import { formOf } from './form.ts';
import { loginBody, loginFields, loginRules, loginSecrets, loginWarnings } from './ssh-login.ts';
import type { TargetParts } from './target.ts';

const fields = {
  ...attachmentBasics,
  ...resourceFields('virtual-machine'),
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
    about: 'A machine of yours, in Azure or elsewhere, reached over SSH.',
    notes: [
      'Ubuntu only, with a public IP address. A second attachment breaks the first one.',
      'The Data Science Virtual Machine of Azure is the recommended one. Detaching leaves it running, and billing.',
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

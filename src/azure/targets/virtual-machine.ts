import { attachedId, resourceFields } from './attachable.ts';
import { attachmentBasics, attachmentBody, attachmentClaims, confirmation } from './attaching.ts';
import { formOf } from './form.ts';
import { loginBody, loginFields, loginRules, loginSecrets, loginWarnings } from './ssh-login.ts';

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
export const virtualMachineForm = formOf({
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

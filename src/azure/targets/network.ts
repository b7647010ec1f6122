import { choice, optional, type FieldSpec } from './field.ts';
import { subnetId } from './resource-ids.ts';

const group = 'Network';

/** The subnet that the machines live in, if any. */
export const subnet: FieldSpec<string | undefined> = optional(
  subnetId({
    label: 'Subnet',
    help: 'Empty: outside any virtual network. Enter lists the subnets; or paste a resource id. Its region must be the same.',
    group,
  }),
);

/** Whether the machines get public addresses. */
export const publicIp = choice(
  {
    label: 'Public IP',
    help: 'Without one it needs a subnet or a managed network, and private links.',
    group,
  },
  [
    { value: 'yes', label: 'yes' },
    { value: 'no', label: 'no' },
  ],
  'yes',
);

/** What is said of the network. */
export const networkWarnings = (subnetIs: string | undefined, ip: 'yes' | 'no'): readonly string[] =>
  ip === 'no'
    ? [
        subnetIs === undefined
          ? 'without public IP and subnet it works only in a workspace with a managed network'
          : 'without public IP the workspace needs a private link',
      ]
    : [];

import type { VmSize } from '#azure/model.ts';
import type { Draft, FormFacts } from '#azure/targets/field.ts';
import { targetForms } from '#azure/targets/forms.ts';
import { clusterNamed, instanceNamed } from '#test/support/computes.ts';
import type { Checked, FieldVerdict, TargetForm, TargetId } from '#azure/targets/target.ts';

export const size = (name: string, more: Partial<VmSize> = {}): VmSize => ({
  name,
  family: 'standardDSv2Family',
  vCpus: 4,
  gpus: 0,
  memoryGb: 14,
  lowPriorityCapable: true,
  forClusters: true,
  forInstances: true,
  dedicatedPerHour: 0.25,
  lowPriorityPerHour: 0.05,
  ...more,
});

const subscription = '11111111-2222-3333-4444-555555555555';

export const facts: FormFacts = {
  place: { subscriptionId: subscription, resourceGroup: 'rg', workspace: 'ml-team' },
  location: 'westeurope',
  sizes: [
    size('Standard_DS3_v2'),
    size('Standard_ND_unpriced', { family: '' }),
    size('Standard_M_dedicated', { lowPriorityCapable: false }),
    size('Standard_F_instance', { forClusters: false }),
    size('Standard_F_cluster', { forInstances: false }),
  ],
  computes: [clusterNamed('gpu-train'), instanceNamed('ada', 'Running')],
  workspaceId: '0a1b2c3d-4444-5555-6666-777777777777',
};

export const subnet = `/subscriptions/${subscription}/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet/subnets/train`;

export const identity = (name: string): string =>
  `/subscriptions/${subscription}/resourceGroups/rg-id/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`;

/** Keys made for these tests only; their private halves are gone. */
export const keys = {
  ed25519: `ssh-ed25519 ${blob('ssh-ed25519', 32)} ada@laptop`,
  rsa: `ssh-rsa ${blob('ssh-rsa', 3, 257)} ada@laptop`,
  weakRsa: `ssh-rsa ${blob('ssh-rsa', 3, 129)}`,
};

/** The base64 of a key blob of that inner type with further parts of those lengths. */
export function blob(type: string, ...lengths: readonly number[]): string {
  const part = (bytes: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return Buffer.concat([length, bytes]);
  };
  // A modulus begins with a zero byte, and a set bit after it.
  const bytes = lengths.map((length) =>
    length > 64
      ? Buffer.concat([Buffer.from([0]), Buffer.alloc(length - 1, 0xa5)])
      : Buffer.alloc(length, 0x5a),
  );
  return Buffer.concat([part(Buffer.from(type)), ...bytes.map(part)]).toString('base64');
}

export const formOfTarget = (id: TargetId): TargetForm => {
  const form = targetForms[id];
  if (form === undefined) throw new Error(`${id} has no form`);
  return form;
};

/** The draft of a new form with these changes. */
export const draftOf = (id: TargetId, changes: Draft): Draft => ({
  ...formOfTarget(id).initial(facts),
  ...changes,
});

export const checked = (id: TargetId, changes: Draft, known: FormFacts = facts): Checked =>
  formOfTarget(id).check(draftOf(id, changes), known);

/** What is said of one field, whatever the others hold. */
export const verdictOf = (id: TargetId, field: string, changes: Draft): FieldVerdict => {
  const verdict = checked(id, changes).fields[field];
  if (verdict === undefined) throw new Error(`${field} is hidden`);
  return verdict;
};

/** Everything a check says in words, in one text. */
export const allWords = ({ fields, blocks, plan }: Checked): string =>
  [...Object.values(fields).map(({ words }) => words), ...blocks, ...(plan?.warnings ?? [])].join('\n');

import type { Gateway, Json } from '#azure/gateway.ts';
import type { Compute } from '#azure/model.ts';
import { nameOf, sameId, type Place } from '#azure/place.ts';
import type { Attachment, Plan } from '#azure/targets/target.ts';
import type { CheckResult } from '../checks.ts';

const sshPort = 22;

const isRecord = (value: Json | undefined): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const field = (value: Json | undefined, name: string): Json | undefined =>
  isRecord(value) ? value[name] : undefined;

/** The nested properties of a compute, which the model has of clusters and instances only. */
const settingsOf = async (
  gateway: Gateway,
  place: Place,
  { name }: Compute,
  signal: AbortSignal,
): Promise<((key: string) => string | undefined) | undefined> => {
  const answer = await gateway.readCompute(place, name, signal);
  if (!answer.ok) return undefined;
  const inner = field(field(answer.value, 'properties'), 'properties');
  return (key) => {
    const value = field(inner, key);
    return typeof value === 'string'
      ? value.toLowerCase()
      : typeof value === 'number'
        ? String(value)
        : undefined;
  };
};

type Finding = { readonly entry: Compute; readonly is: 'same' | 'other-type' | 'untold' };

/** Whether an entry stands for what is about to be attached; undefined when it does not. */
const compare = async (
  gateway: Gateway,
  place: Place,
  entry: Compute,
  { claims: { computeType } }: Plan,
  { resourceId, namespace, address, port = sshPort }: Attachment,
  signal: AbortSignal,
): Promise<Finding | undefined> => {
  const sameType = entry.type.is === computeType;
  if (entry.resourceId !== undefined) {
    if (!sameId(entry.resourceId, resourceId)) return undefined;
    if (!sameType) return { entry, is: 'other-type' };
    if (namespace === undefined) return { entry, is: 'same' };
    const settings = await settingsOf(gateway, place, entry, signal);
    if (settings === undefined) return { entry, is: 'untold' };
    return (settings('namespace') ?? 'default') === namespace ? { entry, is: 'same' } : undefined;
  }
  // Early SDKs attached machines by their address alone.
  if (!sameType || (computeType !== 'VirtualMachine' && computeType !== 'HDInsight')) return undefined;
  const settings = address === undefined ? undefined : await settingsOf(gateway, place, entry, signal);
  if (address === undefined || settings?.('address') === undefined) return { entry, is: 'untold' };
  const same =
    settings('address') === address.toLowerCase() && (settings('sshPort') ?? `${sshPort}`) === String(port);
  return same ? { entry, is: 'same' } : undefined;
};

const namesOf = (entries: readonly Compute[]): string =>
  entries.map(({ name, provisioning }) => `${name} (${provisioning.text})`).join(', ');

/**
 * Is the resource attached to this workspace already? Every attachment breaks the one before it, whatever state that is in. On Kubernetes
 * another namespace is another attachment.
 */
export const duplicates = async (
  gateway: Gateway,
  place: Place,
  plan: Plan,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> => {
  const { attaches } = plan.claims;
  if (attaches === undefined) return [];
  const id = 'duplicate';
  const answer = await gateway.listComputes(place, signal);
  if (!answer.ok)
    return [
      { id, is: 'unknown', words: `whether it is attached already: cannot be told (${answer.problem.kind})` },
    ];
  // Of the same name is another question, with an answer of its own.
  const others = answer.value.filter(({ name }) => name.toLowerCase() !== plan.name.toLowerCase());
  const found = (
    await Promise.all(others.map((entry) => compare(gateway, place, entry, plan, attaches, signal)))
  ).filter((each) => each !== undefined);
  const of = (is: Finding['is']): readonly Compute[] =>
    found.filter((each) => each.is === is).map(({ entry }) => entry);
  const [same, otherType, untold] = [of('same'), of('other-type'), of('untold')];
  const what = attaches.namespace === undefined ? 'this resource is' : 'this cluster and namespace are';
  const [first] = same;
  return [
    first === undefined
      ? { id, is: 'pass', words: 'no compute of this workspace is attached to it' }
      : {
          id,
          is: 'block',
          words: `${what} attached already, as ${namesOf(same)}: attaching again breaks that; detach it first`,
          inTheWay: { name: first.name, overridable: true },
        },
    ...(otherType.length === 0
      ? []
      : [
          {
            id: 'duplicate-type',
            is: 'warn',
            words: `it is attached as another type too: ${otherType.map(({ name, type }) => `${name} (${type.text})`).join(', ')}`,
          } as const,
        ]),
    ...(untold.length === 0
      ? []
      : [
          {
            id: 'duplicate-untold',
            is: 'unknown',
            words: `whether it is the same as ${namesOf(untold)}: cannot be told`,
          } as const,
        ]),
  ];
};

/** Does the resource exist, as far as the user may look? */
export const attachedResource = async (
  gateway: Gateway,
  { claims: { attaches } }: Plan,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> => {
  if (attaches === undefined) return [];
  const { of, resourceId } = attaches;
  const id = 'resource';
  const answer = await gateway.listResources(of, signal);
  if (!answer.ok)
    return [{ id, is: 'unknown', words: `the resource: cannot be told (${answer.problem.kind})` }];
  const found = answer.value.find((each) => sameId(each.id, resourceId));
  return [
    found === undefined
      ? { id, is: 'warn', words: `${nameOf(resourceId)} is not among what you may read: does it exist?` }
      : { id, is: 'pass', words: `${found.name} exists, in ${found.location}` },
  ];
};

import type { Compute, Json } from '../world/world.ts';
import { field, textField } from './exchange.ts';

type Path = readonly [string, ...string[]];

/**
 * Where the body of a cluster or an instance says what is settled once it exists, and what the world calls it. Of what stands in neither
 * list nobody has told whether a change is refused or passed over: it is passed over.
 */
const settled = {
  cluster: {
    vmSize: ['vmSize'],
    priority: ['vmPriority'],
    osType: ['osType'],
    subnetId: ['subnet', 'id'],
    nodePublicIp: ['enableNodePublicIp'],
    imageId: ['virtualMachineImage', 'id'],
  },
  instance: {
    vmSize: ['vmSize'],
    sshAccess: ['sshSettings', 'sshPublicAccess'],
    subnetId: ['subnet', 'id'],
    nodePublicIp: ['enableNodePublicIp'],
  },
} as const satisfies Record<string, Readonly<Record<string, Path>>>;

/** Ids and sizes are told in any case. */
const isSame = (one: unknown, other: unknown): boolean =>
  String(one).toLowerCase() === String(other).toLowerCase();

const changed = <T extends object>(
  names: Readonly<Partial<Record<keyof T, Path>>>,
  [was, wanted]: readonly [T, T],
  properties: Json | undefined,
): string | undefined => {
  const sent = field(properties, 'properties');
  for (const name in names) {
    const path = names[name];
    if (path === undefined) continue;
    const told = path.reduce((value: Json | undefined, step) => field(value, step), sent);
    if (told !== undefined && !isSame(was[name], wanted[name])) return path.join('.');
  }
  return undefined;
};

/**
 * Why a PUT cannot make a compute what its body says: it would change what is settled at creation. Undefined when it changes nothing of
 * that kind; what a body leaves out stays as it is.
 */
export const fixedProblem = (
  { detail: was, resourceId }: Compute,
  wanted: Compute['detail'],
  properties: Json | undefined,
): string | undefined => {
  const words = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : `The ${path} of an existing compute can not be changed.`;
  if (was.kind === 'cluster' && wanted.kind === 'cluster')
    return words(changed(settled.cluster, [was, wanted], properties));
  if (was.kind === 'instance' && wanted.kind === 'instance')
    return words(changed(settled.instance, [was, wanted], properties));
  const id = textField(properties, 'resourceId');
  const isOther = id !== undefined && resourceId !== null && !isSame(id.replace(/\/$/u, ''), resourceId);
  return words(isOther ? 'resourceId' : undefined);
};

import { attachableAt, identityAt, networkOfSubnet } from '../world/lookup.ts';
import { isAllowed } from '../world/roles.ts';
import type { Compute, ComputeIdentity, World } from '../world/world.ts';
import { badRequest, refuse, type Answer } from './exchange.ts';

const subnetId =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Network\/virtualNetworks\/[^/]+\/subnets\/[^/]+$/iu;
const identityId =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[^/]+$/iu;

const notAnId = (id: string, path: string, kind: string): Answer =>
  badRequest(
    `Property id '${id}' at path '${path}' is invalid. Expect the fully qualified resource id of a ${kind}.`,
    'LinkedInvalidPropertyId',
  );

const mayNotUse = (id: string, action: string): Answer =>
  refuse(
    403,
    'LinkedAuthorizationFailed',
    `The client has permission to perform the operation on the compute, however it does not have permission to perform action '${action}' on the linked scope '${id}' or the linked scope is invalid.`,
  );

/** Why a compute in `region` may not be put into a subnet; undefined when it may. */
const subnetProblem = (world: World, id: string, region: string): Answer | undefined => {
  if (!subnetId.test(id)) return notAnId(id, 'properties.properties.subnet.id', 'subnet');
  const network = networkOfSubnet(world, id);
  if (network === undefined)
    return badRequest(`The subnet '${id}' was not found.`, 'InvalidResourceReference');
  if (network.location !== region) {
    return badRequest(
      `The subnet '${id}' is in region '${network.location}' and the compute in '${region}': both must be in the same region.`,
      'InvalidResourceReference',
    );
  }
  const action = 'Microsoft.Network/virtualNetworks/subnets/join/action';
  return isAllowed(world, id, action) ? undefined : mayNotUse(id, action);
};

const identityProblem = (world: World, id: string): Answer | undefined => {
  if (!identityId.test(id)) return notAnId(id, 'identity.userAssignedIdentities', 'user-assigned identity');
  if (identityAt(world, id) === undefined) {
    return badRequest(
      `The identity operation failed with status 'BadRequest': resource '${id}' was not found.`,
      'FailedIdentityOperation',
    );
  }
  const action = 'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action';
  return isAllowed(world, id, action) ? undefined : mayNotUse(id, action);
};

/** Why what is to be attached cannot be; undefined when it is there. */
const resourceProblem = (world: World, id: string): Answer | undefined =>
  attachableAt(world, id) === undefined
    ? badRequest(`The resource '${id}' was not found.`, 'InvalidResourceReference')
    : undefined;

type Links = {
  /** The region of the compute. */
  readonly region: string;
  readonly detail: Compute['detail'];
  readonly identity: ComputeIdentity | null;
  readonly resourceId: string | undefined;
};

/**
 * Why a compute may not refer to what its body names: the resource to attach, a subnet, identities; undefined when all of it is there
 * and allowed.
 */
export const linkedProblem = (
  world: World,
  { region, detail, identity, resourceId }: Links,
): Answer | undefined => {
  const subnet = detail.kind === 'attached' ? null : detail.subnetId;
  const attached = detail.kind === 'attached' ? resourceId : undefined;
  const first =
    (subnet === null ? undefined : subnetProblem(world, subnet, region)) ??
    (attached === undefined ? undefined : resourceProblem(world, attached));
  if (first !== undefined || identity?.kind !== 'user') return first;
  return identity.ids.map((id) => identityProblem(world, id)).find((problem) => problem !== undefined);
};

import type { Network, Role, UserIdentity, World } from '../world/world.ts';
import { makeCompute, makeInstance } from '../world/make.ts';
import { mainPlace, subscriptions, tenantId } from './main-place.ts';
import { attachables } from './attachables.ts';
import { people } from '../world/names.ts';

const { research, production } = subscriptions;

/*
 * What lies around the workspaces. All of it is fixed, and nothing here draws from the world's chance: it changes nothing of
 * the world's course.
 */

const networks: readonly Network[] = [
  {
    subscriptionId: research.id,
    resourceGroup: 'rg-network',
    name: 'vnet-ml',
    location: 'westeurope',
    subnets: [
      { name: 'snet-training', addressPrefix: '10.20.0.0/22' },
      { name: 'snet-instances', addressPrefix: '10.20.4.0/24' },
      { name: 'snet-endpoints', addressPrefix: '10.20.5.0/26' },
    ],
  },
  {
    subscriptionId: research.id,
    resourceGroup: 'rg-network',
    name: 'vnet-ml-north',
    location: 'northeurope',
    subnets: [{ name: 'snet-training', addressPrefix: '10.30.0.0/22' }],
  },
  {
    subscriptionId: research.id,
    resourceGroup: mainPlace.resourceGroup,
    name: 'vnet-demo',
    location: 'westeurope',
    subnets: [{ name: 'default', addressPrefix: '172.16.0.0/24' }],
  },
  {
    subscriptionId: production.id,
    resourceGroup: 'rg-forecast-prod',
    name: 'vnet-forecast',
    location: 'eastus',
    subnets: [{ name: 'snet-scoring', addressPrefix: '10.40.0.0/24' }],
  },
];

const identities: readonly UserIdentity[] = [
  {
    subscriptionId: research.id,
    resourceGroup: mainPlace.resourceGroup,
    name: 'id-ml-data',
    location: 'westeurope',
    principalId: '3b9c3a52-0d1e-4a7c-8f35-5f4f2f0c1a01',
    clientId: 'd4a3f1c8-62b0-4f0e-9a41-0b8d0f6c1b01',
  },
  {
    subscriptionId: research.id,
    resourceGroup: mainPlace.resourceGroup,
    name: 'id-ml-registry',
    location: 'westeurope',
    principalId: '3b9c3a52-0d1e-4a7c-8f35-5f4f2f0c1a02',
    clientId: 'd4a3f1c8-62b0-4f0e-9a41-0b8d0f6c1b02',
  },
  {
    subscriptionId: research.id,
    resourceGroup: 'rg-ml-vision',
    name: 'id-vision',
    location: 'northeurope',
    principalId: '3b9c3a52-0d1e-4a7c-8f35-5f4f2f0c1a03',
    clientId: 'd4a3f1c8-62b0-4f0e-9a41-0b8d0f6c1b03',
  },
  {
    subscriptionId: production.id,
    resourceGroup: 'rg-forecast-prod',
    name: 'id-forecast',
    location: 'eastus',
    principalId: '3b9c3a52-0d1e-4a7c-8f35-5f4f2f0c1a04',
    clientId: 'd4a3f1c8-62b0-4f0e-9a41-0b8d0f6c1b04',
  },
];

/** Owner of research, Reader of production, and Contributor of the sandbox that lies in production. */
const roles: readonly Role[] = [
  { scope: `/subscriptions/${research.id}`, actions: ['*'], notActions: [] },
  { scope: `/subscriptions/${production.id}`, actions: ['*/read'], notActions: [] },
  {
    scope: `/subscriptions/${production.id}/resourceGroups/rg-ml-sandbox`,
    actions: ['*'],
    notActions: ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/*/Write'],
  },
];

/** Networks, identities and rights of the tenant. */
export const addSurroundings = (world: World): void => {
  world.roles.push(...structuredClone(roles));
  world.networks.push(...structuredClone(networks));
  world.identities.push(...structuredClone(identities));
  world.attachables.push(...structuredClone(attachables));
  world.resourceGroups.push({
    subscriptionId: research.id,
    name: 'rg-network',
    location: 'westeurope',
    tags: {},
  });
};

/** An instance whose name is taken for the whole region of the main workspace, though it is in another. */
export const addNameHolder = (world: World): void => {
  const sandbox = world.workspaces.find(({ name }) => name === 'mlw-sandbox');
  if (sandbox === undefined) return;
  const [{ name: userName, mail }] = people;
  const creator = { userName, userId: '0a6f1f86-7c4e-4c92-9d39-9d2b6a1f5e01', userOrgId: tenantId };
  const basics = {
    name: 'ci-shared',
    computeType: 'ComputeInstance',
    location: sandbox.location,
    createdBy: mail,
  };
  sandbox.computes.push(
    makeCompute(world, basics, makeInstance(world, { vmSize: 'STANDARD_DS2_V2', state: 'Stopped', creator })),
  );
};

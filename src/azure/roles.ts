import { mayDo } from './permissions.ts';
import type { Permission } from './model.ts';

/** One of Azure's built-in roles: its name as Azure writes it, and what it allows. */
export type Role = Permission & { readonly name: string };

const workspaces = 'Microsoft.MachineLearningServices/workspaces';

/**
 * The built-in roles that can hold what this program asks for, the narrowest first. Of roles that reach far beyond Azure Machine Learning
 * only what concerns its computes is listed. Source: "Azure built-in roles" in Microsoft's documents of role-based access control (AI +
 * machine learning, general, networking, identity).
 */
export const builtInRoles: readonly Role[] = [
  { name: 'Reader', actions: ['*/read'], notActions: [] },
  {
    name: 'AzureML Compute Operator',
    actions: [`${workspaces}/computes/*`, `${workspaces}/notebooks/vm/*`],
    notActions: [],
  },
  {
    name: 'AzureML Data Scientist',
    actions: ['read', 'action', 'delete', 'write'].map((verb) => `${workspaces}/*/${verb}`),
    notActions: [
      `${workspaces}/delete`,
      `${workspaces}/write`,
      // The role names `computes/*/write` and `computes/*/delete`, and is described as not creating or deleting computes.
      `${workspaces}/computes/write`,
      `${workspaces}/computes/delete`,
      `${workspaces}/computes/*/write`,
      `${workspaces}/computes/*/delete`,
      `${workspaces}/computes/listKeys/action`,
      `${workspaces}/listKeys/action`,
    ],
  },
  {
    name: 'Managed Identity Operator',
    // Listed as `*/assign/action`; the action that is asked for has nothing in the place of the star.
    actions: ['Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'],
    notActions: [],
  },
  { name: 'Network Contributor', actions: ['Microsoft.Network/*'], notActions: [] },
  { name: 'Azure AI Administrator', actions: [`${workspaces}/*`], notActions: [] },
  {
    name: 'Contributor',
    actions: ['*'],
    notActions: [
      'Microsoft.Authorization/*/Delete',
      'Microsoft.Authorization/*/Write',
      'Microsoft.Authorization/elevateAccess/Action',
    ],
  },
  { name: 'Owner', actions: ['*'], notActions: [] },
];

/**
 * The built-in roles that allow an action, the narrowest first; never empty for an action that anybody may hold. Custom roles
 * may hold it as well.
 * @param action in Azure's words, any case
 */
export const rolesThatMay = (action: string): readonly string[] =>
  builtInRoles.filter((role) => mayDo([role], action)).map(({ name }) => name);

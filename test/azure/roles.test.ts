import { describe, expect, it } from 'vitest';
import { computeActions } from '#azure/permissions.ts';
import { rolesThatMay } from '#azure/roles.ts';

const { read, write, delete: remove, start, listNodes } = computeActions;

describe('who may do what to computes, by built-in role, the narrowest first', () => {
  it.each([
    [
      read,
      [
        'Reader',
        'AzureML Compute Operator',
        'AzureML Data Scientist',
        'Azure AI Administrator',
        'Contributor',
        'Owner',
      ],
    ],
    [write, ['AzureML Compute Operator', 'Azure AI Administrator', 'Contributor', 'Owner']],
    [remove, ['AzureML Compute Operator', 'Azure AI Administrator', 'Contributor', 'Owner']],
    [
      start,
      [
        'AzureML Compute Operator',
        'AzureML Data Scientist',
        'Azure AI Administrator',
        'Contributor',
        'Owner',
      ],
    ],
    [
      listNodes,
      [
        'AzureML Compute Operator',
        'AzureML Data Scientist',
        'Azure AI Administrator',
        'Contributor',
        'Owner',
      ],
    ],
    [
      'Microsoft.MachineLearningServices/workspaces/jobs/cancel/action',
      ['AzureML Data Scientist', 'Azure AI Administrator', 'Contributor', 'Owner'],
    ],
    ['Microsoft.MachineLearningServices/locations/usages/read', ['Reader', 'Contributor', 'Owner']],
    [
      'Microsoft.Network/virtualNetworks/subnets/join/action',
      ['Network Contributor', 'Contributor', 'Owner'],
    ],
    [
      'Microsoft.ManagedIdentity/userAssignedIdentities/assign/action',
      ['Managed Identity Operator', 'Contributor', 'Owner'],
    ],
    ['Microsoft.Authorization/roleAssignments/write', ['Owner']],
  ])('%s', (action, roles) => {
    expect(rolesThatMay(action)).toStrictEqual(roles);
  });
});

import { describe, expect, test } from 'vitest';
import { actionOf, isWrite, resourcePath } from '#azure/arm/action.ts';

const aml = 'Microsoft.MachineLearningServices';
const workspace = `/subscriptions/s/resourceGroups/g/providers/${aml}/workspaces/w`;
const compute = `${workspace}/computes/c`;

describe('the action of a request, in the words of Azure roles', () => {
  test.each([
    ['GET', compute, 'workspaces/computes/read', compute],
    ['PUT', compute, 'workspaces/computes/write', compute],
    ['PATCH', compute, 'workspaces/computes/write', compute],
    ['DELETE', compute, 'workspaces/computes/delete', compute],
    ['POST', `${compute}/start`, 'workspaces/computes/start/action', compute],
    ['POST', `${compute}/listNodes`, 'workspaces/computes/listNodes/action', compute],
    ['POST', `${workspace}/jobs/j/cancel`, 'workspaces/jobs/cancel/action', `${workspace}/jobs/j`],
    [
      'POST',
      `${workspace}/checkComputeNameAvailability`,
      'workspaces/checkComputeNameAvailability/action',
      workspace,
    ],
    ['GET', `${workspace}/computes`, 'workspaces/computes/read', workspace],
    ['GET', `${workspace}/jobs/j`, 'workspaces/jobs/read', `${workspace}/jobs/j`],
    ['GET', workspace, 'workspaces/read', workspace],
    ['GET', `/subscriptions/s/providers/${aml}/workspaces`, 'workspaces/read', '/subscriptions/s'],
    [
      'GET',
      `/subscriptions/s/providers/${aml}/locations/westeurope/usages`,
      'locations/usages/read',
      '/subscriptions/s',
    ],
    [
      'GET',
      `/subscriptions/s/providers/${aml}/locations/westeurope/vmSizes`,
      'locations/vmSizes/read',
      '/subscriptions/s',
    ],
  ])('%s %s', (method, path, action, scope) => {
    expect(actionOf(method, path)).toEqual({ action: `${aml}/${action}`, scope });
  });

  test.each([
    [
      'GET',
      `${workspace}/providers/Microsoft.Authorization/permissions`,
      'Microsoft.Authorization/permissions/read',
      workspace,
    ],
    ['POST', '/providers/Microsoft.ResourceGraph/resources', 'Microsoft.ResourceGraph/resources/read', '/'],
    ['GET', '/subscriptions', 'Microsoft.Resources/subscriptions/read', '/subscriptions'],
    ['GET', '/subscriptions/s', 'Microsoft.Resources/subscriptions/read', '/subscriptions/s'],
  ])('%s %s of another provider', (method, path, action, scope) => {
    expect(actionOf(method, path)).toEqual({ action, scope });
  });
});

describe('what can change something', () => {
  test.each([
    ['GET', compute],
    ['HEAD', compute],
    ['POST', `${compute}/listNodes`],
    ['POST', `${compute.toUpperCase()}/LISTNODES`],
    ['POST', `${workspace}/checkComputeNameAvailability`],
    ['POST', '/providers/Microsoft.ResourceGraph/resources'],
  ])('%s %s cannot', (method, path) => {
    expect(isWrite(method, path)).toBe(false);
  });

  test.each([
    ['PUT', compute],
    ['PATCH', compute],
    ['DELETE', compute],
    ['POST', `${compute}/start`],
    ['POST', `${workspace}/jobs/j/cancel`],
    // Gives keys away, and is not one of ours.
    ['POST', `${compute}/listKeys`],
    ['POST', `${workspace}/computes/listNodes/start`],
    ['POST', `${compute}/start/providers/Microsoft.ResourceGraph/resources`],
    ['PUT', `${compute}/listNodes`],
  ])('%s %s can', (method, path) => {
    expect(isWrite(method, path)).toBe(true);
  });
});

test('names in a path are those that people write', () => {
  expect(resourcePath('https://arm.test/subscriptions/s/resourceGroups/a%20(b)?api-version=1')).toBe(
    '/subscriptions/s/resourceGroups/a (b)',
  );
  expect(resourcePath('https://arm.test/a%ff')).toBe('/a%ff');
});

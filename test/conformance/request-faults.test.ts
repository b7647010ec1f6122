import { describe, expect, test } from 'vitest';
import { requestFaults } from './request-faults.ts';
import { readSpecification, skipNote, specificationIsThere } from './specification.ts';

describe.skipIf(!specificationIsThere)(`the comparison of requests${skipNote}`, () => {
  const specification = specificationIsThere ? readSpecification() : undefined;

  const faultsOf = (method: string, address: string, body?: unknown, headers = {}): readonly string[] => {
    const request = {
      method,
      url: `https://management.azure.com${address}`,
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const found = specification === undefined ? undefined : requestFaults(specification, request);
    return found === undefined ? ['not in the specification'] : found.faults;
  };
  const provider = 'providers/Microsoft.MachineLearningServices';
  const workspace = `/subscriptions/s/resourceGroups/rg/${provider}/workspaces/ws`;
  const version = 'api-version=2022-10-01';

  test.each([
    ['an address that is not there', 'GET', `${workspace}/compute?${version}`, ['not in the specification']],
    ['a method that is not there', 'PUT', `${workspace}/computes?${version}`, ['not in the specification']],
    ['no version', 'GET', `${workspace}/computes`, ['query api-version: missing']],
    [
      'another version',
      'GET',
      `${workspace}/computes?api-version=2023-04-01`,
      ['query api-version: 2023-04-01 instead of 2022-10-01'],
    ],
    [
      'a query that is not declared, and one twice',
      'GET',
      `${workspace}/computes?${version}&$top=5&${version}`,
      ['query api-version: given twice', 'query $top: not in the specification'],
    ],
    [
      'no word how to delete',
      'DELETE',
      `${workspace}/computes/x?${version}`,
      ['query underlyingResourceAction: missing'],
    ],
    [
      'a wrong word how to delete',
      'DELETE',
      `${workspace}/computes/x?${version}&underlyingResourceAction=Forget`,
      ['query underlyingResourceAction: "Forget" is no value of it'],
    ],
    [
      'a region with a blank',
      'GET',
      `/subscriptions/s/${provider}/locations/west%20europe/usages?${version}`,
      [String.raw`path location: not as ^[-\w\._]+$`],
    ],
    [
      'too long a group',
      'GET',
      `/subscriptions/s/resourceGroups/${'g'.repeat(91)}/${provider}/workspaces?${version}`,
      ['path resourceGroupName: too long'],
    ],
  ])('finds %s', (_, method, address, faults) => {
    expect(faultsOf(method, address)).toEqual(faults);
  });

  test('finds bodies where they do not belong, and odd headers', () => {
    expect(faultsOf('POST', `${workspace}/computes/x/start?${version}`, {})).toEqual([
      'body: none is declared',
    ]);
    expect(faultsOf('PATCH', `${workspace}/computes/x?${version}`)).toEqual(['body: missing']);
    const odd = { accept: 'text/html', 'content-type': 'text/plain', 'x-odd': '1' };
    expect(faultsOf('GET', `${workspace}?${version}`, undefined, odd)).toEqual([
      'header x-odd: not in the specification',
      'header content-type: without a body',
      "header accept: 'text/html' is not what is answered",
    ]);
    expect(
      faultsOf('PATCH', `${workspace}/computes/x?${version}`, {}, { 'content-type': 'text/plain' }),
    ).toEqual(["header content-type: 'text/plain' is not taken"]);
  });

  test('finds what a body must not hold, and what it lacks', () => {
    const body = {
      id: '/of/its/own',
      location: null,
      identity: { userAssignedIdentities: { one: { clientId: 'x' } } },
      properties: {
        computeType: 'AmlCompute',
        provisioningState: 'Succeeded',
        description: null,
        properties: { vmPriority: 'Spot', scaleSettings: { minNodeCount: 1.5 }, idle: 1, osType: 'linux' },
      },
    };
    expect(faultsOf('PUT', `${workspace}/computes/x?${version}`, body).toSorted()).toEqual([
      'body ComputeResource.id: read-only',
      'body ComputeResource.identity.type: missing',
      'body ComputeResource.identity.userAssignedIdentities.one.clientId: read-only',
      'body ComputeResource.location: null',
      'body ComputeResource.properties.properties.idle: not in the specification',
      'body ComputeResource.properties.properties.osType: "linux" is no value of it',
      'body ComputeResource.properties.properties.scaleSettings.maxNodeCount: missing',
      'body ComputeResource.properties.properties.scaleSettings.minNodeCount: not a whole number',
      'body ComputeResource.properties.properties.vmPriority: "Spot" is no value of it',
      'body ComputeResource.properties.provisioningState: read-only',
    ]);
    expect(
      faultsOf('PUT', `${workspace}/computes/x?${version}`, { properties: { computeType: 'Abacus' } }),
    ).toEqual(['body ComputeResource.properties.computeType: "Abacus" is no value of it']);
    expect(faultsOf('PUT', `${workspace}/computes/x?${version}`, { properties: {} })).toEqual([
      'body ComputeResource.properties.computeType: missing',
    ]);
  });
});

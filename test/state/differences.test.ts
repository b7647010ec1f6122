import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '#azure/gateway.ts';
import { differences, likeness } from '#state/differences.ts';

describe('what a PUT over an existing resource would change', () => {
  it('names each field with what is there and what would be', () => {
    const existing = {
      id: '/x',
      location: 'westeurope',
      properties: {
        computeType: 'AmlCompute',
        properties: {
          vmSize: 'STANDARD_DS3_V2',
          scaleSettings: { minNodeCount: 1, maxNodeCount: 4 },
          subnet: null,
        },
      },
    };
    const planned = {
      location: 'westeurope',
      properties: {
        computeType: 'AmlCompute',
        properties: {
          vmSize: 'Standard_DS3_v2',
          scaleSettings: { minNodeCount: 0, maxNodeCount: 4 },
          subnet: { id: '/s' },
        },
      },
    };
    expect(differences(existing, planned)).toEqual([
      { path: 'properties.properties.scaleSettings.minNodeCount', before: '1', after: '0' },
      { path: 'properties.properties.subnet.id', before: undefined, after: '/s' },
    ]);
  });

  it('tells an identity that is missing, but not one in another case', () => {
    const planned = { identity: { userAssignedIdentities: { '/a/One': {}, '/a/two': {} } } };
    expect(
      differences({ identity: { userAssignedIdentities: { '/A/ONE': { clientId: 'x' } } } }, planned),
    ).toEqual([{ path: 'identity.userAssignedIdentities./a/two', before: undefined, after: '{}' }]);
  });

  it('looks into lists of the same length, and tells one of another length whole', () => {
    const existing = { s: [{ id: '1', action: 'Stop' }, 'b'] };
    expect(differences(existing, { s: [{ action: 'stop' }, 'B'] })).toEqual([]);
    expect(differences(existing, { s: [{ action: 'Start' }, 'c'] })).toEqual([
      { path: 's.0.action', before: 'Stop', after: 'Start' },
      { path: 's.1', before: 'b', after: 'c' },
    ]);
    expect(differences(existing, { s: ['b'] })).toMatchObject([{ path: 's' }]);
  });

  it('is likeness when only what the service never tells differs', () => {
    const found = (path: string, before?: string) => ({ path, before, after: 'x' });
    const secret = 'properties.properties.password';
    const key = 'properties.properties.userAccountCredentials.adminUserSshPublicKey';
    expect(likeness([found(secret), found(key)], [secret])).toEqual({
      alike: true,
      unread: ['password', 'adminUserSshPublicKey'],
    });
    expect(likeness([found(key, 'another')], [])).toMatchObject({ alike: false });
    expect(likeness([found('properties.vmSize', 'A')], [])).toEqual({ alike: false, unread: [] });
    expect(likeness([], [])).toEqual({ alike: true, unread: [] });
  });

  it('is nothing between two spellings of one duration', () => {
    expect(differences({ idle: 'PT2M' }, { idle: 'PT120S' })).toEqual([]);
    expect(differences({ idle: 'PT2M' }, { idle: 'PT121S' })).toHaveLength(1);
    expect(differences({ idle: 'PTA' }, { idle: 'PTB' })).toHaveLength(1);
  });

  it('is nothing when the resource is what the plan says, whatever else it has', () => {
    const tree = fc.letrec<{ json: Json }>((tie) => ({
      json: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('json')),
      ),
    })).json;
    fc.assert(
      fc.property(tree, (json) => {
        expect(
          differences(typeof json === 'object' ? Object.assign({ extra: true }, json) : json, json),
        ).toEqual([]);
      }),
    );
  });
});

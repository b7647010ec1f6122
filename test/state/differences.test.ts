import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '#azure/gateway.ts';
import { differences } from '#state/differences.ts';

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

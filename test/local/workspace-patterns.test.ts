import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matches, workspacePattern } from '#local/workspace-patterns.ts';

const place = { subscriptionId: 'Sub-1', resourceGroup: 'rg-Prod', workspace: 'mlw-Prod-eu' };
const id =
  '/subscriptions/Sub-1/resourceGroups/rg-Prod/providers/Microsoft.MachineLearningServices/workspaces/mlw-Prod-eu';

describe('a workspace is named', () => {
  test.each([
    'mlw-prod-eu',
    'MLW-PROD-EU',
    '*',
    'mlw-*',
    '*-eu',
    '*prod*',
    'mlw*prod*eu',
    id,
    id.toUpperCase().replace('/SUB', '/sub'),
    `${id}/`,
    '/subscriptions/sub-1',
    '/subscriptions/sub-1/',
    '/subscriptions/sub-1/*',
    '/subscriptions/*/resourceGroups/rg-prod',
    '*/resourceGroups/rg-*',
    '*/workspaces/mlw-*',
  ])('by %s', (pattern) => {
    expect(matches(place, ['other', pattern])).toBe(true);
  });

  test.each([
    'mlw-prod',
    'prod',
    'mlw-prod-eu-2',
    'mlw-*-eu-*',
    '*prod*prod*',
    'mlw-prod-e*eu',
    '/subscriptions/sub',
    '/subscriptions/sub-1/resourceGroups/rg',
    `${id}-2`,
    '*/workspaces/mlw',
    '*/resourceGroups/other*',
  ])('not by %s', (pattern) => {
    expect(matches(place, [pattern])).toBe(false);
  });

  test('by none of no patterns', () => {
    expect(matches(place, [])).toBe(false);
  });

  test('by its own name with any part of it left open', () => {
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '-'), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(name, fc.nat(12), fc.nat(12), (workspace, a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const pattern = `${workspace.slice(0, from)}*${workspace.slice(to)}`;
        expect(workspacePattern.test(pattern)).toBe(true);
        expect(matches({ ...place, workspace }, [pattern])).toBe(true);
      }),
    );
  });

  test('by exactly the patterns that a regular expression of the same meaning finds', () => {
    const few = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 7 });
    fc.assert(
      fc.property(few, few, (text, pattern) => {
        const workspace = text.replaceAll('*', 'c');
        const expected = new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'u').test(workspace);
        expect(matches({ ...place, workspace }, [pattern])).toBe(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  test('in no time by a pattern of a thousand stars', () => {
    const workspace = 'a'.repeat(5_000);
    const began = performance.now();
    expect(matches({ ...place, workspace }, [`${'*a'.repeat(1_000)}*b`])).toBe(false);
    expect(performance.now() - began).toBeLessThan(500);
  });
});

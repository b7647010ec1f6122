import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Permission } from '#azure/model.ts';
import { computeActions, mayDo } from '#azure/permissions.ts';

const entry = (actions: readonly string[], notActions: readonly string[] = []): Permission => ({
  actions,
  notActions,
});
const reader = entry(['*/read']);
const contributor = entry(['*'], ['Microsoft.Authorization/*/Delete', 'Microsoft.Authorization/*/Write']);
const dataScientist = entry(
  [
    'Microsoft.MachineLearningServices/workspaces/*/read',
    'Microsoft.MachineLearningServices/workspaces/*/action',
    'Microsoft.MachineLearningServices/workspaces/*/delete',
    'Microsoft.MachineLearningServices/workspaces/*/write',
  ],
  [
    'Microsoft.MachineLearningServices/workspaces/delete',
    'Microsoft.MachineLearningServices/workspaces/write',
    'Microsoft.MachineLearningServices/workspaces/computes/*/write',
    'Microsoft.MachineLearningServices/workspaces/computes/*/delete',
    'Microsoft.MachineLearningServices/workspaces/computes/listKeys/action',
  ],
);
const computeOperator = entry([
  'Microsoft.MachineLearningServices/workspaces/computes/*',
  'Microsoft.MachineLearningServices/workspaces/*/read',
]);

describe('what a role allows', () => {
  test.each([
    ['a Reader', reader, ['read']],
    ['a Contributor', contributor, Object.keys(computeActions)],
    [
      'a Compute Operator',
      computeOperator,
      Object.keys(computeActions).filter((name) => name !== 'checkName'),
    ],
    [
      'a Data Scientist',
      dataScientist,
      Object.keys(computeActions).filter((name) => name !== 'write' && name !== 'delete'),
    ],
  ])('%s may do to computes what Azure says', (_, role, allowed) => {
    const may = Object.entries(computeActions)
      .filter(([, action]) => mayDo([role], action))
      .map(([name]) => name);
    expect(may).toStrictEqual(allowed);
  });

  test('a Data Scientist may list nodes, and no more do what is taken away by name', () => {
    expect(mayDo([dataScientist], computeActions.listNodes)).toBe(true);
    expect(
      mayDo([dataScientist], 'Microsoft.MachineLearningServices/workspaces/computes/listKeys/action'),
    ).toBe(false);
    expect(mayDo([dataScientist], 'Microsoft.MachineLearningServices/workspaces/write')).toBe(false);
  });

  test('what one role takes away another gives back', () => {
    const action = 'Microsoft.Authorization/roleAssignments/write';
    expect(mayDo([contributor], action)).toBe(false);
    expect(mayDo([contributor, entry(['Microsoft.Authorization/*'])], action)).toBe(true);
  });

  test('nobody may do anything without a role', () => {
    expect(mayDo([], computeActions.read)).toBe(false);
    expect(mayDo([entry([])], computeActions.read)).toBe(false);
  });

  test.each([
    ['a/b', 'a/b', true],
    ['a/b', 'a/b/c', false],
    ['a/*', 'a/', true],
    ['a/*', 'a', false],
    ['*/read', 'read', false],
    ['a/*/b', 'a/x/y/b', true],
    ['a/*/b', 'a/b', true],
    ['a/*/b', 'ab', false],
    ['a/*b', 'a/b', true],
    ['a*/b', 'a/b', true],
    ['ab*ba', 'aba', false],
    ['a.c', 'abc', false],
    ['*', '', true],
    ['', '', true],
    ['', 'a', false],
  ])('the pattern "%s" against "%s": %s', (pattern, action, expected) => {
    expect(mayDo([entry([pattern])], action)).toBe(expected);
  });
});

const word = fc.stringMatching(/^[a-zA-Z.]{0,3}$/u);
const action = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const pattern = fc
  .array(fc.oneof(word, fc.constant('*'), fc.constant('/')), { maxLength: 6 })
  .map((parts) => parts.join(''));
const permission = fc.record({
  actions: fc.array(pattern, { maxLength: 3 }),
  notActions: fc.array(pattern, { maxLength: 2 }),
});
const permissions = fc.array(permission, { maxLength: 3 });

describe('for any roles', () => {
  test('a pattern covers what the same pattern as a regular expression matches', () => {
    fc.assert(
      fc.property(pattern, action, (glob, asked) => {
        const source = glob.replaceAll(/\/\*(?=\/)|[.*]/gu, (part) =>
          part === '.' ? String.raw`\.` : part === '*' ? '.*' : '(?:/.*)?',
        );
        expect(mayDo([entry([glob])], asked)).toBe(new RegExp(`^${source}$`, 'isu').test(asked));
      }),
    );
  });

  test('case does not count', () => {
    fc.assert(
      fc.property(permissions, action, (given, asked) => {
        expect(mayDo(given, asked.toUpperCase())).toBe(mayDo(given, asked.toLowerCase()));
      }),
    );
  });

  test('one more role never takes anything away, and one more exception never gives anything', () => {
    fc.assert(
      fc.property(permissions, permission, pattern, action, (given, more, except, asked) => {
        const before = mayDo(given, asked);
        const stricter = given.map((one) => ({ ...one, notActions: [...one.notActions, except] }));
        expect(mayDo([...given, more], asked) || !before).toBe(true);
        expect(mayDo(stricter, asked) && !before).toBe(false);
      }),
    );
  });

  test('a pattern of nothing but stars and letters is judged before the test is given up', () => {
    const slow = `${'*a'.repeat(2000)}b`;
    expect(mayDo([entry([slow])], 'a'.repeat(50_000))).toBe(false);
  });
});

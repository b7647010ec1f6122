import { expect, test } from 'vitest';
import { resolveKey, type Bound } from '#screens/resolve-key.ts';

type Scope = 'global' | 'menu' | 'list';

const table: readonly (Bound & { readonly in: Scope; readonly does: string })[] = [
  { keys: ['q'], in: 'global', does: 'back' },
  { keys: ['q', 'x'], in: 'menu', does: 'close' },
  { keys: ['enter'], in: 'list', does: 'open' },
];

test('the most specific scope that binds a key wins', () => {
  expect(resolveKey('q', ['menu', 'global'], table)?.does).toBe('close');
  expect(resolveKey('q', ['global', 'menu'], table)?.does).toBe('back');
});

test('a key means nothing where its scope does not have the keys', () => {
  expect(resolveKey('enter', ['menu', 'global'], table)).toBeUndefined();
  expect(resolveKey('j', ['menu', 'global', 'list'], table)).toBeUndefined();
});

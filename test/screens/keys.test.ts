import { describe, expect, test } from 'vitest';
import { actionIds, keyTable, situations, type ActionId, type Scope } from '#screens/keys.ts';
import { resolveKey } from '#screens/resolve-key.ts';
import { editKey, lineOf } from '#state/line-edit.ts';

const all = Object.entries(situations).map(([id, situation]) => ({
  id,
  text: situation.text,
  scopes: situation.scopes as readonly Scope[],
}));

/** What can harm: it removes, sends, or cannot be taken back by the same key. */
const grave: readonly ActionId[] = ['delete', 'confirm', 'send', 'readOnly'];

describe('the key table', () => {
  test.each(all)('gives no key two meanings in $id', ({ scopes }) => {
    const keys = keyTable.filter((row) => scopes.includes(row.in)).flatMap((row) => row.keys);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test.each(all.filter(({ text }) => text))(
    'leaves letters and editing keys to the text field in $id',
    ({ scopes }) => {
      const keys = keyTable.filter((row) => scopes.includes(row.in)).flatMap((row) => row.keys);
      expect(keys.filter((key) => editKey(lineOf('gpu'), key) !== undefined)).toEqual([]);
    },
  );

  test('reaches everything that keys can do', () => {
    const live = new Set<Scope>(all.flatMap(({ scopes }) => scopes));
    const reached = new Set(keyTable.filter((row) => live.has(row.in)).map((row) => row.does));
    expect(actionIds.filter((id) => !reached.has(id))).toEqual([]);
  });

  test('uses every scope somewhere', () => {
    const live = new Set<Scope>(all.flatMap(({ scopes }) => scopes));
    expect(keyTable.filter((row) => !live.has(row.in))).toEqual([]);
  });

  test.each(all)('offers a way out of $id, and out of the program', ({ scopes }) => {
    const does = keyTable.filter((row) => scopes.includes(row.in)).map((row) => row.does);
    expect(does.some((id) => id === 'back' || id === 'overlay.close' || id === 'connect.close')).toBe(true);
    expect(does).toContain('quit');
  });

  test('puts nothing grave on Ctrl or on one lower-case letter', () => {
    const keys = keyTable.filter((row) => grave.includes(row.does)).flatMap((row) => row.keys);
    expect(keys.filter((key) => key.startsWith('ctrl-') || /^[a-z]$/u.test(key))).toEqual([]);
  });

  test('puts nothing only on keys that terminals, tmux or screen keep for themselves', () => {
    const kept = /^(?:shift-(?:up|down|left|right)|f\d+|alt-.*|ctrl-[abhjkqs])$/u;
    expect(keyTable.filter((row) => row.keys.every((key) => kept.test(key)))).toEqual([]);
  });

  test('says what a key does in few words', () => {
    for (const { label } of keyTable) {
      expect(label.length).toBeLessThanOrEqual(20);
      expect(label.split(' ').length).toBeLessThanOrEqual(3);
    }
  });
});

describe('a key', () => {
  const does = (id: keyof typeof situations, key: string): ActionId | undefined =>
    resolveKey(key, situations[id].scopes, keyTable)?.does;

  test.each([
    ['board', 'j', 'row.next'],
    ['board', 'enter', 'open'],
    ['board', 'D', 'delete'],
    ['board', 'ctrl-d', 'page.next'],
    ['board', 'ctrl-k', undefined],
    ['node', 'q', 'back'],
    ['job', 'X', 'job.cancel'],
    ['board', 'i', 'why'],
    ['filter', 'q', undefined],
    ['filter', 'esc', 'overlay.close'],
    ['form', 'esc', 'back'],
    ['form', 'D', undefined],
    ['confirm', 'enter', 'confirm'],
    ['workspaces', 'D', undefined],
    ['picker', 'ctrl-c', 'quit'],
    ['board', 'A', 'connect.open'],
    ['connect', 'j', 'row.next'],
    ['connect', 'y', undefined],
    ['signingIn', 'y', 'connect.copy'],
    ['signingInBesideText', 'y', undefined],
    ['signingInBesideText', 'ctrl-y', 'connect.copy'],
    ['connect', 'D', undefined],
    ['connectBesideText', 'j', undefined],
    ['connectBesideText', 'y', undefined],
    ['connectBesideText', 'q', undefined],
    ['connectBesideText', 'tab', 'field.next'],
    ['connectBesideText', 'esc', 'connect.close'],
  ] as const)('in %s: %s means %s', (id, key, action) => {
    expect(does(id, key)).toBe(action);
  });
});

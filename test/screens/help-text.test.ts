import { describe, expect, test } from 'vitest';
import { helpSections, hintLine, keyLabel, keysMarkdown } from '#screens/help-text.ts';
import { keyTable, situations } from '#screens/keys.ts';

test.each([
  ['j', 'j'],
  ['G', 'G'],
  ['-', '-'],
  ['ctrl--', 'Ctrl--'],
  ['ctrl-r', 'Ctrl-R'],
  ['shift-tab', 'Shift-Tab'],
  ['alt-backspace', 'Alt-Backspace'],
  ['pagedown', 'PgDn'],
])('%s is written %s', (name, label) => {
  expect(keyLabel(name)).toBe(label);
});

describe('the footer', () => {
  test('shows the keys of the board by their importance', () => {
    expect(hintLine(keyTable, situations.board.scopes, 200)).toMatchInlineSnapshot(
      `"Enter open  Tab panel  / filter  o sort by  z zoom  c create  a actions  s scale, start, stop  + submit a job  u use it  Space mark  : command  i explain  X cancel job  L log  ? help  q back"`,
    );
  });

  test('shows whole keys only, the most important ones first', () => {
    const all = hintLine(keyTable, situations.board.scopes, 200).split('  ');
    for (let cells = 0; cells < 120; cells++) {
      const line = hintLine(keyTable, situations.board.scopes, cells);
      expect(line.length).toBeLessThanOrEqual(cells);
      expect(line.split('  ').filter((hint) => hint !== '' && !all.includes(hint))).toEqual([]);
    }
    expect(hintLine(keyTable, situations.board.scopes, 26)).toBe('Enter open  / filter');
    expect(hintLine(keyTable, situations.board.scopes, 30)).toBe('Enter open  / filter  q back');
  });

  test.each(Object.entries(situations))('says in %s how to leave, in 78 cells', (_id, { scopes }) => {
    expect(hintLine(keyTable, scopes, 78)).toMatch(
      / (?:back|quit|close|cancel|as before|leave, draft kept)/u,
    );
  });
});

describe('the help', () => {
  test('tells the keys that work on the board', () => {
    const rows = helpSections(keyTable, situations.board.scopes).flatMap((section) => section.rows);
    expect(rows).toContainEqual({ keys: 'Down j', label: 'down' });
    expect(rows).toContainEqual({ keys: 'D', label: 'delete or detach' });
    expect(rows).not.toContainEqual(expect.objectContaining({ label: 'next field' }));
  });

  test('tells of every key of the table once', () => {
    const told = helpSections(keyTable).flatMap(({ rows }) => rows.map((row) => `${row.keys} ${row.label}`));
    expect(new Set(told).size).toBe(told.length);
    for (const { keys, label } of keyTable)
      expect(told).toContain(`${keys.map(keyLabel).join(' ')} ${label}`);
  });

  test('tells the keys of text fields', () => {
    expect(helpSections(keyTable).at(-1)).toMatchObject({ title: 'In a text field' });
    expect(helpSections(keyTable).at(-1)?.rows).toContainEqual({
      keys: 'Ctrl-U',
      label: 'delete to the start',
    });
  });
});

test('the README section has a table per group', () => {
  const markdown = keysMarkdown(keyTable);
  expect(markdown).toMatch(/^### Do\n\n\| Key \| Does \|\n\|---\|---\|\n\| `c` \| create \|\n/u);
  expect(markdown.match(/^### /gmu)?.length).toBe(helpSections(keyTable).length);
});

import { describe, expect, it } from 'vitest';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import { cellWidth } from '#screens/cells.ts';
import { situationOfOverlay, situationOfScreen } from '#screens/situation.ts';
import { graphemes } from '#state/graphemes.ts';
import { hostileGroups } from '#test/support/hostile-kinds.ts';
import { poisonedAnswer, refusing } from '#test/support/hostile.ts';
import { mirror, type EmulatedCell, type Mirror } from '#test/support/mirror.tsx';
import { placeOf, screenWalk, walkBack, walkTo } from '#test/support/screen-walk.ts';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';

const sizes = [
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 60 },
] as const;

type Row = readonly EmulatedCell[];

/** Where a terminal has something else than the program meant to draw there; undefined when every letter is in its cells. */
const shifted = (line: string, cells: Row): string | undefined => {
  let column = 0;
  for (const { segment } of graphemes(line)) {
    const width = cellWidth(segment);
    const there = cells
      .slice(column, column + width)
      .map(({ chars, width: taken }) => (chars === '' && taken === 1 ? ' ' : chars))
      .join('');
    if (there !== segment)
      return `column ${column}: ${JSON.stringify(there)} in place of ${JSON.stringify(segment)}`;
    column += width;
  }
  const rest = cells.slice(column).map(({ chars }) => chars.trim());
  return rest.join('') === '' ? undefined : `beyond the line: ${JSON.stringify(rest.join(''))}`;
};

/** What is wrong with the picture in the terminal, by row. */
const faultsOf = (shell: OpenShell, { cells, wrapped, told }: Mirror, columns: number): readonly string[] => {
  const [lines, rows] = [shell.screen(), cells()];
  const rule = '╌'.repeat(columns - 1);
  return [
    ...(lines.length === rows.length ? [] : [`${lines.length} lines on ${rows.length} rows`]),
    ...lines.flatMap((line, row) => {
      const fault = shifted(line, rows[row] ?? []);
      return fault === undefined ? [] : [`row ${row}, ${fault}, in ${JSON.stringify(line)}`];
    }),
    ...rows.flatMap((row, at) =>
      row.at(-1)?.chars.trim() === '' ? [] : [`row ${at} takes the last column`],
    ),
    ...wrapped().map((row) => `row ${row} wraps`),
    ...[2, lines.length - 3].flatMap((row) => (lines[row] === rule ? [] : [`row ${row} is no rule`])),
    ...told(),
  ];
};

type Size = (typeof sizes)[number];

/** A program whose answers can be changed and refused, and the terminal that shows it. */
const open = async (size: Size) => {
  const answers: {
    change: (answer: PlainResponse) => PlainResponse;
    instead: (request: PlainRequest) => PlainResponse | undefined;
  } = { change: (answer) => answer, instead: () => undefined };
  let terminal: Mirror | undefined;
  const shell = await openBoardScreen({
    ...size,
    speed: 30,
    instead: (request) => answers.instead(request),
    poison: (answer) => answers.change(answer),
    beside: async (tree, mirrored) => {
      terminal = await mirror(tree, mirrored);
    },
  });
  if (terminal === undefined) throw new Error('no terminal was opened');
  return { shell, terminal, answers };
};

/** Asks for everything anew: the answers are others now. */
const refreshed = async ({ workbench, run }: OpenShell): Promise<void> => {
  workbench.commands.refresh();
  await run(1000);
};

/** The ways to screens whose lines are where they are by the terminal's size alone. */
const laidOut = ['board', 'wide columns', 'workspaces', 'cost', 'quota', 'events', 'calls', 'operations'];

/** The heads of columns and the marks of the header, each in its line: how wide a column is depends on the names in it. */
const headsOf = ({ cells }: Mirror): readonly string[] =>
  cells().flatMap((row, at) =>
    [
      ...row
        .map(({ chars }) => (chars.length === 1 ? chars : ' '))
        .join('')
        .matchAll(/\b[A-Z$][A-Z/$]+\b/gu),
    ].map(([word]) => `${word} in line ${at}`),
  );

/** Goes every way; @returns what was wrong on each, where each led, and the heads of the columns there. */
const walked = async ({ shell, terminal }: Awaited<ReturnType<typeof open>>, columns: number) => {
  const faults: Record<string, readonly string[]> = {};
  const led: Record<string, string> = {};
  const heads: Record<string, readonly string[]> = {};
  for (const [name, way] of Object.entries(screenWalk)) {
    await walkTo(shell, way);
    await terminal.read();
    led[name] = placeOf(shell);
    if (laidOut.includes(name)) heads[name] = headsOf(terminal);
    const wrong = faultsOf(shell, terminal, columns);
    if (wrong.length > 0) faults[name] = wrong;
    await walkBack(shell);
  }
  return { faults, led, heads };
};

const leads = Object.fromEntries(Object.entries(screenWalk).map(([name, way]) => [name, way.leads]));

/** The same walk with names that do no harm. */
const harmless = async (size: Size) => {
  const opened = await open(size);
  opened.answers.change = poisonedAnswer(
    [
      'one',
      'two words',
      'a name that is far longer than any column has room for, so that none has room to spare',
    ],
    'words',
  );
  await refreshed(opened.shell);
  return walked(opened, size.columns);
};

describe('the walk through the screens', () => {
  it('leads through every screen and every overlay that there is', () => {
    const places = new Set(Object.values(leads).flatMap((place) => place.split(' ')));
    expect([...places].toSorted()).toEqual(
      [...new Set([...Object.keys(situationOfScreen), ...Object.keys(situationOfOverlay)])].toSorted(),
    );
  });
});

const ways = Object.keys(screenWalk).length;
const count = hostileGroups.reduce((sum, [, texts]) => sum + texts.length, 0);

/** Large terminals take long to look at: there one walk has all of them. */
const groupsAt = ({ columns }: Size): readonly (readonly [string, readonly string[]])[] =>
  columns < 200 ? hostileGroups : [['all kinds', hostileGroups.flatMap(([, texts]) => texts)]];

describe.each(sizes)('whatever a server sends, in a terminal of $columns x $rows', (size) => {
  const known: { heads?: Readonly<Record<string, readonly string[]>> } = {};

  it.each(groupsAt(size))(
    `%s as words: every letter in its cells, heads and edges in their places (${ways} ways, ${count} texts)`,
    async (_kinds, texts) => {
      known.heads ??= (await harmless(size)).heads;
      const opened = await open(size);
      opened.answers.change = poisonedAnswer(texts, 'words');
      await refreshed(opened.shell);
      const { faults, led, heads } = await walked(opened, size.columns);
      expect({ faults, led }).toEqual({ faults: {}, led: leads });
      for (const [name, there] of Object.entries(known.heads))
        expect([name, ...(heads[name] ?? [])]).toEqual(expect.arrayContaining([...there]));
    },
    240_000,
  );
});

describe.each(sizes.slice(0, 1))(
  'in a terminal of $columns x $rows, with nothing as it should be',
  (size) => {
    it.each(hostileGroups)(
      `%s in every field of every answer, names and states too (${ways} ways, ${count} texts)`,
      async (_kinds, texts) => {
        const opened = await open(size);
        opened.answers.change = poisonedAnswer(texts, 'all');
        await refreshed(opened.shell);
        expect((await walked(opened, size.columns)).faults).toEqual({});
      },
      240_000,
    );

    it.each(hostileGroups)(
      `%s in refusals: codes, messages, details, Retry-After, request ids (${ways} ways, ${count} texts)`,
      async (_kinds, texts) => {
        const opened = await open(size);
        const refuse = refusing(texts);
        opened.answers.instead = ({ method }) => (method === 'GET' ? undefined : refuse());
        const writes = await walked(opened, size.columns);
        opened.answers.instead = refuse;
        await refreshed(opened.shell);
        const all = await walked(opened, size.columns);
        expect([writes.faults, writes.led['progress'], all.faults]).toEqual([{}, 'progress', {}]);
      },
      240_000,
    );
  },
);

import { useEffect, useState } from 'react';
import { heldText, type LogText } from '#state/log/log-text.ts';
import { shownFile, textKey, type LogPlace, type LogView } from '#state/log/log-view.ts';
import { cellWidth, cut } from './cells.ts';
import { useApp, useKit, type Area, type Kit } from './context.ts';
import { wrapWords } from './facts.ts';
import { followedTop, lastTop, windowFrom, type LogLook, type LogRow } from './log-lines.ts';
import { noteDrawn, writes } from './log-moves.ts';
import { emptyLogWords, studioLink, troubleWords } from './log-words.ts';
import { usePage } from './page-rows.ts';
import { Lines } from './parts/Lines.tsx';
import { filled } from './scrolled.ts';
import type { RouteOf } from './route-of.ts';
import { stateLooks } from './state-looks.ts';
import type { Paint } from './theme.ts';
import { count } from './words.ts';

/** The text with every place in reverse video where what is looked for stands. */
const marked = (text: string, needle: string, paint: Paint): string => {
  if (needle === '') return text;
  const low = text.toLowerCase();
  // Letters that change their length with their case would put the marks beside the hits.
  if (low.length !== text.length) return text;
  let [out, from] = ['', 0];
  for (let at = low.indexOf(needle); at >= 0; at = low.indexOf(needle, from)) {
    out += text.slice(from, at) + paint.selected(text.slice(at, at + needle.length));
    from = at + needle.length;
  }
  return out + text.slice(from);
};

const rowText = (row: LogRow, hit: number | undefined, needle: string, { paint, glyphs }: Kit): string =>
  `${row.line === hit && row.row === 0 ? paint.where(glyphs.cursor) : ' '}${marked(row.text, needle, paint)}`;

const isOf = (log: LogView | undefined, run: string): log is LogView => log?.run === run;

/** How the screen moves along: pausing is the user's, the end is the job's. */
const motion = (log: LogView, paint: Paint): string => {
  if (!writes(log)) return log.top === undefined ? 'ended' : 'ended, held';
  return log.top === undefined ? paint.works('follow') : paint.changing('paused');
};

const findWords = (text: LogText, find: string, hit: number | undefined): string => {
  if (find === '') return '';
  const hits = text.hits(find);
  const at = hit === undefined ? -1 : hits.indexOf(hit);
  return `${at < 0 ? '' : `${count(at + 1)} of `}${count(hits.length)} hits`;
};

/** The first line: which file of how many, how it moves, how many lines. What changes most stands rightmost. */
const headLine = (log: LogView, text: LogText, find: string, columns: number, { paint }: Kit): string => {
  const file = shownFile(log);
  const { data } = log.detail;
  const nth =
    log.files.length > 1 && file !== undefined ? `${log.files.indexOf(file) + 1} of ${log.files.length}` : '';
  const status = data === undefined ? '' : paint[stateLooks.job[data.status.is].tone](data.status.text);
  const lines = text.last - text.first;
  const words = [
    nth,
    status,
    file === undefined ? '' : motion(log, paint),
    log.wrap ? 'wrap' : '',
    log.times ? '' : 'no times',
    text.isCut ? 'older lines dropped' : '',
    findWords(text, find, log.hit),
    lines === 0 ? '' : `${count(lines)} lines`,
  ];
  const right = words.filter((word) => word !== '').join('  ');
  const name = cut(file ?? 'log', Math.max(12, columns - cellWidth(right) - 4));
  return ` ${paint.bold(name)}  ${right}`;
};

/** The log of a job: its newest lines as they come, or held wherever the user has scrolled to. */
export const LogScreen = ({ route, columns, rows }: Area & { readonly route: RouteOf<'log'> }) => {
  const kit = useKit();
  const { paint, workbench } = kit;
  const { store } = workbench;
  const log = useApp((state) => state.board?.log);
  const typed = useApp(({ overlay }) => (overlay?.is === 'find' ? overlay.line.text : undefined));
  const link = useApp((state) => studioLink(state, route.run));
  const [before, setBefore] = useState<{ readonly of: string; readonly top: LogPlace }>();
  const generation = useApp((state) => state.board?.generation);
  const known = isOf(log, route.run) ? log : undefined;
  const text = heldText(store, textKey(generation, known));
  const find = (typed ?? known?.find ?? '').toLowerCase();

  const trouble = known === undefined ? undefined : troubleWords(known);
  const notes =
    trouble === undefined
      ? []
      : [
          ...wrapWords(trouble, columns - 3).map((line) => ` ${paint.needsPerson(line)}`),
          ...(link === undefined
            ? [paint.secondary(' The studio may show the log. Everything else here works on.')]
            : wrapWords(`In the studio: ${link}`, columns - 3).map((line) => ` ${paint.secondary(line)}`)),
        ];
  const look: LogLook = {
    cells: columns - 2,
    rows: Math.max(1, rows - 1 - notes.length),
    wrap: known?.wrap ?? false,
    times: known?.times ?? true,
  };
  usePage(look.rows);
  const file = known === undefined ? '' : (shownFile(known) ?? '');
  // A window of another size is filled anew: where it has grown there are older lines to fill it with.
  const of = `${route.run} ${file} ${String(look.wrap)} ${look.rows} ${look.wrap ? look.cells : ''}`;
  const top =
    known?.top ??
    (known !== undefined && writes(known)
      ? followedTop(text, before?.of === of ? before.top : undefined, look)
      : lastTop(text, look));
  // The window moves as little as it must, so it depends on where it was.
  if (before?.of !== of || before.top.line !== top.line || before.top.row !== top.row) setBefore({ of, top });
  useEffect(() => {
    noteDrawn(store, { top, look });
  });

  if (known === undefined) return <Lines lines={['', paint.secondary('   Reading the log ..')]} />;
  const shown = windowFrom(text, top, look).map((row) => rowText(row, known.hit, find, kit));
  const body =
    shown.length > 0 || trouble !== undefined
      ? shown
      : ['', paint.secondary(`   ${cut(emptyLogWords(known), columns - 4)}`)];
  const lines = [headLine(known, text, find, columns, kit), ...notes, ...body];
  return <Lines lines={filled(lines, rows).slice(0, rows)} />;
};

import { fullness, type QuotaRow } from '#state/money/money-rows.ts';
import { lateMoney } from '#state/money/late-money.ts';
import type { PolledSource } from '#state/workbench.ts';
import { bar } from '../bars.ts';
import { cellWidth, cut, pad } from '../cells.ts';
import { useApp, useInterest, useKit, type Area } from '../context.ts';
import { emptyWords, useSource } from '../empty-words.ts';
import { wrapWords } from '../facts.ts';
import { troubleOf } from '../health.ts';
import { Lines } from '../parts/Lines.tsx';
import { ofLimit, quotaLook, quotaName } from '../tables/quota-table.ts';
import { clock } from '../words.ts';

/** What it shows is asked for only while it is on the screen. */
const sources: readonly PolledSource[] = ['usages'];

const none: readonly QuotaRow[] = [];
const barCells = { least: 10, most: 40 } as const;
const figureCells = 11;
/** Over the bars and the figures. */
const headings = 'USED OF LIMIT';

/** The fullest limits as bars, the figures beside them: as many as there are lines. */
export const QuotaPanel = ({ columns, rows }: Area) => {
  const { paint, glyphs } = useKit();
  useInterest(sources);
  const all = useApp((state) => lateMoney()?.quotaOf(state) ?? none);
  const region = useApp((state) => state.board?.workspace.location ?? '');
  const source = useSource((state) => state.board?.usages);
  const trouble = useApp((state) => troubleOf(state.board?.usages));
  const active = useApp((state) => state.board?.panel === 'quota');
  const at = useApp((state) => state.board?.usages.answeredAt);
  const limits = all
    .filter((row) => fullness(row) !== undefined)
    .slice(0, Math.max(0, rows - (trouble === '' ? 1 : 2)));
  // The bars have what the names leave.
  const widest = Math.max(8, ...limits.map((row) => cellWidth(cut(quotaName(row), columns))));
  const names = Math.min(widest, columns - barCells.least - figureCells - 5);
  const bars = Math.min(barCells.most, columns - names - figureCells - 5);
  const lines = limits.map((row) => {
    const { tone } = quotaLook(row);
    const drawn = paint[tone](bar(row.current, row.limit, bars, glyphs));
    return ` ${pad(quotaName(row), names)} ${drawn} ${pad(ofLimit(row), figureCells, 'right')}`;
  });
  const why = emptyWords(source, { total: limits.length }, 'The service lists no limits for this region.');
  const shown =
    limits.length > 0
      ? lines
      : why.flatMap((words) => wrapWords(words, columns - 3)).map((words) => `  ${paint.secondary(words)}`);
  const titled = `${active ? glyphs.cursor : ' '}5 QUOTA ${region}${at === undefined ? '' : ` at ${clock(at)}`}`;
  const end = names + bars + figureCells + 3;
  const heads = limits.length > 0 && titled.length + headings.length + 2 < end ? headings : '';
  const title = `${pad(titled, Math.max(0, end - heads.length - 1))} ${heads}`;
  const header = [
    active ? paint.bold(title) : title,
    ...(trouble === '' ? [] : [`  ${paint.needsPerson(cut(trouble, columns - 3))}`]),
  ];
  return <Lines lines={[...header, ...shown].slice(0, rows)} />;
};

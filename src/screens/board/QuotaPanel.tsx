import { fullness, type QuotaRow } from '#state/money/money-rows.ts';
import { lateMoney } from '#state/money/late-money.ts';
import type { PolledSource } from '#state/workbench.ts';
import { bar } from '../bars.ts';
import { cut, pad } from '../cells.ts';
import { useApp, useInterest, useKit, type Area } from '../context.ts';
import { emptyWords, useSource } from '../empty-words.ts';
import { wrapWords } from '../facts.ts';
import { troubleOf } from '../health.ts';
import { Lines } from '../parts/Lines.tsx';
import { ofLimit, quotaLook, quotaName } from '../tables/quota-table.ts';

/** What it shows is asked for only while it is on the screen. */
const sources: readonly PolledSource[] = ['usages'];

const none: readonly QuotaRow[] = [];
const barCells = 10;
const figureCells = 11;

/** The fullest limits as bars, the figures beside them: as many as there are lines. */
export const QuotaPanel = ({ columns, rows }: Area) => {
  const { paint, glyphs } = useKit();
  useInterest(sources);
  const all = useApp((state) => lateMoney()?.quotaOf(state) ?? none);
  const region = useApp((state) => state.board?.workspace.location ?? '');
  const source = useSource((state) => state.board?.usages);
  const trouble = useApp((state) => troubleOf(state.board?.usages));
  const limits = all.filter((row) => fullness(row) !== undefined).slice(0, Math.max(0, rows - 1));
  const names = Math.max(8, columns - barCells - figureCells - 5);
  const lines = limits.map((row) => {
    const { tone } = quotaLook(row);
    const drawn = paint[tone](bar(row.current, row.limit, barCells, glyphs));
    return ` ${pad(quotaName(row), names)} ${drawn} ${pad(ofLimit(row), figureCells, 'right')}`;
  });
  const why = emptyWords(source, { total: limits.length }, 'The service lists no limits for this region.');
  const title = ` ${paint.bold(cut(`5 QUOTA ${region}`, columns - 2))}`;
  const shown =
    limits.length > 0
      ? lines
      : why.flatMap((words) => wrapWords(words, columns - 3)).map((words) => `  ${paint.secondary(words)}`);
  const header =
    trouble === ''
      ? title
      : `${title}  ${paint.needsPerson(cut(trouble, Math.max(0, columns - region.length - 12)))}`;
  return <Lines lines={[header, ...shown].slice(0, rows)} />;
};

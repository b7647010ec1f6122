import { Box } from 'ink';
import type { QuotaRow } from '#state/money/money-rows.ts';
import { cursorOf, selectedRow, visible } from '#state/selectors.ts';
import { cut } from './cells.ts';
import { useApp, useKit, type Area } from './context.ts';
import { emptyWords, useSource } from './empty-words.ts';
import { explain } from './explain.ts';
import { wrapWords } from './facts.ts';
import { countOf } from './figures.ts';
import { troubleOf } from './health.ts';
import { orderWords } from './order-words.ts';
import { Lines } from './parts/Lines.tsx';
import { Rule } from './parts/Rule.tsx';
import { Table } from './parts/Table.tsx';
import { quotaCells, quotaColumns, quotaLook } from './tables/quota-table.ts';
import { clock, count } from './words.ts';

const asideRows = 5;

/** All that is known of a limit, in sentences: what is left, who of this workspace holds how much, and what else limits it. */
const quotaWords = ({ label, region, counts, current, limit, cap, uses }: QuotaRow): string => {
  const unit = counts === 'vCPUs' && !label.includes('vCPU') ? ' vCPUs' : '';
  const name = `${label} in ${region}`;
  const used =
    limit === undefined
      ? `${name}: ${count(current)}${unit} used, no limit of its own.`
      : `${name}: ${count(current)} of ${count(limit)}${unit} used, ${count(Math.max(0, limit - current))} left.`;
  const capped = cap === undefined ? '' : ` This workspace may have ${count(cap)} of them.`;
  if (counts === 'computes')
    return `${used} ${uses.length} are of this workspace. Clusters, instances and managed endpoints count together.`;
  if (uses.length === 0) return `${used}${capped} No compute of this workspace uses it.`;
  const by = uses
    .map(({ name: each, now, atMax }) => `${each} ${count(now)} now, ${count(atMax)} at max`)
    .join('; ');
  const most = uses.reduce((sum, { now, atMax }) => sum + atMax - now, current);
  const over =
    limit !== undefined && most > limit
      ? ` All of them at max would need ${count(most)}: ${count(most - limit)} more than the limit.`
      : '';
  return `${used}${capped} Here: ${by}.${over}`;
};

/** How much of the quota is used, by family and region, the fullest first; and what of it are computes of this workspace. */
export const QuotaScreen = ({ columns, rows }: Area) => {
  const { workbench, paint, glyphs } = useKit();
  const shown = useApp((state) => visible.quota(state, workbench.jobs));
  const cursor = useApp((state) => cursorOf('quota', state, workbench.jobs));
  const row = useApp((state) => selectedRow('quota', state, workbench.jobs));
  const source = useSource((state) => state.board?.usages);
  const trouble = useApp((state) => troubleOf(state.board?.usages));
  const capProblem = useApp((state) => state.board?.regions.problem);
  const at = useApp((state) => state.board?.usages.answeredAt);
  const view = useApp((state) => state.lists.quota);
  const caps =
    capProblem === undefined
      ? ' A stopped instance still holds its quota. More is asked for by a support request: Usage + quotas in the studio.'
      : ` Limits of single workspaces or other regions: ${explain(capProblem).what}`;
  const words = row === undefined ? caps : `${quotaWords(row)}${caps}`;
  const told = at === undefined ? [] : [`Figures of ${clock(at)}, for the whole subscription.`];
  const aside = [...told, ...wrapWords(words.trimStart(), columns - 3)].slice(0, asideRows);
  return (
    <Box flexDirection="column">
      <Table
        columns={quotaColumns}
        title={`QUOTA ${countOf(shown)}${orderWords('quota', view)}`}
        rows={shown.rows}
        cells={quotaCells(glyphs)}
        look={quotaLook}
        cursor={cursor}
        active
        width={columns}
        height={rows - asideRows - 1}
        trouble={trouble}
        empty={emptyWords(source, shown, 'The service lists no limits for this region.')}
      />
      <Rule columns={columns} />
      <Lines lines={aside.map((line) => ` ${paint.neutral(cut(line, columns - 2))}`)} />
    </Box>
  );
};

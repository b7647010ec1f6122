import { Box } from 'ink';
import { lateMoney } from '#state/money/late-money.ts';
import { cursorOf, selectedRow, visible } from '#state/selectors.ts';
import { cut } from './cells.ts';
import { useApp, useKit, type Area } from './context.ts';
import { emptyWords, useSource } from './empty-words.ts';
import { wrapWords } from './facts.ts';
import { countOf } from './figures.ts';
import { orderWords } from './order-words.ts';
import { Lines } from './parts/Lines.tsx';
import { Rule } from './parts/Rule.tsx';
import { Table } from './parts/Table.tsx';
import { wasteCells, wasteColumns, wasteLook } from './tables/waste-table.ts';
import { unjudgedWords, wasteWords } from './waste-words.ts';
import { money } from './words.ts';

const wordRows = 3;
const noneFound =
  'Nothing found: no node idles without a job, no minimum is kept for nothing, nothing unusable is billed, no instance runs for a day without a job, none is stopped.';

/** What costs money, or holds quota, for nothing; each with the one thing to do about it. */
export const WastePanel = ({ columns, rows, active }: Area & { readonly active: boolean }) => {
  const { workbench, paint } = useKit();
  useApp((state) => state.board?.jobs.version);
  const shown = useApp((state) => visible.waste(state, workbench.jobs));
  const cursor = useApp((state) => cursorOf('waste', state, workbench.jobs));
  const row = useApp((state) => selectedRow('waste', state, workbench.jobs));
  const waste = useApp((state) => lateMoney()?.wasteOf(state, workbench.jobs));
  const source = useSource((state) => state.board?.computes);
  const view = useApp((state) => state.lists.waste);
  const now = useApp((state) => state.serverTimeMs);
  const known = useApp((state) => state.board?.jobs.remote.data ?? 0);
  const unjudged = waste?.unjudged ?? [];
  const notes = unjudged.map((each) => unjudgedWords(each, known));
  const noteRows = Math.min(notes.length, Math.max(1, Math.floor(rows / 4)));
  const said = notes.slice(0, noteRows);
  // What has no line of its own any more is still counted.
  if (notes.length > noteRows && noteRows > 0)
    said[noteRows - 1] =
      `${notes.length - noteRows + 1} more things could not be judged: a higher terminal lists them.`;
  const words = row === undefined ? [] : wrapWords(wasteWords(row), columns - 3).slice(0, wordRows);
  const wasted = shown.rows.reduce((sum, { perHour = 0 }) => sum + perHour, 0);
  const partly = shown.rows.some(({ kind, perHour }) => kind !== 'stopped' && perHour === undefined);
  return (
    <Box flexDirection="column">
      <Table
        columns={wasteColumns}
        title={`WASTE ${countOf(shown)}${orderWords('waste', view)}`}
        rows={shown.rows}
        cells={wasteCells(now)}
        look={wasteLook}
        cursor={cursor}
        active={active}
        width={columns}
        height={Math.max(2, rows - wordRows - noteRows - 2)}
        empty={emptyWords(source, shown, noneFound)}
      />
      <Rule columns={columns} />
      <Lines
        lines={[
          paint.bold(
            ` ${cut(`TOTAL ${partly ? 'at least ' : ''}${money(wasted)} for nothing, list price, VM only`, columns - 2)}`,
          ),
          ...Array.from({ length: wordRows }, (_, index) => ` ${words[index] ?? ''}`),
          ...said.map((line) => ` ${paint.secondary(cut(line, columns - 2))}`),
        ]}
      />
    </Box>
  );
};

import { Box } from 'ink';
import { lateMoney } from '#state/money/late-money.ts';
import type { Sum } from '#state/money/cost-rows.ts';
import { cursorOf, visible } from '#state/selectors.ts';
import { cut } from './cells.ts';
import { useApp, useKit, type Area } from './context.ts';
import { emptyWords, useSource } from './empty-words.ts';
import { countOf } from './figures.ts';
import { troubleOf } from './health.ts';
import { orderWords } from './order-words.ts';
import { Lines } from './parts/Lines.tsx';
import { Rule } from './parts/Rule.tsx';
import { Table } from './parts/Table.tsx';
import type { RouteOf } from './route-of.ts';
import { computeLook } from './tables/compute-table.ts';
import { costCells, costColumns, hoursAMonth, monthFigure } from './tables/cost-table.ts';
import { WastePanel } from './WastePanel.tsx';
import { money } from './words.ts';

const asideRows = 3;

/** What it all costs: the least that it can be, where something of it is unknown, and no figure where nothing is known. */
const totalWords = ({
  now,
  atMin,
  atMax,
}: Readonly<Record<'now' | 'atMin' | 'atMax', Sum>>): readonly string[] => {
  if (now.unknown > 0 && now.priced === 0) return ['TOTAL unknown: no price is known.', ''];
  const atLeast = now.unknown > 0 ? 'at least ' : '';
  const without = now.unknown > 0 ? `; ${now.unknown} unpriced` : '';
  return [
    `TOTAL ${atLeast}${money(now.perHour)} now, ${money(atMin.perHour)} at min, ${money(atMax.perHour)} at max${without}`,
    `${atLeast}$${monthFigure(atMin.perHour)} a month of ${hoursAMonth} h at min. List price, VM only: no disks.`,
  ];
};

/** From this many lines on there is room for what is wasted below what it all costs. */
const bothFrom = 32;

/** What every compute costs, an hour now, at its minimum and at its maximum; and what of it is for nothing. */
export const CostScreen = ({ route, columns, rows }: Area & { readonly route: RouteOf<'cost'> }) => {
  if (rows < bothFrom)
    return route.shows === 'waste' ? (
      <WastePanel active columns={columns} rows={rows} />
    ) : (
      <CostPanel active columns={columns} rows={rows} />
    );
  const below = Math.floor(rows * 0.42);
  return (
    <Box flexDirection="column">
      <CostPanel active={route.shows === 'computes'} columns={columns} rows={rows - below - 1} />
      <Rule columns={columns} />
      <WastePanel active={route.shows === 'waste'} columns={columns} rows={below} />
    </Box>
  );
};

const CostPanel = ({ columns, rows, active }: Area & { readonly active: boolean }) => {
  const { workbench, paint } = useKit();
  const shown = useApp((state) => visible.cost(state, workbench.jobs));
  const cursor = useApp((state) => cursorOf('cost', state, workbench.jobs));
  const source = useSource((state) => state.board?.computes);
  const trouble = useApp((state) => troubleOf(state.board?.computes));
  const view = useApp((state) => state.lists.cost);
  const totals = useApp((state) => lateMoney()?.totalCost(state));
  // The rows of the index live outside the store: its version is what tells that they have changed.
  useApp((state) => state.board?.jobs.version);
  const waste = useApp((state) => lateMoney()?.wasteOf(state, workbench.jobs));
  const wasted = waste?.rows.reduce((sum, { perHour = 0 }) => sum + perHour, 0) ?? 0;
  const found = waste?.rows.length ?? 0;
  const aside =
    totals === undefined
      ? []
      : [
          ...totalWords(totals),
          found === 0
            ? 'WASTE: nothing found. Tab says what was looked at.'
            : `WASTE ${found}: ${money(wasted)} for nothing. Tab goes there.`,
        ];
  return (
    <Box flexDirection="column">
      <Table
        columns={costColumns}
        title={`COST ${countOf(shown)}${orderWords('cost', view)}`}
        rows={shown.rows}
        cells={costCells}
        look={(row) => computeLook(row.compute)}
        cursor={cursor}
        active={active}
        width={columns}
        height={rows - asideRows - 1}
        trouble={trouble}
        empty={emptyWords(source, shown, 'This workspace has no computes.')}
      />
      <Rule columns={columns} />
      <Lines
        lines={aside.map(
          (line, index) => ` ${index === 0 ? paint.bold(cut(line, columns - 2)) : cut(line, columns - 2)}`,
        )}
      />
    </Box>
  );
};

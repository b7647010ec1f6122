import { Box } from 'ink';
import { partsOf } from '#azure/targets/parts.ts';
import { cursorOf, selectedRow, visible } from '#state/selectors.ts';
import { useApp, useKit, type Area } from './context.ts';
import { emptyWords } from './empty-words.ts';
import { wrapWords } from './facts.ts';
import { Lines } from './parts/Lines.tsx';
import { Rule } from './parts/Rule.tsx';
import { countOf } from './figures.ts';
import { Table } from './parts/Table.tsx';
import { targetCells, targetColumns, targetLook } from './tables/target-table.ts';

const asideRows = 5;

/** Every kind of compute target: what it is for, how it stands, and what to know of the one under the cursor. */
export const TargetsScreen = ({ columns, rows }: Area) => {
  const { workbench, paint } = useKit();
  const shown = useApp((state) => visible.targets(state, workbench.jobs));
  const cursor = useApp((state) => cursorOf('targets', state, workbench.jobs));
  const target = useApp((state) => selectedRow('targets', state, workbench.jobs));
  const said = target === undefined ? undefined : partsOf(target.id).words;
  const words =
    target === undefined
      ? []
      : [
          said?.about ?? '',
          ...(said?.standingNote === undefined ? [] : [`${target.standing}: ${said.standingNote}.`]),
          ...(said?.notes ?? []),
        ];
  const aside = wrapWords(words.join(' '), columns - 4).slice(0, asideRows);
  return (
    <Box flexDirection="column">
      <Table
        columns={targetColumns}
        title={`TARGET TYPES ${countOf(shown)}`}
        rows={shown.rows}
        cells={targetCells}
        look={targetLook}
        cursor={cursor}
        active
        width={columns}
        height={rows - asideRows - 1}
        trouble={shown.filterProblem ?? ''}
        empty={emptyWords({ known: true }, shown, '')}
      />
      <Rule columns={columns} />
      <Lines lines={aside.map((line) => `   ${paint.neutral(line)}`)} />
    </Box>
  );
};

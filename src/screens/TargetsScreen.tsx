import { Box } from 'ink';
import { partsOf } from '#azure/targets/parts.ts';
import type { Uses } from '#azure/targets/target.ts';
import { cursorOf, selectedRow, visible } from '#state/selectors.ts';
import { useApp, useKit, type Area } from './context.ts';
import { cut } from './cells.ts';
import { emptyWords } from './empty-words.ts';
import { wrapWords } from './facts.ts';
import { Lines } from './parts/Lines.tsx';
import { Rule } from './parts/Rule.tsx';
import { filled } from './scrolled.ts';
import { countOf } from './figures.ts';
import { Table } from './parts/Table.tsx';
import { targetCells, targetColumns, targetLook } from './tables/target-table.ts';

/** Lines for what is said of one type, and the one for all of them below it. */
const asideRows = 5;
const ofAll = 'Start locally or on a small VM, then a cluster; each serves job after job.';

/** Whether jobs train there: at 80 columns the table has no room for it. */
const trainingWords = ({ training, pipelines }: Uses): string => {
  if (typeof training === 'string') return `Trains: ${training}.`;
  if (training) return 'Trains.';
  return pipelines ? 'Does not train but as a step of a pipeline.' : 'Does not train.';
};

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
          ...(said === undefined ? [] : [trainingWords(said.uses)]),
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
        height={rows - asideRows - 2}
        trouble={shown.filterProblem ?? ''}
        empty={emptyWords({ known: true }, shown, '')}
      />
      <Rule columns={columns} />
      <Lines
        lines={[
          ...filled(
            aside.map((line) => `   ${paint.neutral(line)}`),
            asideRows,
          ),
          `   ${paint.secondary(cut(ofAll, columns - 4))}`,
        ]}
      />
    </Box>
  );
};

import { Box } from 'ink';
import type { PickKind } from '#azure/targets/field.ts';
import type { Overlay } from '#state/app-state.ts';
import { picksOf } from '#state/picks.ts';
import { cursorOf, visible } from '#state/selectors.ts';
import type { ColumnSpec } from '../columns.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { emptyWords, useSource } from '../empty-words.ts';
import { countOf } from '../figures.ts';
import { fieldText } from '../parts/field-text.ts';
import { Lines } from '../parts/Lines.tsx';
import { Table } from '../parts/Table.tsx';

const look = { tone: 'neutral', glyph: 'ok' } as const;

/** What a list of the workspace's own shows in place of region and group. */
const ownColumns = (location: string, note: string): readonly ColumnSpec[] => [
  { id: 'name', title: 'NAME', min: 24, max: 50, grow: 2 },
  { id: 'location', title: location, min: 8, max: 14 },
  { id: 'note', title: note, min: 15, max: 50, grow: 1, drop: 1 },
];

const ownOf: Readonly<Partial<Record<PickKind, readonly ColumnSpec[]>>> = {
  environment: ownColumns('VERSION', 'DESCRIPTION'),
  'job-compute': ownColumns('STATE', 'SIZE'),
};

const columnsOf = (of: PickKind): readonly ColumnSpec[] => ownOf[of] ?? resourceColumns;

const resourceColumns: readonly ColumnSpec[] = [
  { id: 'name', title: 'NAME', min: 24, max: 44, grow: 2 },
  { id: 'location', title: 'REGION', min: 13, max: 18 },
  { id: 'group', title: 'RESOURCE GROUP', min: 14, max: 30, grow: 1, drop: 2 },
  { id: 'note', title: 'NOTE', min: 15, max: 20, drop: 1 },
];

const titles: Readonly<Record<PickKind, string>> = {
  environment: 'ENVIRONMENTS',
  'job-compute': 'COMPUTES THAT RUN JOBS',
  subnet: 'SUBNETS',
  identity: 'IDENTITIES',
  aks: 'AKS CLUSTERS',
  kubernetes: 'AKS AND ARC CLUSTERS',
  'virtual-machine': 'VIRTUAL MACHINES',
  hdinsight: 'HDINSIGHT CLUSTERS',
  batch: 'BATCH ACCOUNTS',
  databricks: 'DATABRICKS',
  'data-lake-analytics': 'DATA LAKE ACCOUNTS',
  'synapse-spark': 'SPARK POOLS',
  'data-factory': 'DATA FACTORIES',
};

/** What exists of the kind that the field names, over all subscriptions: typing filters, Enter takes one. */
export const ResourcesOverlay = ({
  overlay,
  columns,
  rows,
}: Area & { readonly overlay: Extract<Overlay, { readonly is: 'resources' }> }) => {
  const { workbench, paint } = useKit();
  const shown = useApp((state) => visible.resources(state, workbench.jobs));
  const cursor = useApp((state) => cursorOf('resources', state, workbench.jobs));
  const source = useSource((state) => picksOf(state, overlay.of));
  const field = fieldText(overlay.line, { cells: 34, focused: true }, paint);
  return (
    <Box flexDirection="column">
      <Lines lines={[` Filter ${field}  ${paint.secondary('or leave it and paste an id')}`]} />
      <Table
        columns={columnsOf(overlay.of)}
        title={`${titles[overlay.of]} ${source.known ? countOf(shown) : ''}`}
        rows={shown.rows}
        cells={(row) => ({
          name: { text: row.name },
          location: { text: row.location },
          group: { text: row.group },
          note: { text: row.note ?? '', tone: 'secondary' },
        })}
        look={() => look}
        cursor={cursor}
        active
        width={columns}
        height={rows - 1}
        trouble={shown.filterProblem ?? ''}
        empty={emptyWords(source, shown, 'None that you may read. Esc closes; an id can be pasted.')}
      />
    </Box>
  );
};

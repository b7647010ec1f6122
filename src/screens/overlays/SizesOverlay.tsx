import { Box } from 'ink';
import type { Overlay } from '#state/app-state.ts';
import { cursorOf, visible } from '#state/selectors.ts';
import { cut } from '../cells.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { emptyWords, useSource } from '../empty-words.ts';
import { countOf } from '../figures.ts';
import { orderWords } from '../order-words.ts';
import { fieldText } from '../parts/field-text.ts';
import { Lines } from '../parts/Lines.tsx';
import { Table } from '../parts/Table.tsx';
import { sizeCells, sizeColumns } from '../tables/size-table.ts';

const look = { tone: 'neutral', glyph: 'ok' } as const;

/** The virtual machine sizes that the region offers: typing filters, Enter takes one. */
export const SizesOverlay = ({
  overlay,
  columns,
  rows,
}: Area & { readonly overlay: Extract<Overlay, { readonly is: 'sizes' }> }) => {
  const { workbench, paint } = useKit();
  const shown = useApp((state) => visible.sizes(state, workbench.jobs));
  const cursor = useApp((state) => cursorOf('sizes', state, workbench.jobs));
  const source = useSource((state) => state.board?.sizes);
  const location = useApp((state) => state.board?.workspace.location ?? '');
  const usages = useApp((state) => state.board?.usages.data);
  const view = useApp((state) => state.lists.sizes);
  const hint = `such as: gpus:1 vcpus:8 !ds; quota of ${location}`;
  const field = fieldText(overlay.line, { cells: 34, focused: true }, paint);
  return (
    <Box flexDirection="column">
      <Lines lines={[` Filter ${field}  ${paint.secondary(cut(hint, columns - 46))}`]} />
      <Table
        columns={sizeColumns}
        title={`VM SIZES ${countOf(shown)}${orderWords('sizes', view)}`}
        rows={shown.rows}
        cells={sizeCells(usages)}
        look={() => look}
        cursor={cursor}
        active
        width={columns}
        height={rows - 1}
        trouble={shown.filterProblem ?? ''}
        empty={emptyWords(source, shown, 'This region offers no size for clusters.')}
      />
    </Box>
  );
};

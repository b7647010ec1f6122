import { cursorOf, visible } from '#state/selectors.ts';
import { useApp, useKit, type Area } from './context.ts';
import { emptyWords, useSource } from './empty-words.ts';
import { explain } from './explain.ts';
import { wrapWords } from './facts.ts';
import { countOf } from './figures.ts';
import { Lines } from './parts/Lines.tsx';
import { Table } from './parts/Table.tsx';
import { workspaceCells, workspaceColumns } from './tables/workspace-table.ts';

const look = { tone: 'works', glyph: 'ok' } as const;

/** Every workspace of every subscription that the user may read. */
export const WorkspacesScreen = ({ columns, rows }: Area) => {
  const { workbench, paint } = useKit();
  const shown = useApp((state) => visible.workspaces(state, workbench.jobs));
  const cursor = useApp((state) => cursorOf('workspaces', state, workbench.jobs));
  const source = useSource((state) => state.workspaces);
  const problem = useApp((state) => state.workspaceProblem);
  const explained = problem === undefined ? undefined : explain(problem);
  const notes =
    explained === undefined
      ? []
      : [
          paint.needsPerson(' The workspace named at the start could not be opened.'),
          ...[explained.what, explained.why, ...explained.next]
            .flatMap((words) => wrapWords(words, columns - 4))
            .map((line) => `   ${line}`),
          '',
        ];
  return (
    <>
      {notes.length > 0 && <Lines lines={notes} />}
      <Table
        columns={workspaceColumns}
        title={`WORKSPACES ${source.known ? countOf(shown) : ''}`}
        rows={shown.rows}
        cells={workspaceCells}
        look={() => look}
        cursor={cursor}
        active
        width={columns}
        height={rows - notes.length}
        empty={emptyWords(source, shown, 'No subscription of yours has a workspace.')}
      />
    </>
  );
};

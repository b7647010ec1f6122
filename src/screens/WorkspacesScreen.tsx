import { workspaceMarks } from '#state/listed-workspaces.ts';
import { cursorOf, visible } from '#state/selectors.ts';
import { useApp, useKit, type Area } from './context.ts';
import { emptyWords, useSource } from './empty-words.ts';
import { explain } from './explain.ts';
import { wrapWords } from './facts.ts';
import { countOf } from './figures.ts';
import { Lines } from './parts/Lines.tsx';
import { Table } from './parts/Table.tsx';
import { markedWorkspaceColumns, workspaceCells, workspaceColumns } from './tables/workspace-table.ts';

const looks = {
  there: { tone: 'works', glyph: 'ok' },
  remembered: { tone: 'neutral', glyph: 'unknown' },
} as const;

/** Every workspace of every subscription that the user may read. */
export const WorkspacesScreen = ({ columns, rows }: Area) => {
  const { workbench, paint } = useKit();
  const shown = useApp((state) => visible.workspaces(state, workbench.jobs));
  const cursor = useApp((state) => cursorOf('workspaces', state, workbench.jobs));
  const source = useSource((state) => state.workspaces);
  const markOf = useApp(workspaceMarks);
  const marked = useApp((state) => state.recents.length > 0 || state.folderPlace !== undefined);
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
        columns={marked ? markedWorkspaceColumns : workspaceColumns}
        title={`WORKSPACES ${source.known || shown.total > 0 ? countOf(shown) : ''}`}
        rows={shown.rows}
        cells={(row) => workspaceCells(row, markOf(row))}
        look={(row) => (markOf(row) === 'remembered' ? looks.remembered : looks.there)}
        cursor={cursor}
        active
        width={columns}
        height={rows - notes.length}
        trouble={shown.filterProblem ?? ''}
        empty={emptyWords(source, shown, 'No subscription of yours has a workspace.')}
      />
    </>
  );
};

import { Box } from 'ink';
import { Suspense, useEffect } from 'react';
import { panels } from '#state/app-state.ts';
import { isWholeQueue } from '#state/queue-part.ts';
import { selectedCompute } from '#state/selectors.ts';
import { boardLayout, isLarge, zoomLayout } from './board-layout.ts';
import { ComputesPanel } from './board/ComputesPanel.tsx';
import { NodesPanel } from './board/NodesPanel.tsx';
import { Panes } from './board/Panes.tsx';
import { QueuePanel } from './board/QueuePanel.tsx';
import { Strip } from './board/Strip.tsx';
import { useApp, useKit, type Area } from './context.ts';
import { LargeBoard } from './late-screens.ts';
import { Rule } from './parts/Rule.tsx';

/** The home of a workspace: computes, the nodes or the state of the selected one, and its queue, all live; on a large terminal more. */
export const BoardScreen = ({ columns, rows }: Area) => {
  const large = useApp(({ board }) => board?.zoomedFrom === undefined || !panels.includes(board.panel));
  const three = <ThreePanels columns={columns} rows={rows} />;
  if (!large || !isLarge(columns, rows)) return three;
  return (
    <Suspense fallback={three}>
      <LargeBoard columns={columns} rows={rows} />
    </Suspense>
  );
};

const ThreePanels = ({ columns, rows }: Area) => {
  const { workbench } = useKit();
  useEffect(() => {
    workbench.commands.showPanels(panels);
  }, [workbench]);
  const zoomed = useApp((state) => state.board?.zoomedFrom !== undefined);
  const panel = useApp((state) => state.board?.panel ?? 'computes');
  const gone = useApp((state) => selectedCompute(state) === undefined);
  const whole = useApp(isWholeQueue);
  if (zoomed && panel === 'computes') return <ComputesPanel columns={columns} rows={rows} />;
  if (zoomed && panel === 'queue' && whole) return <QueuePanel columns={columns} rows={rows} />;
  if (zoomed && !gone) return <Zoomed columns={columns} rows={rows} />;
  const layout = boardLayout(columns, rows);
  if (layout.is === 'stacked')
    return (
      <Box flexDirection="column">
        <ComputesPanel {...layout.computes} />
        {layout.strip > 0 && (
          <>
            <Rule columns={columns} />
            <Strip columns={columns} rows={layout.strip} />
          </>
        )}
        <Rule columns={columns} />
        <NodesPanel {...layout.nodes} />
        <Rule columns={columns} />
        <QueuePanel {...layout.queue} />
      </Box>
    );
  return (
    <Panes rows={rows} columns={[layout.computes.columns, layout.right]}>
      <ComputesPanel {...layout.computes} />
      <>
        <Strip columns={layout.right} rows={layout.strip} />
        <Rule columns={layout.right} />
        <NodesPanel {...layout.nodes} />
        <Rule columns={layout.right} />
        <QueuePanel {...layout.queue} />
      </>
    </Panes>
  );
};

const Zoomed = ({ columns, rows }: Area) => {
  const layout = zoomLayout(columns, rows);
  return (
    <Box flexDirection="column">
      <Strip columns={columns} rows={layout.strip} />
      <Rule columns={columns} />
      <NodesPanel columns={columns} rows={layout.nodes} />
      <Rule columns={columns} />
      <QueuePanel columns={columns} rows={layout.queue} />
    </Box>
  );
};

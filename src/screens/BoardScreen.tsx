import { Box } from 'ink';
import { selectedCompute } from '#state/selectors.ts';
import { boardLayout, zoomLayout } from './board-layout.ts';
import { ComputesPanel } from './board/ComputesPanel.tsx';
import { NodesPanel } from './board/NodesPanel.tsx';
import { QueuePanel } from './board/QueuePanel.tsx';
import { Strip } from './board/Strip.tsx';
import { useApp, useKit, type Area } from './context.ts';
import { Lines } from './parts/Lines.tsx';
import { Rule } from './parts/Rule.tsx';

/** The home of a workspace: computes, the nodes or the state of the selected one, and its queue, all live. */
export const BoardScreen = ({ columns, rows }: Area) => {
  const zoomed = useApp((state) => state.board?.zoomedFrom !== undefined);
  const panel = useApp((state) => state.board?.panel ?? 'computes');
  const gone = useApp((state) => selectedCompute(state) === undefined);
  const { glyphs } = useKit();
  if (zoomed && panel === 'computes') return <ComputesPanel columns={columns} rows={rows} />;
  if (zoomed && !gone) return <Zoomed columns={columns} rows={rows} />;
  const layout = boardLayout(columns, rows);
  if (layout.is === 'stacked')
    return (
      <Box flexDirection="column">
        <ComputesPanel {...layout.computes} />
        <Rule columns={columns} />
        <NodesPanel {...layout.nodes} />
        <Rule columns={columns} />
        <QueuePanel {...layout.queue} />
      </Box>
    );
  const line = Array.from({ length: rows }, () => glyphs.columnLine);
  return (
    <Box>
      <Box width={layout.computes.columns} height={rows} overflow="hidden">
        <ComputesPanel {...layout.computes} />
      </Box>
      <Box width={3} paddingLeft={1}>
        <Lines lines={line} />
      </Box>
      <Box flexDirection="column" width={layout.right} height={rows} overflow="hidden">
        <Strip columns={layout.right} rows={layout.strip} />
        <Rule columns={layout.right} />
        <NodesPanel {...layout.nodes} />
        <Rule columns={layout.right} />
        <QueuePanel {...layout.queue} />
      </Box>
    </Box>
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

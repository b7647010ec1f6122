import { Box } from 'ink';
import { Suspense, useEffect, type ReactNode } from 'react';
import { selectedCompute } from '#state/selectors.ts';
import { boardLayout, panelsOf, zoomLayout, type PanelBox } from './board-layout.ts';
import { ComputesPanel } from './board/ComputesPanel.tsx';
import { NodesPanel } from './board/NodesPanel.tsx';
import { widePanels } from './board/panels.ts';
import { QueuePanel } from './board/QueuePanel.tsx';
import { Strip } from './board/Strip.tsx';
import { useApp, useKit, type Area } from './context.ts';
import { EventsPanel } from './late-screens.ts';
import { Lines } from './parts/Lines.tsx';
import { Rule } from './parts/Rule.tsx';

/** The home of a workspace: computes, the nodes or the state of the selected one, and its queue, all live. */
export const BoardScreen = ({ columns, rows }: Area) => {
  const zoomed = useApp((state) => state.board?.zoomedFrom !== undefined);
  const panel = useApp((state) => state.board?.panel ?? 'computes');
  const gone = useApp((state) => selectedCompute(state) === undefined);
  const { glyphs, workbench } = useKit();
  const { log: Log, quota: Quota } = widePanels;
  const layout = boardLayout(columns, rows, { log: Log !== undefined, quota: Quota !== undefined });
  const shown = panelsOf(layout);
  useEffect(() => {
    workbench.commands.showPanels(shown);
  }, [workbench, shown]);
  if (zoomed && panel === 'computes') return <ComputesPanel columns={columns} rows={rows} />;
  if (zoomed && panel === 'log' && Log !== undefined) return <Log columns={columns} rows={rows} />;
  if (zoomed && panel === 'quota' && Quota !== undefined) return <Quota columns={columns} rows={rows} />;
  if (zoomed && !gone) return <Zoomed columns={columns} rows={rows} />;
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
      <Box flexDirection="column" width={layout.computes.columns} height={rows} overflow="hidden">
        <ComputesPanel {...layout.computes} />
        <Below box={layout.more?.quota}>
          {Quota !== undefined && layout.more?.quota && <Quota {...layout.more.quota} />}
        </Below>
        <Below box={layout.more?.events}>
          {layout.more !== undefined && <EventsPanel {...layout.more.events} />}
        </Below>
      </Box>
      <Box width={3} paddingLeft={1}>
        <Lines lines={line} />
      </Box>
      <Box flexDirection="column" width={layout.right} height={rows} overflow="hidden">
        <Strip columns={layout.right} />
        <Rule columns={layout.right} />
        <NodesPanel {...layout.nodes} />
        <Rule columns={layout.right} />
        <QueuePanel {...layout.queue} />
        <Below box={layout.more?.log}>
          {Log !== undefined && layout.more?.log && <Log {...layout.more.log} />}
        </Below>
      </Box>
    </Box>
  );
};

/** A panel under another one, which may have to be fetched first: its place is kept until then. */
const Below = ({ box, children }: { readonly box: PanelBox | undefined; readonly children: ReactNode }) =>
  box === undefined ? null : (
    <>
      <Rule columns={box.columns} />
      <Box height={box.rows} width={box.columns} overflow="hidden">
        <Suspense fallback={null}>{children}</Suspense>
      </Box>
    </>
  );

const Zoomed = ({ columns, rows }: Area) => {
  const layout = zoomLayout(rows);
  return (
    <Box flexDirection="column">
      <Strip columns={columns} />
      <Rule columns={columns} />
      <NodesPanel columns={columns} rows={layout.nodes} />
      <Rule columns={columns} />
      <QueuePanel columns={columns} rows={layout.queue} />
    </Box>
  );
};

import { Box } from 'ink';
import { useEffect, type ReactNode } from 'react';
import { lateMoney } from '#state/money/late-money.ts';
import { stripRows, type PanelBox } from '../board-layout.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { ofLimit } from '../tables/quota-table.ts';
import { Rule } from '../parts/Rule.tsx';
import { ComputesPanel } from './ComputesPanel.tsx';
import { EventsPanel } from './EventsPanel.tsx';
import { largeLayout, panelsWith } from './large-layout.ts';
import { largePanels } from './large-panels.ts';
import { NodesPanel } from './NodesPanel.tsx';
import { Panes } from './Panes.tsx';
import { QueuePanel } from './QueuePanel.tsx';
import { Strip } from './Strip.tsx';

/** The board on a large terminal: all panels at once; the log or the quota alone while it is zoomed. */
export const LargeBoard = ({ columns, rows }: Area) => {
  const { workbench } = useKit();
  const { log: Log, quota: Quota } = largePanels;
  const has = { log: Log !== undefined, quota: Quota !== undefined };
  const shown = panelsWith(has);
  useEffect(() => {
    workbench.commands.showPanels(shown);
  }, [workbench, shown]);
  const zoomed = useApp(({ board }) => (board?.zoomedFrom === undefined ? undefined : board.panel));
  const row = useApp((state) => lateMoney()?.quotaOfSelected(state));
  const quotaWords = row === undefined ? '' : `   quota ${ofLimit(row)} vCPUs`;
  if (zoomed === 'log' && Log !== undefined) return <Log columns={columns} rows={rows} />;
  if (zoomed === 'quota' && Quota !== undefined) return <Quota columns={columns} rows={rows} />;
  const { computes, quota, events, nodes, queue, log } = largeLayout(columns, rows, has);
  return (
    <Panes rows={rows} columns={[computes.columns, nodes.columns]}>
      <>
        <ComputesPanel {...computes} />
        {Quota !== undefined && quota !== undefined && (
          <Below box={quota}>
            <Quota {...quota} />
          </Below>
        )}
        <Below box={events}>
          <EventsPanel {...events} />
        </Below>
      </>
      <>
        <Strip quota={quotaWords} columns={nodes.columns} rows={stripRows(nodes.columns)} />
        <Rule columns={nodes.columns} />
        <NodesPanel {...nodes} />
        <Rule columns={nodes.columns} />
        <QueuePanel {...queue} />
        {Log !== undefined && log !== undefined && (
          <Below box={log}>
            <Log {...log} />
          </Below>
        )}
      </>
    </Panes>
  );
};

/** A panel under a rule, in its own room and no more. */
const Below = ({ box, children }: { readonly box: PanelBox; readonly children: ReactNode }) => (
  <>
    <Rule columns={box.columns} />
    <Box height={box.rows} width={box.columns} overflow="hidden">
      {children}
    </Box>
  </>
);

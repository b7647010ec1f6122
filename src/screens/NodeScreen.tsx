import { nameOf } from '#azure/place.ts';
import { findCompute } from '#state/selectors.ts';
import { useApp, useKit, type Area } from './context.ts';
import { forHowLong } from './figures.ts';
import { Facts } from './parts/Facts.tsx';
import { Lines } from './parts/Lines.tsx';
import type { RouteOf } from './route-of.ts';
import { stateLooks } from './state-looks.ts';

/** Everything about one node, and the job on it. */
export const NodeScreen = ({ route, columns, rows }: Area & { readonly route: RouteOf<'node'> }) => {
  const { paint, workbench } = useKit();
  const nodes = useApp((state) => state.board?.nodes[route.clusterId]);
  const cluster = useApp((state) => findCompute(state, route.clusterId));
  const serverTimeMs = useApp((state) => state.serverTimeMs);
  useApp((state) => state.board?.jobs.version);
  const node = nodes?.remote.data?.find((each) => each.id === route.id);
  if (node === undefined)
    return <Lines lines={['', paint.secondary('   This node has left. q goes back.')]} />;
  const job = node.jobName === undefined ? undefined : workbench.jobs.get(node.jobName);
  const groups = [
    {
      title: 'Node',
      facts: [
        { label: 'id', words: node.id },
        { label: 'cluster', words: cluster?.name ?? nameOf(route.clusterId) },
        { label: 'state', words: node.state.text, tone: stateLooks.node[node.state.is].tone },
        { label: 'for', words: `${forHowLong(nodes?.since.get(node.id), serverTimeMs)} (seen from here)` },
        { label: 'private IP', words: node.privateIp },
        { label: 'public IP', words: node.publicIp },
        { label: 'SSH port', words: node.sshPort === undefined ? undefined : String(node.sshPort) },
      ],
    },
    {
      title: 'Job on it',
      facts: [
        { label: 'name', words: job?.displayName },
        { label: 'id', words: node.jobName },
        { label: 'status', words: job?.status.text },
        { label: 'user', words: job?.createdBy },
        { label: 'experiment', words: job?.experiment },
      ],
    },
  ];
  return <Facts groups={groups} columns={columns} rows={rows} />;
};

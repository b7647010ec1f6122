import { computeGroups } from './compute-facts.ts';
import { useApp, useKit, type Area } from './context.ts';
import { historyFacts } from './history-facts.ts';
import { Facts } from './parts/Facts.tsx';
import { Lines } from './parts/Lines.tsx';
import { waitingIn } from '#state/job-phase.ts';
import { findCompute, sizesByName } from '#state/selectors.ts';
import { trackOf } from '#state/track.ts';
import type { RouteOf } from './route-of.ts';

/** Everything about one compute. */
export const ComputeScreen = ({ route, columns, rows }: Area & { readonly route: RouteOf<'compute'> }) => {
  const { paint, glyphs, workbench } = useKit();
  const compute = useApp((state) => findCompute(state, route.id));
  const sizes = useApp(sizesByName);
  // How many jobs wait is in the job index, outside the store.
  useApp((state) => state.board?.jobs.version);
  const cloud = useApp(({ about }) => about.cloud);
  const known = useApp((state) => state.board?.computes.data !== undefined);
  const track = useApp((state) => trackOf(state, route.id));
  const serverTimeMs = useApp((state) => state.serverTimeMs);
  if (compute === undefined) {
    const words = known ? 'This compute is gone. q goes back.' : 'Asking ..';
    return <Lines lines={['', paint.secondary(`   ${words}`)]} />;
  }
  const { detail, name } = compute;
  const now = {
    nodes: detail.is === 'cluster' ? detail.currentNodes : 0,
    queue: waitingIn(workbench.jobs.queueOf(name)),
  };
  const seen = { history: historyFacts(track, now, glyphs), serverTimeMs };
  return <Facts groups={computeGroups(compute, sizes, cloud, seen)} columns={columns} rows={rows} />;
};

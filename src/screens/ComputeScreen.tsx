import { computeGroups } from './compute-facts.ts';
import { useApp, useKit, type Area } from './context.ts';
import { historyFacts } from './history-facts.ts';
import { Facts } from './parts/Facts.tsx';
import { Lines } from './parts/Lines.tsx';
import { findCompute, sizesByName, trackOf } from '#state/selectors.ts';
import type { RouteOf } from './route-of.ts';

/** Everything about one compute. */
export const ComputeScreen = ({ route, columns, rows }: Area & { readonly route: RouteOf<'compute'> }) => {
  const { paint, glyphs } = useKit();
  const compute = useApp((state) => findCompute(state, route.id));
  const sizes = useApp(sizesByName);
  const cloud = useApp(({ about }) => about.cloud);
  const track = useApp((state) => trackOf(state, route.id));
  const serverTimeMs = useApp((state) => state.serverTimeMs);
  if (compute === undefined)
    return <Lines lines={['', paint.secondary('   This compute is gone. q goes back.')]} />;
  const seen = { history: historyFacts(track, glyphs), serverTimeMs };
  return <Facts groups={computeGroups(compute, sizes, cloud, seen)} columns={columns} rows={rows} />;
};

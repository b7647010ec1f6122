import { computeGroups } from './compute-facts.ts';
import { useApp, useKit, type Area } from './context.ts';
import { Facts } from './parts/Facts.tsx';
import { Lines } from './parts/Lines.tsx';
import { findCompute, sizesByName } from '#state/selectors.ts';
import type { RouteOf } from './route-of.ts';

/** Everything about one compute. */
export const ComputeScreen = ({ route, columns, rows }: Area & { readonly route: RouteOf<'compute'> }) => {
  const { paint } = useKit();
  const compute = useApp((state) => findCompute(state, route.id));
  const sizes = useApp(sizesByName);
  const cloud = useApp(({ about }) => about.cloud);
  const known = useApp((state) => state.board?.computes.data !== undefined);
  if (compute === undefined) {
    const words = known ? 'This compute is gone. q goes back.' : 'Asking ..';
    return <Lines lines={['', paint.secondary(`   ${words}`)]} />;
  }
  return <Facts groups={computeGroups(compute, sizes, cloud)} columns={columns} rows={rows} />;
};

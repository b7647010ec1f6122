import { Box } from 'ink';
import type { Compute } from '#azure/model.ts';
import { computeGroups } from '../compute-facts.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { factLines } from '../facts.ts';
import { Lines } from '../parts/Lines.tsx';
import { instanceLines } from './instance-lines.ts';

/** What stands in place of nodes where a compute has none: how an instance is, or what is attached. */
export const StatePanel = ({ compute, columns, rows }: Area & { readonly compute: Compute }) => {
  const { glyphs, paint } = useKit();
  const active = useApp((state) => state.board?.panel === 'nodes');
  const serverTimeMs = useApp((state) => state.serverTimeMs);
  const title = compute.detail.is === 'instance' ? '2 INSTANCE' : '2 ATTACHED';
  const header = active ? paint.bold(`${glyphs.cursor}${title}`) : ` ${title}`;
  const lines =
    compute.detail.is === 'instance'
      ? instanceLines(compute, compute.detail, serverTimeMs, columns, paint)
      : factLines(computeGroups(compute, undefined, undefined), columns, paint).slice(1);
  return (
    <Box flexDirection="column" height={rows} overflow="hidden">
      <Lines lines={[header, ...lines.slice(0, rows - 1)]} />
    </Box>
  );
};

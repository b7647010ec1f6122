import type { Overlay } from '#state/app-state.ts';
import { actedOn } from '#state/marks.ts';
import { jobPlans } from '#state/plan-lists.ts';
import { routeOf, selectedRow, subjectCompute } from '#state/selectors.ts';
import { useState } from 'react';
import { useStore } from 'zustand';
import { menuRows } from '../menu-rows.ts';
import { cut, pad } from '../cells.ts';
import { scrollWindow } from '../columns.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { keyLabel } from '../help-text.ts';
import { Lines } from '../parts/Lines.tsx';

/** The keys that act on all that is marked in a list. */
const keysOnMarked = [
  ['computes', 'D and s'],
  ['queue', 'X'],
] as const;

/** Every verb of the row with its key, and why it is off when it is. */
export const ActionsOverlay = ({
  overlay,
  columns,
  rows,
}: Area & { readonly overlay: Extract<Overlay, { readonly is: 'actions' }> }) => {
  const kit = useKit();
  const { paint, glyphs, workbench } = kit;
  const compute = useApp(subjectCompute);
  const state = useStore(workbench.store);
  const [top, setTop] = useState(0);
  const all = menuRows(state, workbench.jobs);
  const height = Math.max(1, all.length > rows - 2 ? rows - 3 : rows - 2);
  const shown = scrollWindow({ count: all.length, height, cursor: overlay.at, top });
  // The window moves as little as it must, so it depends on where it was.
  if (shown.top !== top) setTop(shown.top);
  const lines = all.slice(shown.top, shown.end).map(({ key, label, reason }, index) => {
    const at = shown.top + index === overlay.at;
    const words = `${pad(keyLabel(key), 7)} ${pad(label, 18)} ${cut(reason ?? '', columns - 32)}`;
    const line = ` ${at ? glyphs.cursor : ' '} ${words}`;
    return at ? paint.selected(pad(line, columns - 1)) : reason === undefined ? line : paint.secondary(line);
  });
  const isQueue = routeOf(state).screen === 'board' && state.board?.panel === 'queue';
  const job = isQueue ? selectedRow('queue', state, workbench.jobs) : undefined;
  const room = Math.max(8, Math.floor((columns - 44) / (job === undefined ? 1 : 2)));
  const names = [
    ...(compute === undefined ? [] : [cut(compute.name, room)]),
    ...(job === undefined ? [] : [`job ${cut(jobPlans.nameOf(job), room)}`]),
  ];
  const name = names.length === 0 ? undefined : names.join(' and ');
  const onMarked = keysOnMarked.flatMap(([list, keys]) => {
    const marked = actedOn(list, state);
    return marked === undefined ? [] : [`; ${keys} on the ${marked.size} marked`];
  });
  const title = paint.bold(
    onMarked.length > 0
      ? ` Actions on ${name ?? 'nothing'}${onMarked.join('')}`
      : ` ${name === undefined ? 'Actions' : `Actions on ${name}`}`,
  );
  const below = all.length - shown.end;
  const more = below === 0 ? '' : paint.secondary(`   ${below} more below: j or PgDn`);
  return <Lines lines={[title, '', ...lines, more].slice(0, rows)} />;
};

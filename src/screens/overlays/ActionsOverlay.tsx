import type { Overlay } from '#state/app-state.ts';
import { actedOn } from '#state/marks.ts';
import { jobPlans } from '#state/plan-lists.ts';
import { routeOf, selectedRow, subjectCompute } from '#state/selectors.ts';
import { useStore } from 'zustand';
import { menuRows } from '../menu-rows.ts';
import { cut, pad } from '../cells.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { keyLabel } from '../help-text.ts';
import { usePage } from '../page-rows.ts';
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
  const lines = menuRows(state, workbench.jobs).map(({ key, label, reason }, index) => {
    const at = index === overlay.at;
    const words = `${pad(keyLabel(key), 7)} ${pad(label, 18)} ${cut(reason ?? '', columns - 32)}`;
    const line = ` ${at ? glyphs.cursor : ' '} ${words}`;
    return at ? paint.selected(pad(line, columns - 1)) : reason === undefined ? line : paint.secondary(line);
  });
  const isQueue = routeOf(state).screen === 'board' && state.board?.panel === 'queue';
  const job = isQueue ? selectedRow('queue', state, workbench.jobs) : undefined;
  const nameCells = Math.max(8, Math.floor((columns - 44) / (job === undefined ? 1 : 2)));
  const names = [
    ...(compute === undefined ? [] : [cut(compute.name, nameCells)]),
    ...(job === undefined ? [] : [`job ${cut(jobPlans.nameOf(job), nameCells)}`]),
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
  // The last line tells of what does not fit; the window follows the cursor.
  const room = Math.max(1, rows - 2 - (lines.length > rows - 2 ? 1 : 0));
  usePage(room);
  const top = Math.max(0, Math.min(overlay.at - Math.floor(room / 2), lines.length - room));
  const [above, below] = [top, lines.length - top - room];
  const hidden = [above > 0 ? `${above} above` : '', below > 0 ? `${below} more below: j` : '']
    .filter((part) => part !== '')
    .join(', ');
  const rest = hidden === '' ? [] : [paint.secondary(`   ${hidden}`)];
  return <Lines lines={[title, '', ...lines.slice(top, top + room), ...rest].slice(0, rows)} />;
};

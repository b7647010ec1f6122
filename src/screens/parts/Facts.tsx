import { useEffect } from 'react';
import { useApp, useKit, type Area } from '../context.ts';
import { factLines, type FactGroup } from '../facts.ts';
import { usePage } from '../page-rows.ts';
import { Lines } from './Lines.tsx';

/** A page of facts, scrolled by the row keys. `notes` stand above it, ready-made. */
export const Facts = ({
  groups,
  notes = [],
  columns,
  rows,
  more = 'j or PgDn',
  active = true,
}: Area & {
  readonly groups: readonly FactGroup[];
  readonly notes?: readonly string[];
  /** The keys that show what is below. */
  readonly more?: string;
  /** Whether the row keys scroll it. */
  readonly active?: boolean;
}) => {
  const { paint, workbench } = useKit();
  const scroll = useApp((state) => state.scroll);
  const lines = [...notes, ...factLines(groups, columns, paint)];
  usePage(rows, active);
  const lastTop = Math.max(0, lines.length - rows);
  const top = Math.min(scroll, lastTop);
  // Only the page knows where it ends; without this the keys would have to come back from far below it.
  useEffect(() => {
    if (scroll > lastTop) workbench.commands.scrollTo(lastTop);
  }, [workbench, scroll, lastTop]);
  const below = lines.length - top - rows;
  const shown = lines.slice(top, top + rows);
  if (below > 0) shown[rows - 1] = paint.secondary(`   ${below + 1} more lines below: ${more}`);
  return <Lines lines={shown} />;
};

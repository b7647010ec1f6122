import { useKit, type Area } from '../context.ts';
import { factLines, type FactGroup } from '../facts.ts';
import { useScrolled } from '../scrolled.ts';
import { Lines } from './Lines.tsx';

/** A page of facts, scrolled by the row keys. `notes` stand above it, ready-made. */
export const Facts = ({
  groups,
  notes = [],
  columns,
  rows,
  ...scrolling
}: Area & {
  readonly groups: readonly FactGroup[];
  readonly notes?: readonly string[];
  /** The keys that show what is below. */
  readonly more?: string;
  /** Whether the row keys scroll it. */
  readonly active?: boolean;
}) => {
  const { paint } = useKit();
  return <Lines lines={useScrolled([...notes, ...factLines(groups, columns, paint)], rows, scrolling)} />;
};

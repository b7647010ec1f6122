/** One line of the bench: a measured figure beside its budget. */
export type Row = {
  /** The row of the budgets it belongs to: P1, P2 … */
  readonly id: string;
  readonly what: string;
  readonly measured: number;
  /** Absent for a figure that is only worth knowing. */
  readonly budget?: number;
  readonly unit: string;
  /** What else is worth knowing: absolute times, spread, how many were measured. */
  readonly note?: string;
};

/** Not measured counts as missed. */
export const isMet = ({ measured, budget = Infinity }: Row): boolean => measured <= budget;

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The smallest value that a share of `q` of them do not exceed; not a number when there are none. */
export const quantile = (values: readonly number[], q: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * q) - 1)] ?? Number.NaN;
};

const shown = (value: number, unit: string): string =>
  `${value >= 100 ? value.toFixed(0) : value.toFixed(2)} ${unit}`;

/** The row as text: what, measured, budget, verdict. */
export const line = (row: Row): string =>
  [
    row.id.padEnd(4),
    row.what.padEnd(46),
    shown(row.measured, row.unit).padStart(12),
    (row.budget === undefined ? 'no budget' : `budget ${shown(row.budget, row.unit)}`).padEnd(20),
    row.budget === undefined ? '      ' : isMet(row) ? 'ok    ' : 'MISSED',
    row.note ?? '',
  ].join('  ');

/** How often a compute is measured at most, in ms of the service's clock: the first look within such a slot counts for all of it. */
export const slotMs = 120_000;

/** One figure per slot, the oldest first; undefined where nobody has looked. */
export type Figures = readonly (number | undefined)[];

/** What has been measured of one compute: both rows are equally long. */
export type Track = {
  /** The number of the first slot: the service's time by `slotMs`. */
  readonly first: number;
  /** Nodes of a cluster; all undefined for what has none. */
  readonly nodes: Figures;
  /** Jobs that waited for it. */
  readonly queue: Figures;
};

/** Node counts and queue lengths over time as measured here, by `idKey` of the compute: Azure tells neither. */
export type History = ReadonlyMap<string, Track>;

/** Which slot a time belongs to, in ms of the service's clock. */
export const slotOf = (timeMs: number): number => Math.floor(timeMs / slotMs);

/** The end of a row of figures, for a small picture. */
export type Recent = {
  /** One figure per cell, the greatest of its slots; the first cell has one. */
  readonly cells: Figures;
  /** How long ago the first of them was measured, in ms. */
  readonly spanMs: number;
};

/**
 * The newest figures in at most `count` cells of `perCell` slots each. Cells begin at fixed times, so that the picture moves on by
 * whole cells; it begins with what was measured first.
 * @returns undefined when nothing is known
 */
export const recentOf = (
  track: Track,
  of: 'nodes' | 'queue',
  count: number,
  perCell: number,
): Recent | undefined => {
  const { first, [of]: figures } = track;
  const end = first + figures.length;
  const lastCell = Math.floor((end - 1) / perCell);
  const from = Math.max(first, (lastCell - count + 1) * perCell);
  const known = figures.findIndex((figure, at) => first + at >= from && figure !== undefined);
  if (known < 0) return undefined;
  const cells: (number | undefined)[] = [];
  const firstCell = Math.floor((first + known) / perCell);
  for (const [at, figure] of figures.entries()) {
    if (at < known || figure === undefined) continue;
    const cell = Math.floor((first + at) / perCell) - firstCell;
    cells[cell] = Math.max(cells[cell] ?? 0, figure);
  }
  return {
    cells: Array.from({ length: lastCell - firstCell + 1 }, (_, cell) => cells[cell]),
    spanMs: (end - first - known) * slotMs,
  };
};

/** The room for the name of one of several, on the plan and among the results, in cells. */
export const itemNameCells = (columns: number): number => Math.max(24, Math.min(40, columns - 72));

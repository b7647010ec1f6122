export { paletteRows } from './rows.ts';
export { reasons, runs } from './runs.ts';

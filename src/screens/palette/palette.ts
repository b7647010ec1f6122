export { paletteRows } from './rows.ts';
export { reasons, runs } from './runs.ts';
export { wideTables } from '../tables/wide-columns.ts';

import { pad } from './cells.ts';

/** What a setting has and what it is to have, in one line: `Max nodes          10  ->  8`. */
export const differenceLine = (label: string, before: string, after: string): string =>
  `     ${pad(label, 12)} ${pad(before, 8, 'right')}  ->  ${after}`;

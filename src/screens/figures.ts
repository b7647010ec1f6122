import type { ClusterDetail } from '#azure/model.ts';
import type { Since } from '#state/since.ts';
import { age, count, dateTime } from './words.ts';

/** Dollars an hour as a bare figure for a column; a price that is not known is a dash, never 0. */
export const moneyFigure = (perHour: number | undefined): string =>
  perHour === undefined ? '-' : perHour.toFixed(2);

/** A size without the word that all of them begin with: `NC24ads_A100_v4`. */
export const shortSize = (name: string): string => name.replace(/^standard_/iu, '');

/**
 * How long something has been as it is, seen from here: `12m`, or `3m+` when it was so at the first look.
 * @param serverTimeMs the service's clock at the last answer
 */
export const forHowLong = (since: Since | undefined, serverTimeMs: number | undefined): string => {
  if (since === undefined || serverTimeMs === undefined) return '-';
  const words = age(serverTimeMs - since.at);
  if (since.exact) return words;
  return words === '<1m' ? '0m+' : `${words}+`;
};

/** `7`, or `3 of 7` under a filter. */
export const countOf = ({
  rows,
  total,
}: {
  readonly rows: readonly unknown[];
  readonly total: number;
}): string => (rows.length === total ? count(total) : `${count(rows.length)} of ${count(total)}`);

/** A time in ms in the user's own zone; undefined when there is none. */
export const moment = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : dateTime(ms);

/** How many nodes of a cluster are in which state: `9 nodes: 8 running, 1 idle`. */
export const nodeCountWords = ({ currentNodes, counts }: ClusterDetail): string => {
  const states = Object.entries(counts).flatMap(([word, many]) => (many > 0 ? [`${many} ${word}`] : []));
  const nodes = currentNodes === 1 ? '1 node' : `${currentNodes} nodes`;
  return states.length === 0 ? nodes : `${nodes}: ${states.join(', ')}`;
};

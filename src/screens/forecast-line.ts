import type { Forecast } from '#azure/what-if.ts';
import { planBar } from './bars.ts';
import { cut } from './cells.ts';
import type { Glyphs } from './glyphs.ts';
import type { Paint, Tone } from './theme.ts';
import { count } from './words.ts';

const barCells = 10;
const labelCells = 14;

const short = (label: string): string => label.replace(/^standard\s+/iu, '').replace(/\s+family$/iu, '');

/** What the plan of a form would make of the quota: a bar, and the figures beside it. */
export const forecastLine = (forecast: Forecast, columns: number, paint: Paint, glyphs: Glyphs): string => {
  if (forecast.is === 'untold') return ` ${cut(`quota: ${forecast.why}`, columns - 2)}`;
  const { label, others, atMin, atMax, limit } = forecast;
  const head = ` quota ${cut(short(label), labelCells)} `;
  if (limit === undefined) return `${head}no limit of its own; ${count(atMax)} vCPUs at max`;
  const tone: Tone = atMin > limit ? 'needsPerson' : atMax > limit ? 'changing' : 'neutral';
  // What is wrong comes first: it is never cut away.
  const too = (much: number, when: string): string =>
    `${count(much - limit)} too much at ${when}: ${count(much)} of ${count(limit)}, ${count(others)} used elsewhere`;
  const figures =
    atMin > limit
      ? too(atMin, 'min')
      : atMax > limit
        ? too(atMax, 'max')
        : `used elsewhere ${count(others)}, with this ${atMin === atMax ? '' : `${count(atMin)} to `}${count(atMax)} of ${count(limit)}`;
  const bar = planBar({ others, atMin, atMax, limit }, barCells, glyphs);
  return `${head}${paint[tone](bar)} ${paint[tone](cut(figures, columns - head.length - barCells - 2))}`;
};

/*
 * Numbers and times for people. Made by hand: the first use of Intl costs a process 9 to 20 ms, and the first frame
 * is full of numbers.
 */

const twoDigits = (n: number): string => String(n).padStart(2, '0');

/** What stands for a value that is not known. Never 0. */
const unknown = '-';

/** A length of time in ms so coarse that it changes at most once a minute: `<1m`, `3m`, `2h14m`, `5d`. */
export const age = (ms: number): string => {
  if (!Number.isFinite(ms)) return unknown;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return '<1m';
  if (minutes < 60) return `${minutes}m`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours}h${twoDigits(minutes % 60)}m`;
  return `${Math.floor(hours / 24)}d`;
};

/** A length of time in ms to the second, for what is being waited for: `45s`, `1m05s`, `1h02m05s`. */
export const elapsed = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return `${seconds}s`;
  if (minutes < 60) return `${minutes}m${twoDigits(seconds % 60)}s`;
  return `${Math.floor(minutes / 60)}h${twoDigits(minutes % 60)}m${twoDigits(seconds % 60)}s`;
};

/** A time in ms since the epoch as local clock time, `10:42:07`. */
export const clock = (ms: number): string => {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) return unknown;
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
};

/** A time in ms since the epoch as local date and time, `2026-11-21 10:42`. */
export const dateTime = (ms: number | undefined): string => {
  const date = new Date(ms ?? Number.NaN);
  if (Number.isNaN(date.getTime())) return unknown;
  const day = [date.getFullYear(), twoDigits(date.getMonth() + 1), twoDigits(date.getDate())].join('-');
  return `${day} ${twoDigits(date.getHours())}:${twoDigits(date.getMinutes())}`;
};

/** US dollars per hour, `$14.69/h`. A price that is not known is a dash. */
export const money = (usdPerHour: number | undefined): string =>
  usdPerHour === undefined || !Number.isFinite(usdPerHour) ? unknown : `$${usdPerHour.toFixed(2)}/h`;

/** A setting in seconds, exact: `120s`, `30m`, `2h`. */
export const seconds = (n: number | undefined): string => {
  if (n === undefined || !Number.isFinite(n)) return unknown;
  if (n >= 7_200 && n % 3_600 === 0) return `${n / 3_600}h`;
  if (n >= 600 && n % 60 === 0) return `${n / 60}m`;
  return `${n}s`;
};

/** A whole number with its thousands apart: `100,000`. */
export const count = (n: number): string =>
  Number.isFinite(n) ? String(Math.trunc(n)).replaceAll(/\B(?=(?:\d{3})+$)/gu, ',') : unknown;

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A size in bytes, in thousands: `512 B`, `1.2 kB`, `34 MB`. */
export const bytes = (n: number): string => {
  if (!Number.isFinite(n)) return unknown;
  let value = n;
  let unit = 0;
  // What rounds to 1000 of a unit is 1 of the next.
  while (Math.round(value) >= 1_000 && unit < byteUnits.length - 1) {
    value /= 1_000;
    unit++;
  }
  const digits = unit > 0 && value < 9.95 ? value.toFixed(1) : String(Math.round(value));
  return `${digits} ${byteUnits[unit] ?? ''}`;
};

/** A part of a whole: `42%`. All of it is 100% only when nothing is missing. */
export const percent = (part: number, whole: number): string => {
  if (!(whole > 0) || !Number.isFinite(part)) return unknown;
  const exact = (part / whole) * 100;
  return `${exact < 100 ? Math.min(99, Math.round(exact)) : Math.round(exact)}%`;
};

import { zoneOffsetMs } from './zone.ts';
import type { Json } from './world.ts';

/** The minutes of a schedule, in local time. An empty set of days means every day. */
type Pattern = {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number> | undefined;
  readonly months: ReadonlySet<number>;
  readonly weekDays: ReadonlySet<number> | undefined;
};

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const monthNames = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

const range = (from: number, to: number, step = 1): number[] => {
  const values: number[] = [];
  for (let value = from; value <= to; value += step) values.push(value);
  return values;
};

const numberOf = (text: string, names: readonly string[], base: number): number => {
  const named = names.indexOf(text.slice(0, 3).toLowerCase());
  if (named !== -1) return named + base;
  return /^\d+$/u.test(text) ? Number(text) : Number.NaN;
};

const cronField = (
  text: string,
  low: number,
  high: number,
  names: readonly string[],
): ReadonlySet<number> | undefined => {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [span = '', stepText = '1'] = part.split('/');
    const step = /^\d+$/u.test(stepText) ? Number(stepText) : 0;
    const [fromText = '', toText] = span === '*' ? [String(low), String(high)] : span.split('-');
    const from = numberOf(fromText, names, low);
    const to = toText === undefined ? (part.includes('/') ? high : from) : numberOf(toText, names, low);
    if (step < 1 || !(from >= low && to <= high && from <= to)) return undefined;
    for (const value of range(from, to, step)) values.add(value);
  }
  return values;
};

/** A crontab expression of five fields; undefined when it is none. Sunday is 0 (or 7). */
export const parseCron = (expression: string): Pattern | undefined => {
  const [minute = '', hour = '', day = '', month = '', weekDay = '', ...more] = expression
    .trim()
    .split(/\s+/u);
  if (weekDay === '' || more.length > 0) return undefined;
  const minutes = cronField(minute, 0, 59, []);
  const hours = cronField(hour, 0, 23, []);
  const days = cronField(day, 1, 31, []);
  const months = cronField(month, 1, 12, monthNames);
  const week = cronField(weekDay.replaceAll('7', '0'), 0, 6, dayNames);
  if (!minutes || !hours || !days || !months || !week) return undefined;
  return {
    minutes,
    hours,
    days: day === '*' ? undefined : days,
    months,
    weekDays: weekDay === '*' ? undefined : week,
  };
};

const record = (value: Json | undefined): { readonly [key: string]: Json } =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};

const numbers = (value: Json | undefined): number[] =>
  Array.isArray(value) ? value.filter((entry) => typeof entry === 'number') : [];

const parseRecurrence = (recurrence: { readonly [key: string]: Json }): Pattern | undefined => {
  const rule = record(recurrence['schedule']);
  const interval = typeof recurrence['interval'] === 'number' ? Math.max(1, recurrence['interval']) : 1;
  const frequency = recurrence['frequency'];
  const at = { minutes: numbers(rule['minutes']), hours: numbers(rule['hours']) };
  const base = {
    minutes: new Set(at.minutes.length > 0 ? at.minutes : [0]),
    hours: new Set(at.hours.length > 0 ? at.hours : [0]),
    days: undefined,
    months: new Set(range(1, 12)),
    weekDays: undefined,
  };
  switch (frequency) {
    case 'Minute':
      return { ...base, minutes: new Set(range(0, 59, interval)), hours: new Set(range(0, 23)) };
    case 'Hour':
      return { ...base, hours: new Set(range(0, 23, interval)) };
    case 'Day':
      return base;
    case 'Week': {
      const names = Array.isArray(rule['weekDays']) ? rule['weekDays'] : [];
      const days = names.flatMap((name) => (typeof name === 'string' ? [numberOf(name, dayNames, 0)] : []));
      return { ...base, weekDays: days.length > 0 ? new Set(days) : new Set([1]) };
    }
    case 'Month': {
      const days = numbers(rule['monthDays']);
      return { ...base, days: new Set(days.length > 0 ? days : [1]) };
    }
    case undefined:
    case null:
    case true:
    case false:
    default:
      return undefined;
  }
};

const patternOf = (schedule: { readonly [key: string]: Json }): Pattern | undefined => {
  const cron = record(schedule['cron']);
  if (typeof cron['expression'] === 'string') return parseCron(cron['expression']);
  return parseRecurrence(record(schedule['recurrence']));
};

const zoneOf = (schedule: { readonly [key: string]: Json }): string => {
  const zone = record(schedule['cron'])['timeZone'] ?? record(schedule['recurrence'])['timeZone'];
  return typeof zone === 'string' ? zone : 'UTC';
};

/** Whether a schedule of a compute instance says when it runs: a cron expression or a recurrence that can be read. */
export const isReadable = (schedule: { readonly [key: string]: Json }): boolean =>
  patternOf(schedule) !== undefined;

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** As cron: when both day fields are given, either may match. */
const dayMatches = (pattern: Pattern, local: Date): boolean => {
  if (!pattern.months.has(local.getUTCMonth() + 1)) return false;
  const byDate = pattern.days?.has(local.getUTCDate());
  const byWeek = pattern.weekDays?.has(local.getUTCDay());
  if (byDate === undefined) return byWeek ?? true;
  return byDate || (byWeek ?? false);
};

/** The first moment after `now` (ms) at which a schedule runs; undefined when it never does within a year or cannot be read. */
export const nextRun = (schedule: { readonly [key: string]: Json }, now: number): number | undefined => {
  const pattern = patternOf(schedule);
  if (pattern === undefined) return undefined;
  const zone = zoneOf(schedule);
  const firstLocal = now + zoneOffsetMs(zone, now);
  const hours = [...pattern.hours].sort((a, b) => a - b);
  const minutes = [...pattern.minutes].sort((a, b) => a - b);
  for (let day = 0; day <= 366; day += 1) {
    const midnight = Math.floor(firstLocal / dayMs) * dayMs + day * dayMs;
    if (!dayMatches(pattern, new Date(midnight))) continue;
    for (const hour of hours) {
      for (const minute of minutes) {
        const local = midnight + hour * 60 * minuteMs + minute * minuteMs;
        const at = local - zoneOffsetMs(zone, local - zoneOffsetMs(zone, now));
        if (at > now) return at;
      }
    }
  }
  return undefined;
};

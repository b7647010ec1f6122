import { weekDays, wrongCron } from './cron.ts';
import type { FieldSpec, FieldWords, Parsed } from './field.ts';
import { hasControls, quoted } from './quoted.ts';
import { windowsTimeZone } from './time-zones.ts';

/** When an instance starts or stops by itself. */
export type Schedule = {
  readonly action: 'Start' | 'Stop';
  /** Five fields of crontab. */
  readonly expression: string;
  /** In Windows naming. */
  readonly timeZone: string;
};

type When = { readonly expression: string; readonly rest: readonly string[] };

const wholeDays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

const dayNumber = (text: string): number => Math.max(weekDays.indexOf(text), wholeDays.indexOf(text));

/** `mon-fri` or `monday,wednesday` as crontab has it; undefined when it names no days. */
const daysOf = (token: string): string | undefined => {
  const lower = token.toLowerCase();
  if (lower === 'daily') return '*';
  const items = lower.split(',').map((item) => item.split('-').map(dayNumber));
  const wrong = items.some(([from = -1, to = from, ...more]) => from < 0 || to < from || more.length > 0);
  return wrong ? undefined : items.map((item) => item.join('-')).join(',');
};

/** A time of day with days after it, as people say it: `18:30 mon-fri`. */
const sayTime = (tokens: readonly string[]): When | undefined => {
  const [time = '', ...rest] = tokens;
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/u.exec(time);
  if (match === null) return undefined;
  const days = rest[0] === undefined ? undefined : daysOf(rest[0]);
  return {
    expression: `${Number(match[2])} ${Number(match[1])} * * ${days ?? '*'}`,
    rest: days === undefined ? rest : rest.slice(1),
  };
};

const longest = 200;

const parseSchedule = (text: string, action: 'Start' | 'Stop'): Parsed<Schedule> => {
  const no = (why: string): Parsed<Schedule> => ({ ok: false, why });
  const line = text.trim();
  if (hasControls(line)) return no('one line without control characters is needed');
  if (line.length > longest)
    return no('too long for a schedule: "0 18 * * 1-5 W. Europe Standard Time" is one');
  const tokens = line.split(/\s+/u);
  const verb = /^(?:start|stop)$/iu.test(tokens[0] ?? '') ? tokens.shift()?.toLowerCase() : undefined;
  if (verb !== undefined && verb !== action.toLowerCase())
    return no(`this line is for ${action.toLowerCase()}, there is another one for ${verb}`);
  const said = sayTime(tokens);
  if (said === undefined) {
    if (/:/u.test(tokens[0] ?? '')) return no(`${quoted(tokens[0] ?? '')} is not a time: 0:00 to 23:59`);
    const wrong = wrongCron(tokens.slice(0, 5));
    if (wrong !== undefined) return no(wrong);
  }
  const { expression, rest } = said ?? {
    expression: tokens.slice(0, 5).join(' '),
    rest: tokens.slice(5),
  };
  if (/^[\d*]/u.test(rest[0] ?? ''))
    return no('five fields are needed, these are more: seconds and years have none');
  const zone = rest.join(' ');
  const inZone = (timeZone: string, warn?: string): Parsed<Schedule> => ({
    ok: true,
    value: { action, expression, timeZone },
    ...(warn === undefined ? {} : { warn }),
  });
  if (zone === '') return inZone('UTC', 'no time zone is named: UTC is meant then');
  const known = windowsTimeZone(zone);
  if (known === undefined)
    return no(`${quoted(zone)} is not a time zone of Windows; one is "W. Europe Standard Time"`);
  return /^\d+$/u.test(expression.split(' ')[0] ?? '')
    ? inZone(known)
    : inZone(known, 'this comes more than once an hour');
};

/**
 * When an instance starts or stops: five fields of crontab and a Windows time zone (`0 18 * * 1-5 W. Europe Standard Time`), or
 * a time of day, days if not all of them, and the time zone (`18:00 mon-fri W. Europe Standard Time`). The action may stand in front.
 */
export const schedule = (words: FieldWords, action: 'Start' | 'Stop'): FieldSpec<Schedule> => ({
  ...words,
  kind: { is: 'text' },
  initial: '',
  parse: (text) => parseSchedule(text, action),
});

/** As one of `schedules.computeStartStop`. */
export const scheduleBody = ({ action, expression, timeZone }: Schedule) => ({
  action,
  status: 'Enabled',
  triggerType: 'Cron',
  cron: { expression, timeZone },
});

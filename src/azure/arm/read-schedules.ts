import { list, number, record, text, type Raw } from './json.ts';

const twoDigits = (value: number): string => String(value).padStart(2, '0');

const numbers = (raw: unknown): readonly number[] =>
  list(raw)
    .map(number)
    .filter((value) => value !== undefined);

const clockTimes = (schedule: Raw): string => {
  const hours = numbers(schedule.hours);
  const minutes = numbers(schedule.minutes);
  return hours
    .flatMap((hour) =>
      (minutes.length === 0 ? [0] : minutes).map((minute) => `${twoDigits(hour)}:${twoDigits(minute)}`),
    )
    .join(', ');
};

const recurrenceText = (recurrence: Raw): string => {
  const unit = (text(recurrence.frequency) ?? '').toLowerCase();
  const interval = number(recurrence.interval) ?? 1;
  const schedule = record(recurrence.schedule);
  const days = list(schedule.weekDays)
    .map(text)
    .filter((day) => day !== undefined)
    .join(', ');
  const times = clockTimes(schedule);
  const every = interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`;
  return [every, days === '' ? '' : `on ${days}`, times === '' ? '' : `at ${times}`]
    .filter(Boolean)
    .join(' ');
};

const dayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** One item of the fifth field of crontab (`1`, `mon`, `1-5`) by the names of its days; undefined for anything else. */
const cronDays = (item: string): string | undefined => {
  const names = item.split('-').map((day) => {
    const at = /^[0-6]$/u.test(day) ? Number(day) : dayNames.findIndex((name) => name.toLowerCase() === day);
    return dayNames[at];
  });
  return names.length > 2 || names.includes(undefined) ? undefined : names.join(' to ');
};

/** A crontab line that means a time of day, on all days or some of the week; any other stays as it is. */
const cronText = (expression: string): string => {
  const [, minute = '', hour = '', days = ''] =
    /^([0-5]?\d) ([01]?\d|2[0-3]) \* \* (\S+)$/u.exec(expression.trim()) ?? [];
  const named = days === '*' ? [] : days.toLowerCase().split(',').map(cronDays);
  if (minute === '' || named.includes(undefined)) return expression;
  const every = named.length === 0 ? 'every day' : `on ${named.join(', ')}`;
  return `${every} at ${twoDigits(Number(hour))}:${twoDigits(Number(minute))}`;
};

const scheduleLine = (raw: unknown): string => {
  const own = record(raw);
  const cron = record(own.cron);
  const recurrence = record(own.recurrence);
  const action = text(own.action) ?? 'Unknown action';
  const expression = text(cron.expression);
  const when = expression === undefined ? recurrenceText(recurrence) : cronText(expression);
  const zone = text(cron.timeZone) ?? text(recurrence.timeZone) ?? 'UTC';
  const disabled = text(own.status)?.toLowerCase() === 'disabled' ? ', disabled' : '';
  return `${action} ${when} (${zone}${disabled})`;
};

/** The start and stop schedules of an instance, one line each; UTC where no time zone is named, as the service takes it. */
export const readSchedules = (raw: unknown): readonly string[] =>
  list(record(raw).computeStartStop).map(scheduleLine);

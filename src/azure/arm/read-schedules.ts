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

const scheduleLine = (raw: unknown): string => {
  const own = record(raw);
  const cron = record(own.cron);
  const recurrence = record(own.recurrence);
  const action = text(own.action) ?? 'Unknown action';
  const when = text(cron.expression) ?? recurrenceText(recurrence);
  const zone = text(cron.timeZone) ?? text(recurrence.timeZone) ?? 'UTC';
  const disabled = text(own.status)?.toLowerCase() === 'disabled' ? ', disabled' : '';
  return `${action} ${when} (${zone}${disabled})`;
};

/** The start and stop schedules of an instance, one line each; UTC where no time zone is named, as the service takes it. */
export const readSchedules = (raw: unknown): readonly string[] =>
  list(record(raw).computeStartStop).map(scheduleLine);

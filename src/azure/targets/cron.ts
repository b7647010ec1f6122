import { quoted } from './quoted.ts';

/** One of the five fields: how it is called, its range, and the names that stand for its numbers from `nameFrom` on. */
type CronField = {
  readonly called: string;
  readonly from: number;
  readonly to: number;
  readonly names: readonly string[];
  readonly nameFrom: number;
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
export const weekDays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

const cronFields: readonly CronField[] = [
  { called: 'minute', from: 0, to: 59, names: [], nameFrom: 0 },
  { called: 'hour', from: 0, to: 23, names: [], nameFrom: 0 },
  { called: 'day of the month', from: 1, to: 31, names: [], nameFrom: 0 },
  { called: 'month', from: 1, to: 12, names: months, nameFrom: 1 },
  { called: 'day of the week', from: 0, to: 6, names: weekDays, nameFrom: 0 },
];

const numberOf = (text: string, field: CronField): number | undefined => {
  if (/^\d{1,2}$/u.test(text)) return Number(text);
  const at = field.names.indexOf(text.toLowerCase());
  return at === -1 ? undefined : at + field.nameFrom;
};

/** What is wrong with one item of a comma list, such as `*`, `7`, `1-5`, `8-18/2` or `mon-fri`. */
const wrongItem = (item: string, field: CronField): string | undefined => {
  const match = /^(?:(\*)|([a-z\d]+)(?:-([a-z\d]+))?)(?:\/(\d{1,2}))?$/iu.exec(item);
  const wrong = `the ${field.called} is ${field.from} to ${field.to} or *, not ${quoted(item)}`;
  if (match === null) return wrong;
  const [, all, first, last, step] = match;
  if (step !== undefined && Number(step) === 0) return `the step of the ${field.called} must be 1 or more`;
  if (all !== undefined || first === undefined) return undefined;
  const from = numberOf(first, field);
  const to = last === undefined ? from : numberOf(last, field);
  if (from === undefined || to === undefined || from < field.from || to > field.to)
    return field.called === 'day of the week' && (first === '7' || last === '7')
      ? 'the day of the week is 0 to 6: Sunday is 0'
      : wrong;
  return from > to ? `${quoted(item)} runs backwards` : undefined;
};

/**
 * What is wrong with a crontab expression of five fields (minute, hour, day of the month, month, day of the week), as NCrontab
 * reads it; undefined when nothing is.
 */
export const wrongCron = (fields: readonly string[]): string | undefined => {
  for (const [index, field] of cronFields.entries()) {
    const text = fields[index];
    if (text === undefined)
      return 'five fields are needed: minute, hour, day of the month, month, day of the week';
    for (const item of text.split(',')) {
      const wrong = wrongItem(item, field);
      if (wrong !== undefined) return wrong;
    }
  }
  return undefined;
};

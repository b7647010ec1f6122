import { weekDays } from '../targets/cron.ts';
import type { DraftPart, Turning } from './draft-part.ts';
import { flag, list, mapping, readShape, text, told, whole, word, type Sayings } from './shape.ts';
import type { Position, YamlNode } from './yaml-node.ts';

const root = 'schedules.compute_start_stop';

const shape = {
  action: word('start', 'stop'),
  state: word('enabled', 'disabled'),
  trigger: mapping({
    type: word('cron', 'recurrence'),
    start_time: text,
    time_zone: text,
    expression: text,
    frequency: word('minute', 'hour', 'day', 'week', 'month'),
    interval: whole,
    schedule: mapping({ week_days: list, hours: list, minutes: list, month_days: list }),
  }),
  schedule_id: told,
  provisioning_state: told,
  enabled: flag,
};

/** The fields of the form, in the order in which they are taken. */
const fields: Readonly<Record<string, readonly string[]>> = {
  stop: ['stop', 'stop2'],
  start: ['start', 'start2'],
};

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** The numbers of a list, each within its range; undefined when something else is among them. */
const numbersOf = (
  node: YamlNode | undefined,
  highest: number,
  lowest = 0,
): readonly number[] | undefined => {
  if (node?.is !== 'list' || node.items.length === 0) return undefined;
  const numbers = node.items.map((item) => (item.is === 'number' ? Number(item.text) : Number.NaN));
  return numbers.every((each) => Number.isInteger(each) && each >= lowest && each <= highest)
    ? numbers
    : undefined;
};

const dayNumbers = (node: YamlNode | undefined): readonly number[] | undefined => {
  if (node?.is !== 'list') return undefined;
  const numbers = node.items.map((item) =>
    item.is === 'text'
      ? Math.max(days.indexOf(item.text.toLowerCase()), weekDays.indexOf(item.text.toLowerCase()))
      : -1,
  );
  return numbers.length > 0 && numbers.every((each) => each >= 0) ? numbers : undefined;
};

const asCron =
  'write it as a cron trigger: type: cron, expression: "0 18 * * 1-5" (minute, hour, day, month, weekday)';

/** A recurrence as five fields of crontab, where the two mean the same; else why not. */
const recurrence = (said: Sayings): { readonly cron: string } | { readonly why: string } => {
  const of = (key: string): YamlNode | undefined => said.get(`trigger.schedule.${key}`)?.node;
  const frequency = said.get('trigger.frequency')?.text;
  const [weekly, monthly] = [frequency === 'week', frequency === 'month'];
  if ((frequency !== 'day' && !weekly && !monthly) || (said.get('trigger.interval')?.text ?? '1') !== '1')
    return { why: `only a recurrence of every day, every week or every month is taken here: ${asCron}` };
  const [minutes, hours] = [numbersOf(of('minutes'), 59), numbersOf(of('hours'), 23)];
  if (minutes === undefined || hours === undefined)
    return { why: 'schedule takes hours (0 to 23) and minutes (0 to 59), each as a list' };
  const monthDays = numbersOf(of('month_days'), 31, 1);
  if (monthly && (monthDays === undefined || of('week_days') !== undefined))
    return { why: 'each month takes schedule.month_days, a list of numbers from 1 to 31, and no week_days' };
  if (!monthly && of('month_days') !== undefined)
    return { why: 'schedule.month_days goes with frequency: month only' };
  if (monthly) return { cron: `${minutes.join(',')} ${hours.join(',')} ${monthDays?.join(',') ?? '*'} * *` };
  const weekDaysOf = dayNumbers(of('week_days'));
  if (weekDaysOf === undefined && (weekly || of('week_days') !== undefined))
    return { why: 'schedule.week_days takes a list of names: monday, tuesday' };
  return { cron: `${minutes.join(',')} ${hours.join(',')} * * ${weekDaysOf?.join(',') ?? '*'}` };
};

/** When an instance starts and stops, as lines of its form: up to two of each. */
export const schedules = ({ said, now, tell, note }: Turning): readonly DraftPart[] => {
  const found = said.get(root);
  if (found?.node.is !== 'list') return [];
  const taken: Record<string, number> = { start: 0, stop: 0 };
  return found.node.items.flatMap((item, index): readonly DraftPart[] => {
    const path = `${root}[${index}]`;
    const no = (sentence: string, at: Position = item.at): readonly DraftPart[] => {
      tell({ ...at, sentence: `${path}: ${sentence}` });
      return [];
    };
    const { said: one, faults } = readShape(item, shape);
    for (const fault of faults) tell({ ...fault, sentence: `${path}.${fault.sentence}` });
    if (faults.length > 0) return [];
    const action = one.get('action')?.text;
    if (action === undefined) return no('action is missing: start or stop');
    if (one.get('state')?.text === 'disabled' || one.get('enabled')?.text === 'false')
      return no('a schedule that is disabled cannot be made here: leave it out');
    const startTime = one.get('trigger.start_time');
    if (startTime !== undefined) {
      const at = Date.parse(startTime.text);
      if (Number.isNaN(at)) return no('start_time takes a time such as "2026-01-31T08:00:00"', startTime.at);
      // A day covers every time zone it may be meant in.
      if (at > now - 86_400_000)
        return no(
          'start_time must lie in the past, or be left out: the schedule begins at once',
          startTime.at,
        );
      note({ ...startTime.at, sentence: `${path}.trigger.start_time lies in the past and is left out` });
    }
    const type = one.get('trigger.type')?.text;
    if (type === undefined) return no('trigger.type is missing: cron or recurrence');
    const said5 = type === 'cron' ? { cron: one.get('trigger.expression')?.text ?? '' } : recurrence(one);
    if ('why' in said5) return no(said5.why);
    if (said5.cron.trim() === '') return no('trigger.expression is missing, such as "0 18 * * 1-5"');
    const field = fields[action]?.[taken[action] ?? 0];
    if (field === undefined) return no(`at most two schedules that ${action} it are taken here`);
    taken[action] = (taken[action] ?? 0) + 1;
    const zone = one.get('trigger.time_zone')?.text ?? 'UTC';
    return [{ field, text: `${said5.cron} ${zone}`, path, at: item.at }];
  });
};

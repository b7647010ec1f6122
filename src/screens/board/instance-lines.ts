import type { Compute, InstanceDetail } from '#azure/model.ts';
import { cut } from '../cells.ts';
import { plainError } from '../error-words.ts';
import { shortSize } from '../figures.ts';
import { lastOperationWords, scheduleWords, upWords, userWords } from '../instance-words.ts';
import { stateLooks } from '../state-looks.ts';
import type { Paint } from '../theme.ts';
import { age } from '../words.ts';

/** `Stopped by schedule at 18:00, 3h12m ago`, `Running, up for 9h12m: started by a user at 08:00`: the state's own word comes first. */
const stateWords = (instance: InstanceDetail, serverTimeMs: number | undefined): string => {
  const { state, lastOperation: last } = instance;
  if (last === undefined) return state.text;
  const words = lastOperationWords(last, serverTimeMs);
  const up = upWords(instance, serverTimeMs);
  if (up !== undefined) return `${state.text}, ${up}: ${words}`;
  const ago =
    last.at === undefined || serverTimeMs === undefined ? '' : `, ${age(serverTimeMs - last.at)} ago`;
  const repeats = words.startsWith(`${state.text.toLowerCase()} `);
  return repeats ? `${state.text}${words.slice(state.text.length)}${ago}` : `${state.text}: ${words}${ago}`;
};

const labelCells = 12;

/**
 * An instance in lines of at most `columns` cells, what matters most first: what is wrong, its state and who or what brought it there, whose
 * it is, when it stops.
 */
export const instanceLines = (
  { provisioningErrors }: Pick<Compute, 'provisioningErrors'>,
  instance: InstanceDetail,
  serverTimeMs: number | undefined,
  columns: number,
  paint: Paint,
): readonly string[] => {
  const { state } = instance;
  const stateTone = paint[stateLooks.instance[state.is].tone];
  const facts: readonly (readonly [label: string, words: string])[] = [
    ...[...instance.instanceErrors, ...provisioningErrors].map(
      (error) => ['error', plainError(error)] as const,
    ),
    ['state', stateWords(instance, serverTimeMs)],
    ['user', userWords(instance) ?? ''],
    ['schedules', scheduleWords(instance).join('; ')],
    ['applications', instance.applications.map(({ name }) => name).join(', ')],
    ['address', [instance.publicIp, instance.privateIp].filter((ip) => ip !== undefined).join(', ')],
    ['size', shortSize(instance.vmSize)],
  ];
  const inTone = (label: string, words: string): string => {
    if (label === 'error') return paint.needsPerson(words);
    const { length } = state.text;
    return label === 'state' ? `${stateTone(words.slice(0, length))}${words.slice(length)}` : words;
  };
  return facts
    .filter(([, words]) => words !== '')
    .map(([label, words]) => {
      const fitting = cut(words, columns - labelCells - 4);
      return `   ${paint.secondary(label.padEnd(labelCells))} ${inTone(label, fitting)}`;
    });
};

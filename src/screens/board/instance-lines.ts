import type { Compute, InstanceDetail } from '#azure/model.ts';
import { plainError } from '../error-words.ts';
import { shortSize } from '../figures.ts';
import { lastOperationWords, scheduleWords, upWords, userWords } from '../instance-words.ts';
import { stateLooks } from '../state-looks.ts';
import type { Paint } from '../theme.ts';
import { age } from '../words.ts';

const stateWords = (instance: InstanceDetail, serverTimeMs: number | undefined, paint: Paint): string => {
  const { state, lastOperation: last } = instance;
  const up = upWords(instance, serverTimeMs);
  const ago =
    up !== undefined || last?.at === undefined || serverTimeMs === undefined
      ? ''
      : `, ${age(serverTimeMs - last.at)} ago`;
  const operation = last === undefined ? '' : `: ${lastOperationWords(last, serverTimeMs)}${ago}`;
  const word = paint[stateLooks.instance[state.is].tone](state.text);
  return `${word}${up === undefined ? '' : `, ${up}`}${operation}`;
};

/** An instance in lines, what matters most first: what is wrong, its state and who or what brought it there, whose it is, when it stops. */
export const instanceLines = (
  { provisioningErrors }: Pick<Compute, 'provisioningErrors'>,
  instance: InstanceDetail,
  serverTimeMs: number | undefined,
  paint: Paint,
): readonly string[] => {
  const facts: readonly (readonly [string, string])[] = [
    ...[...instance.instanceErrors, ...provisioningErrors].map(
      (error) => ['error', paint.needsPerson(plainError(error))] as const,
    ),
    ['state', stateWords(instance, serverTimeMs, paint)],
    ['user', userWords(instance) ?? ''],
    ['schedules', scheduleWords(instance).join('; ')],
    ['applications', instance.applications.map(({ name }) => name).join(', ')],
    ['address', [instance.publicIp, instance.privateIp].filter((ip) => ip !== undefined).join(', ')],
    ['size', shortSize(instance.vmSize)],
  ];
  return facts
    .filter(([, words]) => words !== '')
    .map(([label, words]) => `   ${paint.secondary(label.padEnd(12))} ${words}`);
};

import type { InstanceDetail } from '#azure/model.ts';
import { serviceWords } from '../service-words.ts';
import { shortSize } from '../figures.ts';
import { stateLooks } from '../state-looks.ts';
import type { Paint } from '../theme.ts';
import { age } from '../words.ts';

/** An instance in a few lines: its state, who or what brought it there, whose it is, where it answers. */
export const instanceLines = (
  instance: InstanceDetail,
  serverTimeMs: number | undefined,
  paint: Paint,
): readonly string[] => {
  const last = instance.lastOperation;
  const ago =
    last?.at === undefined || serverTimeMs === undefined ? '' : `, ${age(serverTimeMs - last.at)} ago`;
  const by = last?.trigger === undefined ? '' : ` by ${last.trigger}`;
  const facts: readonly (readonly [string, string])[] = [
    ['state', paint[stateLooks.instance[instance.state.is].tone](instance.state.text)],
    ['last operation', last === undefined ? '' : `${last.name} ${last.status}${by}${ago}`],
    ['size', shortSize(instance.vmSize)],
    ['user', instance.assignedUser ?? instance.createdBy ?? ''],
    ['address', [instance.publicIp, instance.privateIp].filter((ip) => ip !== undefined).join(', ')],
    ['schedules', instance.schedules.join('; ')],
    ['applications', instance.applications.map(({ name }) => name).join(', ')],
    ['error', paint.needsPerson(instance.instanceErrors.map(serviceWords).join('; '))],
  ];
  return facts
    .filter(([, words]) => words !== '')
    .map(([label, words]) => `   ${paint.secondary(label.padEnd(15))} ${words}`);
};

import type { InstanceDetail } from '#azure/model.ts';
import { errorFacts, type Fact, type FactGroup } from './facts.ts';
import { lastOperationWords, scheduleWords, sshWords, upWords, userWords } from './instance-words.ts';

/** An instance on its page. `history` is what was measured of its queue. */
export const instanceGroups = (
  instance: InstanceDetail,
  size: string,
  history: readonly Fact[],
  serverTimeMs: number | undefined,
): readonly FactGroup[] => {
  const last = instance.lastOperation;
  return [
    {
      title: 'Machine',
      facts: [
        ...errorFacts('error', instance.instanceErrors),
        { label: 'running', words: upWords(instance, serverTimeMs) },
        {
          label: 'last operation',
          words: last === undefined ? undefined : lastOperationWords(last, serverTimeMs),
        },
        { label: 'user', words: userWords(instance) },
        ...scheduleWords(instance).map((words) => ({ label: 'schedule', words })),
        ...history,
        { label: 'VM size', words: size },
        { label: 'public IP', words: instance.publicIp },
        { label: 'private IP', words: instance.privateIp },
        { label: 'SSH', words: sshWords(instance) },
      ],
    },
    {
      title: 'Applications',
      facts: instance.applications.map(({ name, url }) => ({ label: name, words: url })),
    },
  ];
};

import { describe, expect, it } from 'vitest';
import { instanceStateWord, type Compute } from '#azure/model.ts';
import { computeTypeWord, provisioningStateWord } from '#azure/model.ts';
import { whyNot } from '#state/instance-actions.ts';

const instance = (state: string): Compute => ({
  id: '/i',
  name: 'ci-1',
  type: computeTypeWord('ComputeInstance'),
  location: 'westeurope',
  provisioning: provisioningStateWord('Succeeded'),
  provisioningErrors: [],
  attached: false,
  tags: {},
  detail: {
    is: 'instance',
    vmSize: 'STANDARD_DS3_V2',
    state: instanceStateWord(state),
    applications: [],
    schedules: [],
    instanceErrors: [],
  },
});

describe('an instance', () => {
  it.each([
    ['Running', [false, true, true]],
    ['JobRunning', [false, true, true]],
    ['Stopped', [true, false, false]],
    ['Starting', [false, false, false]],
    ['Unusable', [false, true, true]],
    ['CreateFailed', [true, true, true]],
    ['Sparkling', [false, false, false]],
  ] as const)('that is %s can be told to start, stop, restart: %s', (state, can) => {
    const compute = instance(state);
    expect(
      (['start', 'stop', 'restart'] as const).map((action) => whyNot(compute, action) === undefined),
    ).toEqual(can);
  });

  it('says in words why not, with the state as the service wrote it', () => {
    expect(whyNot(instance('Running'), 'start')).toBe('it is Running: it can be told to stop or restart');
    expect(whyNot(instance('Sparkling'), 'stop')).toBe('it is Sparkling: wait until that has ended');
  });
});

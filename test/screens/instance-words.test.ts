import { describe, expect, test } from 'vitest';
import type { InstanceDetail } from '#azure/model.ts';
import { lastOperationWords, scheduleWords, upWords, userWords } from '#screens/instance-words.ts';

const at = new Date(2026, 10, 18, 18, 0).getTime();
const sameDay = new Date(2026, 10, 18, 23, 59).getTime();
const nextDay = new Date(2026, 10, 19, 0, 1).getTime();

const instance: InstanceDetail = {
  is: 'instance',
  vmSize: 'STANDARD_DS3_V2',
  state: { is: 'Running', text: 'Running' },
  applications: [],
  schedules: [],
  instanceErrors: [],
};

describe('the last operation of an instance', () => {
  test.each([
    ['Stop', 'Succeeded', 'Schedule', 'stopped by schedule at 18:00'],
    ['Stop', 'Succeeded', 'IdleShutdown', 'stopped by idle shutdown at 18:00'],
    ['Start', 'InProgress', 'User', 'starting by a user since 18:00'],
    ['Restart', 'RestartFailed', 'User', 'restart by a user failed at 18:00'],
    ['Create', 'Succeeded', undefined, 'created at 18:00'],
    ['Hibernate', 'Succeeded', 'Robot', 'Hibernate Succeeded by Robot at 18:00'],
    ['constructor', 'Succeeded', 'toString', 'constructor Succeeded by toString at 18:00'],
  ])('%s %s %s is said in words', (name, status, trigger, words) => {
    const last = { name, status, at, ...(trigger === undefined ? {} : { trigger }) };
    expect(lastOperationWords(last, sameDay)).toBe(words);
  });

  test('has its date on another day, and none where the service gives no time', () => {
    const last = { name: 'Stop', status: 'Succeeded', trigger: 'Schedule' };
    expect(lastOperationWords({ ...last, at }, nextDay)).toBe('stopped by schedule on 2026-11-18 at 18:00');
    expect(lastOperationWords(last, nextDay)).toBe('stopped by schedule');
  });
});

describe('an instance', () => {
  test('says for how long it has been up, when it is and somebody knows', () => {
    const started = { name: 'Start', status: 'Succeeded', at };
    expect(upWords({ ...instance, lastOperation: started }, at + 3 * 3_600_000)).toBe('up for 3h00m');
    expect(upWords(instance, at)).toBeUndefined();
    const stopped = { state: { is: 'Stopped', text: 'Stopped' } } as const;
    expect(upWords({ ...instance, ...stopped, lastOperation: started }, at)).toBeUndefined();
    expect(upWords({ ...instance, lastOperation: { ...started, name: 'Stop' } }, at)).toBeUndefined();
  });

  test('says whose it is: by name when the assigned user is who created it', () => {
    const made = { createdBy: 'Ana', createdById: 'o-1' };
    expect(userWords({ ...instance, ...made })).toBe('Ana, who created it');
    expect(userWords({ ...instance, ...made, assignedUser: 'o-1' })).toBe('Ana, assigned, who created it');
    expect(userWords({ ...instance, ...made, assignedUser: 'o-2' })).toBe('o-2, assigned; created by Ana');
    expect(userWords(instance)).toBeUndefined();
  });

  test('says when it starts and stops by itself', () => {
    const schedules = ['Stop every day at 18:00 (UTC)'];
    expect(scheduleWords({ ...instance, schedules, idleShutdownSeconds: 3600 })).toEqual([
      'Stop every day at 18:00 (UTC)',
      'Stop when idle for 60m',
    ]);
  });
});

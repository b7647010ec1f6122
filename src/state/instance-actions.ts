import type { Compute, InstanceState } from '#azure/model.ts';

export type InstanceAction = 'start' | 'stop' | 'restart';

/** What an instance can be told, in the order of the menu. */
export const instanceActions: readonly [InstanceAction, ...InstanceAction[]] = ['start', 'stop', 'restart'];

/**
 * What an instance can be told in each of its states; everything else the service refuses. Starting from a failed state is offered because it
 * may help: the service has the last word. Source: the states of compute instances in Azure Machine Learning's documents.
 */
const legal: Readonly<Record<InstanceState['is'], readonly InstanceAction[]>> = {
  Creating: [],
  SettingUp: [],
  UserSettingUp: [],
  Running: ['stop', 'restart'],
  JobRunning: ['stop', 'restart'],
  Starting: [],
  Stopping: [],
  Restarting: [],
  Deleting: [],
  Stopped: ['start'],
  CreateFailed: ['start', 'stop', 'restart'],
  SetupFailed: ['start', 'stop', 'restart'],
  UserSetupFailed: ['start', 'stop', 'restart'],
  Unusable: ['stop', 'restart'],
  Unknown: [],
  other: [],
};

const past = { start: 'started', stop: 'stopped', restart: 'restarted' } as const;

/** Why an instance cannot be told to do that now; undefined when it can. */
export const whyNot = (compute: Compute, action: InstanceAction): string | undefined => {
  if (compute.detail.is !== 'instance') return `only a compute instance can be ${past[action]}`;
  const { state } = compute.detail;
  if (legal[state.is].includes(action)) return undefined;
  const can = legal[state.is];
  const now = state.text === '' ? 'in a state that is not known' : state.text;
  return can.length === 0
    ? `it is ${now}: wait until that has ended`
    : `it is ${now}: it can be told to ${can.join(' or ')}`;
};

/** Where each action has arrived, by the instance's own state. */
export const arrived: Readonly<Record<InstanceAction, readonly InstanceState['is'][]>> = {
  start: ['Running', 'JobRunning'],
  stop: ['Stopped'],
  restart: ['Running', 'JobRunning'],
};

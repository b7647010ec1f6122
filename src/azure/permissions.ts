import type { Permission } from './model.ts';

const provider = 'Microsoft.MachineLearningServices/workspaces';
const computes = `${provider}/computes`;

/** Azure's names for what one may be allowed to do with computes. Action names are the same for every type of compute. */
export const computeActions = {
  read: `${computes}/read`,
  write: `${computes}/write`,
  delete: `${computes}/delete`,
  start: `${computes}/start/action`,
  stop: `${computes}/stop/action`,
  restart: `${computes}/restart/action`,
  listNodes: `${computes}/listNodes/action`,
  updateSchedules: `${computes}/updateSchedules/action`,
  updateIdleShutdown: `${computes}/updateIdleShutdownSetting/action`,
  checkName: `${provider}/checkComputeNameAvailability/action`,
} as const;

/** `*` stands for any characters, slashes too. Takes time in proportion to the lengths, however many stars there are. */
const covers = (pattern: string, action: string): boolean => {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const asked = action.toLowerCase();
  const last = rest.pop();
  if (last === undefined) return asked === first;
  if (!asked.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = asked.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return asked.length - last.length >= at && asked.endsWith(last);
};

/**
 * Whether any of the entries allows an action by Azure's rules: each gives its `actions` without its `notActions`, and what one
 * takes away another may give. Case does not count. Deny assignments are not told by this list: the service has the last word.
 */
export const mayDo = (permissions: readonly Permission[], action: string): boolean =>
  permissions.some(
    ({ actions, notActions }) =>
      actions.some((pattern) => covers(pattern, action)) &&
      !notActions.some((pattern) => covers(pattern, action)),
  );

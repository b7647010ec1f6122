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

/** Azure's name for being allowed to submit a job. */
export const submitJobs = `${provider}/jobs/write`;

// A star stands for any characters, slashes too. Between two slashes it may stand for nothing, and they for one: Azure's own roles
// say `computes/*/write` and mean `computes/write` too (AzureML Data Scientist takes that away), or `*/assign/action` after a type
// (Managed Identity Operator). Takes time in proportion to the lengths, however many stars there are.
const covers = (pattern: string, action: string): boolean => {
  const [first = '', ...rest] = pattern.toLowerCase().split('*');
  const asked = action.toLowerCase();
  const last = rest.pop();
  if (last === undefined) return asked === first;
  if (!asked.startsWith(first)) return false;
  let at = first.length;
  let before = first;
  /** Where the next part may begin: at the slash that ends the part before, if it begins with one itself. */
  const from = (part: string): number => (before.endsWith('/') && part.startsWith('/') ? at - 1 : at);
  for (const part of rest) {
    const found = asked.indexOf(part, from(part));
    if (found === -1) return false;
    at = found + part.length;
    before = part;
  }
  return asked.length - last.length >= from(last) && asked.endsWith(last);
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

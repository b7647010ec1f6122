import type { Workspace } from '../model.ts';
import type { Answer, Problem } from '../problem.ts';
import type { Send } from './attempt.ts';
import { inTurns } from '../in-turns.ts';
import { record, text } from './json.ts';
import { allPages } from './pages.ts';
import { readWorkspace } from './read-rows.ts';
import { allGraphRows } from './resource-graph.ts';
import { urls } from './urls.ts';

/** The kinds that hold computes; an ordinary workspace of older days has no kind at all. */
const kindsWithComputes = ['Default', 'Project', 'Hub', 'FeatureStore'];

const query = [
  'resources',
  `| where type =~ 'microsoft.machinelearningservices/workspaces'`,
  `| where isempty(kind) or kind in~ (${kindsWithComputes.map((kind) => `'${kind}'`).join(', ')})`,
  '| project id, name, resourceGroup, location, subscriptionId, kind, tags,',
  '          friendlyName = tostring(properties.friendlyName), workspaceId = tostring(properties.workspaceId),',
  '          state = tostring(properties.provisioningState)',
  '| order by name asc',
].join('\n');

const subscriptionsAtOnce = 4;

type Subscription = { readonly id: string; readonly name: string };

const readSubscription = (raw: unknown): Subscription | undefined => {
  const own = record(raw);
  const id = text(own.subscriptionId);
  return id === undefined ? undefined : { id, name: text(own.displayName) ?? id };
};

/** Subscription by subscription. One that refuses does not lose the others; if all refuse, the first refusal is the answer. */
const fromEachSubscription = async (
  send: Send,
  subscriptions: Answer<readonly Subscription[]>,
  signal: AbortSignal,
): Promise<Answer<readonly Workspace[]>> => {
  if (!subscriptions.ok) return subscriptions;
  const answers = await inTurns(subscriptions.value, subscriptionsAtOnce, ({ id }) =>
    allPages(send, { method: 'GET', url: urls.workspacesOf(id) }, 'value', readWorkspace, signal),
  );
  const found = answers.flatMap((answer) => (answer.ok ? answer.value : []));
  const failed = answers.find((answer) => !answer.ok);
  if (failed !== undefined && (signal.aborted || answers.every((answer) => !answer.ok))) return failed;
  const listed = found.filter(
    ({ kind }) =>
      kind === undefined || kindsWithComputes.some((one) => one.toLowerCase() === kind.toLowerCase()),
  );
  return { ...subscriptions, value: listed };
};

/** Resource Graph is not allowed to this user, or not there in this cloud: other problems would meet the longer way too. */
const meansNoResourceGraph = (problem: Problem): boolean =>
  problem.kind === 'forbidden' || problem.kind === 'not-found' || problem.kind === 'rejected';

const byName = (a: Workspace, b: Workspace): number => {
  const [left, right] = [a.name.toLowerCase(), b.name.toLowerCase()];
  if (left !== right) return left < right ? -1 : 1;
  return a.id < b.id ? -1 : 1;
};

/** Every workspace the user may read, with the names of their subscriptions where these may be read too. */
export const listWorkspaces = async (
  send: Send,
  signal: AbortSignal,
): Promise<Answer<readonly Workspace[]>> => {
  const [graph, subscriptions] = await Promise.all([
    allGraphRows(send, query, readWorkspace, signal),
    allPages(send, { method: 'GET', url: urls.subscriptions }, 'value', readSubscription, signal),
  ]);
  const answer =
    graph.ok || !meansNoResourceGraph(graph.problem)
      ? graph
      : await fromEachSubscription(send, subscriptions, signal);
  if (!answer.ok) return answer;
  const names = new Map(
    (subscriptions.ok ? subscriptions.value : []).map(({ id, name }) => [id.toLowerCase(), name]),
  );
  const named = answer.value.map((workspace): Workspace => {
    const subscriptionName = names.get(workspace.place.subscriptionId.toLowerCase());
    return subscriptionName === undefined ? workspace : { ...workspace, subscriptionName };
  });
  return { ...answer, value: named.toSorted(byName) };
};

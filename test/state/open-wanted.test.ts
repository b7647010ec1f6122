import { describe, expect, it } from 'vitest';
import type { Place } from '#azure/place.ts';
import { routeOf, visible } from '#state/selectors.ts';
import { refusal } from './plans.ts';
import { openSessions, type Sessions } from './sessions.ts';

/** What the list of workspaces offers to whoever asked for that place at the start. */
const offered = async (sessions: Sessions, wanted: Partial<Place>): Promise<readonly string[]> => {
  const workbench = sessions.begin(wanted);
  await workbench.commands.start();
  workbench.acquire('workspaces');
  await sessions.settle();
  const state = workbench.store.getState();
  expect(routeOf(state)).toEqual({ screen: 'workspaces' });
  return visible.workspaces(state, workbench.jobs).rows.map(({ name }) => name);
};

const all = ['mlw-demo', 'mlw-forecast-prod', 'mlw-sandbox', 'mlw-vision-north'];

describe('a workspace asked for at the start', () => {
  it('is opened at once when it is named whole, with one question', async () => {
    const sessions = openSessions({ speed: 0 });
    const workbench = sessions.begin(sessions.place);
    await workbench.commands.start();
    expect(workbench.store.getState().board?.workspace.name).toBe('mlw-demo');
    expect(routeOf(workbench.store.getState())).toEqual({ screen: 'board' });
    expect(sessions.requests).toHaveLength(1);
  });

  it.each([
    [{ workspace: 'MLW-Demo' }, ['mlw-demo']],
    [{ resourceGroup: 'RG-ML-vision' }, ['mlw-vision-north']],
    [{ subscriptionId: 'C27A90D4-6B3F-4E58-8D21-5A9E0F4B7C12' }, ['mlw-forecast-prod', 'mlw-sandbox']],
    [{ resourceGroup: 'rg-ml-sandbox', workspace: 'mlw-sandbox' }, ['mlw-sandbox']],
    [{ workspace: 'mlw-nowhere' }, all],
    [{}, all],
  ])('named in part as %j is one of %j', async (wanted, names) => {
    expect((await offered(openSessions({ speed: 0 }), wanted)).toSorted()).toEqual(names);
  });

  it('that cannot be opened leaves the user at the list, with the reason', async () => {
    const sessions = openSessions({ speed: 0 });
    const workbench = sessions.begin({ ...sessions.place, workspace: 'mlw-nowhere' });
    await workbench.commands.start();
    expect(routeOf(workbench.store.getState())).toEqual({ screen: 'workspaces' });
    expect(workbench.store.getState().workspaceProblem?.kind).toBe('not-found');
  });

  it.each([
    ['its answer', undefined],
    ['its refusal', refusal(403, 'AuthorizationFailed')],
  ])('does not take the user away from another one opened meanwhile, when %s comes late', async (_, late) => {
    const answers: (() => void)[] = [];
    const sessions = openSessions({
      speed: 0,
      instead: ({ url }) =>
        /workspaces\/mlw-demo\?/u.test(url)
          ? new Promise((resolve) => {
              // Nothing of its own: then the simulator answers.
              answers.push(() => resolve(late ?? simulated));
            })
          : undefined,
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what lets a request through
    const simulated = undefined as never;
    const workbench = sessions.begin(sessions.place);
    const starting = workbench.commands.start();
    workbench.acquire('workspaces');
    while (answers.length === 0 || workbench.store.getState().workspaces.data === undefined)
      await new Promise((resolve) => setImmediate(resolve));
    const other = workbench.store.getState().workspaces.data?.find(({ name }) => name === 'mlw-sandbox');
    if (other === undefined) throw new Error('no other workspace');
    workbench.commands.openWorkspace(other);
    for (const answer of answers) answer();
    await starting;
    const state = workbench.store.getState();
    expect(state.board?.workspace.name).toBe('mlw-sandbox');
    expect(state).not.toHaveProperty('workspaceProblem');
  });
});

import { describe, expect, it } from 'vitest';
import type { Account } from '#azure/sign-in.ts';
import type { AppState, Operation } from '#state/app-state.ts';
import { createNotifier, isOwnJob } from '#state/events/notifier.ts';
import type { News, NotifyWay } from '#state/notify.ts';
import { createAppStore, initialState } from '#state/store.ts';
import { handTimers } from '#test/support/hand-timers.ts';
import { job } from '#test/support/job-service.ts';
import { openBoard, openWorkbench } from '#test/support/workbench.ts';

const operation: Operation = {
  id: 'op',
  does: 'scale',
  computeId: '/c',
  name: 'gpu-a100',
  startedAt: 0,
  endedAt: 1,
  state: 'succeeded',
  word: '',
  errors: [],
};

const about: AppState['about'] = { mode: 'demo', readOnly: false };
const idle = (): Promise<void> => Promise.resolve();

const notifierWith = (notify: NotifyWay) => {
  const timers = handTimers();
  const store = createAppStore(initialState({ about, notify }));
  const news: News[] = [];
  const notifier = createNotifier({ store, clock: timers.clock }, (each) => news.push(each));
  return { news, notifier, run: (ms: number) => timers.run(ms, idle), waiting: timers.waiting };
};

describe('telling that something of ours has ended', () => {
  it('says nothing unless that was asked for', () => {
    const { news, notifier, waiting } = notifierWith('off');
    notifier.ended([operation], [job('j')]);
    expect(news).toEqual([]);
    expect(waiting()).toBe(0);
  });

  it('says what has ended and how, at once', () => {
    const { news, notifier, waiting } = notifierWith('bell');
    notifier.ended([operation], []);
    expect(news).toEqual([{ way: 'bell', words: 'scale of gpu-a100 has succeeded' }]);
    expect(waiting()).toBe(0);
  });

  it('says it at most once in five seconds, and then everything together', async () => {
    const { news, notifier, run, waiting } = notifierWith('terminal');
    for (const name of ['a', 'b', 'c', 'd']) notifier.ended([], [job(name, { status: 'Completed' })]);
    expect(news.map(({ words }) => words)).toEqual(['job a: Completed']);
    await run(4999);
    expect(news).toHaveLength(1);
    await run(1);
    expect(news[1]?.words).toBe('job b: Completed, and 2 more');
    notifier.ended([], [job('e')]);
    notifier.close();
    expect(waiting()).toBe(0);
    expect(news).toHaveLength(2);
  });

  it('is done by the whole of the workbench when a job ends', async () => {
    const news: News[] = [];
    const open = openWorkbench({
      speed: 1,
      configured: { notify: 'bell', tell: (each) => news.push(each) },
    });
    await openBoard(open);
    await open.run(3_600_000);
    expect(news.length).toBeGreaterThan(0);
    expect(news[0]?.words).toMatch(/^job \S+: (?:Completed|Failed|Canceled)/u);
  });
});

describe('a job of whoever is signed in', () => {
  const state = (name: string | undefined, mode: 'demo' | 'azure' = 'azure'): AppState => {
    const initial = initialState({ about: { ...about, mode } });
    const account: Account | undefined = name === undefined ? undefined : { name, tenantId: 't', way: 'cli' };
    return account === undefined ? initial : { ...initial, session: { ...initial.session, account } };
  };
  it.each([
    ['ana@contoso.com', 'ana@contoso.com', true],
    ['ana.gomez@contoso.com', 'Ana Gomez', true],
    ['Ana@contoso.com', 'ana@fabrikam.com', true],
    ['ana@contoso.com', 'ben@contoso.com', false],
    ['ana@contoso.com', '', false],
    [undefined, 'ana', false],
  ])('%s is known by the name %s: %s', (account, createdBy, expected) => {
    expect(isOwnJob({ name: 'j1', createdBy }, state(account))).toBe(expected);
  });

  it('is known by each name that the account has, also where its address is another', () => {
    const initial = state('a.lee@contoso.com');
    const aliases = ['Søren Lund', '5b1c7a52-9c1e-4f0e-8f5a-0d4f3a2b1c00'];
    const account: Account = { name: 'a.lee@contoso.com', tenantId: 't', way: 'cli', aliases };
    const signedIn: AppState = { ...initial, session: { ...initial.session, account } };
    for (const createdBy of aliases) {
      expect(isOwnJob({ name: 'j1', createdBy }, signedIn)).toBe(true);
      expect(isOwnJob({ name: 'j1', createdBy }, initial)).toBe(false);
    }
  });

  it('is one that was submitted from here, whoever the service says has made it', () => {
    const submitted: Operation = {
      ...operation,
      does: 'submit',
      computeId: '/subscriptions/s/resourceGroups/g/providers/p/workspaces/w/jobs/Hello_7',
    };
    const here: AppState = { ...state('ana@contoso.com'), operations: [submitted] };
    expect(isOwnJob({ name: 'hello_7', createdBy: 'Robot' }, here)).toBe(true);
    expect(isOwnJob({ name: 'hello_8', createdBy: 'Robot' }, here)).toBe(false);
  });

  it('is any job in the demo, where nobody is signed in', () => {
    expect(isOwnJob({ name: 'j1', createdBy: 'Mei Tanaka' }, state(undefined, 'demo'))).toBe(true);
  });
});

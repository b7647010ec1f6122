import { describe, expect, it } from 'vitest';
import type { PlainResponse } from '#azure/arm/transport.ts';
import type { Gateway } from '#azure/gateway.ts';
import type { Answer } from '#azure/problem.ts';
import { lineOf } from '#state/line-edit.ts';
import { connectAt, connectChoices } from '#state/connect-selectors.ts';
import { choiceKey } from '#state/session.ts';
import type { AppState } from '#state/app-state.ts';
import { ana, expired, fakeSignIn, type FakeSignIn } from '#test/support/fake-sign-in.ts';
import { openBoard, openWorkbench, type OpenWorkbench } from '#test/support/workbench.ts';
import { refusal } from './plans.ts';

const hourMs = 3_600_000;

/** Tells of a lost sign-in as the real gateway does: before the request that found it out is answered. */
const telling =
  (fake: FakeSignIn) =>
  (gateway: Gateway): Gateway =>
    new Proxy(gateway, {
      get: (target, name: keyof Gateway) => {
        const method = target[name] as (...args: readonly unknown[]) => Promise<Answer<unknown>>;
        return async (...args: readonly unknown[]) => {
          const answer = await method(...args);
          if (!answer.ok && answer.problem.kind === 'signed-out') fake.lose(answer.problem);
          return answer;
        };
      },
    });

type Signed = OpenWorkbench & {
  readonly fake: FakeSignIn;
  /** Whether the service still takes the token. */
  readonly service: { refuses: boolean };
  readonly state: () => AppState;
  /** The next look of anything finds nobody signed in. */
  readonly loseIt: () => Promise<void>;
  /** The user signs in, and it works. */
  readonly signIn: () => Promise<void>;
};

const openSigned = (options: Parameters<typeof openWorkbench>[0] = {}): Signed => {
  const fake = fakeSignIn();
  const service = { refuses: false };
  const open = openWorkbench({
    speed: 0,
    instead: () => (service.refuses ? refusal(401, 'ExpiredAuthenticationToken') : undefined),
    wrap: telling(fake),
    ...options,
    besides: { signIn: fake.signIn, ...options.besides },
  });
  return {
    ...open,
    fake,
    service,
    state: () => open.workbench.store.getState(),
    loseIt: async () => {
      service.refuses = true;
      await open.run(15_000);
    },
    signIn: async () => {
      service.refuses = false;
      void open.workbench.commands.signIn('cli');
      await open.settle();
      fake.asked.at(-1)?.answer({ ok: true, value: ana });
      await open.settle();
    },
  };
};

const times = new Set(['due', 'answeredAt', 'lookedAt', 'seenAt', 'serverTimeMs', 'session']);

/** Everything that a view is made of: the state but for who is signed in and when it was asked last. */
const viewOf = (state: AppState): unknown =>
  JSON.parse(
    JSON.stringify(state, (key, value: unknown) => {
      if (times.has(key)) return undefined;
      return value instanceof Map ? [...value] : value;
    }),
  );

/** What the user may be in the middle of. */
const situations: readonly (readonly [string, (open: Signed) => void])[] = [
  ['the board', () => undefined],
  [
    'a zoomed cluster with a filter and an order',
    ({ workbench: { commands } }) => {
      commands.move(3);
      commands.zoom();
      commands.sortBy('nodes', 's');
      commands.openFilter();
      commands.setOverlayLine(lineOf('idle'));
    },
  ],
  [
    'a form that is being filled',
    ({ workbench: { commands } }) => {
      commands.go({ screen: 'targets' });
      commands.openForm('AmlCompute');
      commands.setLine('name', lineOf('train-1'));
      commands.focus(1);
    },
  ],
  [
    'a question whose name is half typed',
    ({ workbench: { commands } }) => {
      commands.openRemove();
      commands.setOverlayLine(lineOf('cpu-b'));
    },
  ],
  [
    'a page of facts that is scrolled',
    ({ workbench: { commands } }) => {
      commands.open();
      commands.move(7);
    },
  ],
];

describe('when nobody is signed in any more', () => {
  it('no request leaves until somebody is, whatever is asked for', async () => {
    const open = openSigned();
    await openBoard(open);
    await open.loseIt();
    expect(open.state().session.signedOut?.problem.kind).toBe('signed-out');
    const from = open.requests.length;
    const { commands } = open.workbench;
    await open.run(hourMs);
    commands.refresh();
    commands.checkAgain();
    commands.togglePause();
    commands.togglePause();
    open.workbench.hide();
    open.workbench.show();
    commands.openForm('AmlCompute');
    commands.setLine('name', lineOf('train-1'));
    open.workbench.acquire('usages');
    open.workbench.acquire('workspaces');
    await open.run(hourMs);
    commands.openRemove();
    commands.setOverlayLine(lineOf('cpu-batch'));
    commands.confirmRemove();
    await open.run(hourMs);
    expect(open.requests.length).toBe(from);
    expect(open.timersWaiting()).toBe(0);
  });

  it('at most the questions that were under way are refused: the first refusal stops the others', async () => {
    const open = openSigned();
    await openBoard(open);
    await open.run(60_000);
    open.service.refuses = true;
    const from = open.requests.length;
    await open.run(60_000);
    expect(open.requests.length - from).toBeGreaterThan(0);
    expect(open.requests.length - from).toBeLessThanOrEqual(3);
  });

  it.each(situations)('the view stays as it was, and is the same afterwards: %s', async (_, prepare) => {
    const open = openSigned();
    await openBoard(open);
    await open.run(1000);
    prepare(open);
    await open.run(1000);
    const before = viewOf(open.state());
    const rows = open.state().board?.computes.data;
    await open.loseIt();
    const { stack, overlay, lists, forms, scroll, board } = open.state();
    expect(before).toMatchObject(viewOf({ stack, overlay, lists, forms, scroll } as AppState) as object);
    expect(board?.computes.data).toBe(rows);
    expect(open.state().session.card).toBeDefined();
    await open.signIn();
    await open.run(1000);
    expect(viewOf(open.state())).toEqual(before);
    expect(open.state().board?.computes.data).toBe(rows);
    expect(open.state().session).toEqual({ account: ana, before: 'cli' });
  });

  it('what is typed meanwhile is kept, and looked into after the sign-in', async () => {
    const open = openSigned();
    await openBoard(open);
    const { commands } = open.workbench;
    commands.openForm('AmlCompute');
    await open.loseIt();
    commands.setLine('name', lineOf('train-1'));
    await open.run(1000);
    await open.signIn();
    await open.run(1000);
    expect(Object.values(open.state().forms)[0]?.lines['name']?.text).toBe('train-1');
    expect(open.state().checks).toMatchObject({ running: false });
    expect(open.state().checks?.results.map(({ is }) => is)).not.toContain('unknown');
  });

  it('everything that is watched is asked again at once', async () => {
    const open = openSigned();
    await openBoard(open);
    await open.loseIt();
    await open.run(hourMs);
    const from = open.requests.length;
    await open.signIn();
    const asked = open.requests.slice(from).map(({ url }) => /(computes|listNodes|jobs)\?/u.exec(url)?.[1]);
    expect(asked.filter((each) => each !== undefined).toSorted()).toEqual(['computes', 'jobs', 'listNodes']);
  });

  it('nothing says any more that nobody is signed in, while the answers are awaited', async () => {
    const open = openSigned();
    await openBoard(open);
    await open.loseIt();
    // Whichever source it was that met the refusal.
    const says = (): boolean => JSON.stringify(viewOf(open.state())).includes('ExpiredAuthenticationToken');
    expect(says()).toBe(true);
    // Enough to be asked, not to be answered.
    open.service.refuses = false;
    open.fake.know();
    expect(says()).toBe(false);
    expect(open.state().board?.computes.data).toBeDefined();
  });

  it('pausing by the user outlasts a sign-in', async () => {
    const open = openSigned();
    await openBoard(open);
    await open.loseIt();
    open.workbench.commands.togglePause();
    const from = open.requests.length;
    await open.signIn();
    await open.run(hourMs);
    expect(open.requests.length).toBe(from);
  });

  it('an operation is watched no more, and to its end after the sign-in', async () => {
    const open = openSigned({ speed: 10 });
    await openBoard(open);
    const { commands } = open.workbench;
    commands.select(
      'computes',
      open
        .state()
        .board?.computes.data?.find(({ name }) => name === 'cpu-batch')
        ?.id.toLowerCase() ?? '',
    );
    commands.openRemove();
    commands.setOverlayLine(lineOf('cpu-batch'));
    commands.confirmRemove();
    await open.settle();
    expect(open.state().operations[0]).toMatchObject({ does: 'delete', state: 'running' });
    await open.loseIt();
    const from = open.requests.length;
    await open.run(hourMs);
    expect(open.requests.length).toBe(from);
    expect(open.state().operations[0]).toMatchObject({ state: 'running' });
    await open.signIn();
    await open.run(30_000);
    expect(open.state().operations[0]).toMatchObject({ state: 'succeeded' });
    expect(open.state().operations[0]).not.toHaveProperty('problem');
  });

  it('a write that finds it out was not carried out, and is not sent again by itself', async () => {
    const open = openSigned();
    await openBoard(open);
    const { commands } = open.workbench;
    commands.select(
      'computes',
      open
        .state()
        .board?.computes.data?.find(({ name }) => name === 'cpu-batch')
        ?.id.toLowerCase() ?? '',
    );
    commands.openRemove();
    commands.setOverlayLine(lineOf('cpu-batch'));
    open.service.refuses = true;
    commands.confirmRemove();
    await open.settle();
    const failed = { state: 'failed', problem: { kind: 'signed-out' } };
    expect(open.state().operations[0]).toMatchObject(failed);
    expect(open.state().session.signedOut).toBeDefined();
    await open.signIn();
    await open.run(60_000);
    expect(open.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1);
    expect(open.state().operations[0]).toMatchObject(failed);
  });

  it('an answer that comes late starts nothing', async () => {
    let letGo = (): void => undefined;
    const held = new Promise<PlainResponse>((resolve) => {
      letGo = () => resolve(refusal(503, 'ServerBusy'));
    });
    let holding = false;
    const open = openSigned({
      instead: ({ url }) => (holding && /computes\?/u.test(url) ? held : undefined),
    });
    await openBoard(open);
    holding = true;
    // Not `settle`: one answer is out.
    void open.run(15_000);
    for (let turns = 0; turns < 50; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    open.fake.lose();
    const from = open.requests.length;
    letGo();
    await open.settle();
    expect(open.state().session.signedOut?.problem).toEqual(expired);
    expect(open.requests.length).toBe(from);
    expect(open.state().board?.computes).toMatchObject({ asking: false });
  });

  it('the first reason and time stay, and a card that was closed stays closed', async () => {
    const open = openSigned();
    await openBoard(open);
    open.fake.lose();
    const { since } = open.state().session.signedOut ?? {};
    open.workbench.commands.closeConnect();
    await open.run(5000);
    open.fake.lose({ kind: 'unreachable', reason: 'ENOTFOUND' });
    expect(open.state().session.signedOut).toEqual({ problem: expired, since });
    expect(open.state().session.card).toBeUndefined();
  });

  it('the workspace asked for at the start is opened once somebody is', async () => {
    const open = openSigned();
    const at = openSigned({ besides: { wanted: open.place } });
    at.service.refuses = true;
    await at.workbench.commands.start();
    await at.settle();
    expect(at.state().workspaceProblem?.kind).toBe('signed-out');
    expect(at.state().session.card).toBeDefined();
    await at.signIn();
    expect(at.state().board?.workspace.name).toBe(open.place.workspace);
    expect(at.state()).not.toHaveProperty('workspaceProblem');
  });
});

describe('a sign-in', () => {
  const prompt = { userCode: 'K7QX2M4DP', verificationUrl: 'https://login.example/device', expiresAtMs: 1 };

  it('shows the code that it waits for, and ends with who is signed in', async () => {
    const open = openSigned();
    const done = open.workbench.commands.signIn('device-code');
    expect(open.state().session).toMatchObject({
      signingIn: { way: 'device-code' },
      card: { at: 'device-code' },
    });
    open.fake.asked[0]?.prompt(prompt);
    expect(open.state().session.signingIn?.prompt).toEqual(prompt);
    open.fake.asked[0]?.answer({ ok: true, value: { ...ana, way: 'device-code' } });
    await done;
    expect(open.state().session).toEqual({ account: { ...ana, way: 'device-code' }, before: 'device-code' });
  });

  it('that fails leaves what was there, says why, and stays on the same choice', async () => {
    const open = openSigned();
    open.fake.lose();
    const done = open.workbench.commands.signIn('managed-identity');
    open.fake.asked[0]?.answer({ ok: false, problem: { kind: 'unreachable', reason: 'ETIMEDOUT' } });
    await done;
    expect(open.state().session).toMatchObject({
      signedOut: { problem: expired },
      failed: { way: 'managed-identity', problem: { kind: 'unreachable' } },
      card: { at: 'managed-identity' },
    });
    expect(open.state().session).not.toHaveProperty('signingIn');
  });

  it('that is given up is aborted; its failure is not told any more, nor a code of it', async () => {
    const open = openSigned();
    open.fake.lose();
    const done = open.workbench.commands.signIn('device-code');
    open.workbench.commands.closeConnect();
    expect(open.fake.asked[0]?.signal.aborted).toBe(true);
    open.fake.asked[0]?.prompt(prompt);
    open.fake.asked[0]?.answer({ ok: false, problem: { kind: 'aborted' } });
    await done;
    expect(open.state().session).toMatchObject({
      signedOut: { problem: expired },
      card: { at: 'device-code' },
    });
    expect(open.state().session).not.toHaveProperty('signingIn');
    expect(open.state().session).not.toHaveProperty('failed');
  });

  it('that is given up too late has worked all the same', async () => {
    const open = openSigned();
    open.fake.lose();
    const done = open.workbench.commands.signIn('device-code');
    open.workbench.commands.closeConnect();
    open.fake.asked[0]?.answer({ ok: true, value: ana });
    await done;
    expect(open.state().session).toEqual({ account: ana, before: 'cli' });
  });

  it('that is begun anew ends the one before', async () => {
    const open = openSigned();
    void open.workbench.commands.signIn('device-code');
    void open.workbench.commands.signIn('device-code');
    expect(open.fake.asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    open.fake.asked[0]?.prompt(prompt);
    expect(open.state().session.signingIn).not.toHaveProperty('prompt');
  });

  it('told twice, by the news and by its answer, asks everything again once', async () => {
    const open = openSigned();
    await openBoard(open);
    await open.loseIt();
    open.service.refuses = false;
    const from = open.requests.length;
    const done = open.workbench.commands.signIn('cli');
    open.fake.know();
    await open.settle();
    open.fake.asked[0]?.answer({ ok: true, value: ana });
    await done;
    await open.settle();
    expect(open.requests.slice(from).filter(({ url }) => /computes\?/u.test(url))).toHaveLength(1);
  });

  it('while somebody is signed in asks everything again as somebody else', async () => {
    const open = openSigned();
    await openBoard(open);
    open.fake.know();
    expect(open.state().session.account).toEqual(ana);
    const from = open.requests.length;
    const done = open.workbench.commands.signIn('service-principal');
    await open.settle();
    expect(open.requests.length).toBe(from);
    open.fake.asked[0]?.answer({ ok: true, value: { name: 'app', way: 'service-principal' } });
    await done;
    await open.settle();
    expect(open.requests.length).toBeGreaterThan(from);
    expect(open.state().session.account?.name).toBe('app');
  });

  it('is not listened to any more once the workbench is closed, and is aborted', () => {
    const open = openSigned();
    void open.workbench.commands.signIn('device-code');
    open.workbench.close();
    expect(open.fake.listeners()).toBe(0);
    expect(open.fake.asked[0]?.signal.aborted).toBe(true);
  });
});

describe('the card', () => {
  const keys = ({ state }: Signed): readonly string[] => connectChoices(state()).map(choiceKey);

  it('offers the way that worked before first, then the others, each once; no other Azure over an open workspace', async () => {
    const open = openSigned({ besides: { way: 'device-code', cloud: 'usgov' } });
    const ways = [
      'device-code',
      'cli',
      'managed-identity',
      'service-principal',
      'workload-identity',
      'default',
    ];
    expect(keys(open)).toEqual([...ways, 'public', 'china', 'demo']);
    await openBoard(open);
    expect(keys(open)).toEqual(ways);
    open.fake.know();
    expect(keys(open)[0]).toBe('cli');
    expect(new Set(keys(open)).size).toBe(6);
  });

  it('offers no other cloud where the one that is open is not known', () => {
    expect(keys(openSigned())).toEqual([
      'default',
      'cli',
      'device-code',
      'managed-identity',
      'service-principal',
      'workload-identity',
      'demo',
    ]);
  });

  it('keeps its cursor on a choice, within what there is', () => {
    const open = openSigned();
    const { commands } = open.workbench;
    commands.openConnect();
    commands.moveConnect(-1);
    expect(connectAt(open.state())).toBe(0);
    commands.moveConnect(2);
    expect(open.state().session.card?.at).toBe('device-code');
    // The order changes under it.
    open.fake.know();
    expect(open.state().session.card?.at).toBe('device-code');
    expect(connectAt(open.state())).toBe(1);
    commands.moveConnect('last');
    expect(open.state().session.card?.at).toBe('demo');
  });

  it('does not open where nobody signs in', () => {
    const open = openWorkbench();
    open.workbench.commands.openConnect();
    expect(open.workbench.store.getState().session).toEqual({ before: 'default' });
  });
});

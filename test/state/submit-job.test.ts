import { describe, expect, it } from 'vitest';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import { lineFor } from '#state/field-lines.ts';
import { lineOf } from '#state/line-edit.ts';
import {
  checkedForm,
  currentChecks,
  routeOf,
  selectedCompute,
  selectedRow,
  visibleFields,
} from '#state/selectors.ts';
import { formToReturnTo } from '#state/operation-selectors.ts';
import { noSign } from '#state/outcome.ts';
import { operationOf } from './writes.ts';
import { beginAtBoard, openSessions } from './sessions.ts';
import { startMs } from '#test/support/gateway.ts';
import { openBoard, openWorkbench, type OpenWorkbench } from '#test/support/workbench.ts';

// Fetched when it is first needed; here every wait is for the hand-moved clock.
await Promise.all([import('#state/commands/run-job-checks.ts'), import('#state/commands/submit-job.ts')]);

const inRegistry = 'azureml://registries/azureml/environments/sklearn-1.5/versions/25';
const stateOf = ({ workbench }: OpenWorkbench) => workbench.store.getState();
const isPut = ({ method, url }: PlainRequest): boolean => method === 'PUT' && url.includes('/jobs/');
const puts = (open: OpenWorkbench) => open.requests.filter(isPut);

const answer = (status: number, body: unknown): PlainResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** A board, and the form of a job on one of its computes with what has to be there. */
const openForm = async (
  options: Parameters<typeof openWorkbench>[0] = {},
  typed: Readonly<Record<string, string>> = {},
  compute = 'cpu-batch',
): Promise<OpenWorkbench> => {
  const open = openWorkbench({ speed: 0, ...options });
  await openBoard(open);
  const { commands } = open.workbench;
  commands.openJobForm(compute);
  const texts = { command: 'python train.py', environment: inRegistry, name: 'run-1', ...typed };
  for (const field of visibleFields(stateOf(open))) {
    const text = Object.entries(texts).find(([name]) => name === field.name)?.[1];
    if (text !== undefined) commands.setLine(field.name, lineFor(field, text));
  }
  return open;
};

const submit = async (open: OpenWorkbench): Promise<void> => {
  const { commands } = open.workbench;
  commands.review();
  // The checks rest for a moment, then ask.
  await open.run(1000);
  commands.send();
  await open.settle();
};

const checksOf = async (open: OpenWorkbench) => {
  await open.run(1000);
  return currentChecks(stateOf(open))?.results ?? [];
};

describe('submitting a command job', () => {
  it('sends the reviewed body once, and leads to the job in the queue of its compute, at once', async () => {
    const open = await openForm({}, { command: 'pip install x\npython train.py', count: '2' });
    const reviewed = checkedForm(stateOf(open))?.plan?.body;
    const lists = (): number => open.requests.filter(({ url }) => /\/jobs\?/u.test(url)).length;
    await submit(open);
    expect(puts(open)).toHaveLength(1);
    expect(JSON.parse(puts(open)[0]?.body ?? '')).toEqual(reviewed);
    expect(reviewed).toMatchObject({ properties: { command: 'pip install x\npython train.py' } });
    expect(operationOf(open.workbench)).toMatchObject({
      does: 'submit',
      state: 'succeeded',
      word: 'NotStarted',
      link: expect.stringContaining('https://ml.azure.com/runs/run-1') as string,
    });
    expect(routeOf(stateOf(open)).screen).toBe('board');
    expect(stateOf(open).board?.panel).toBe('queue');
    expect(selectedCompute(stateOf(open))?.name).toBe('cpu-batch');
    expect(selectedRow('queue', stateOf(open), open.workbench.jobs)).toMatchObject({
      name: 'run-1',
      nodes: 2,
      status: { is: 'NotStarted' },
    });
    expect(stateOf(open).notice?.words).toContain('run-1 is submitted: NotStarted');
    expect(lists()).toBeGreaterThan(0);
    // The form has served its purpose: the next job begins anew, with a name of its own.
    open.workbench.commands.openJobForm('cpu-batch');
    expect(stateOf(open).forms[Object.keys(stateOf(open).forms)[0] ?? '']?.lines['name']?.text).toMatch(
      /^job-/u,
    );
  });

  it('shows the job before any list has: by what the service answered', async () => {
    let submitted = false;
    const open = await openForm({
      instead: ({ method, url }) => {
        if (method === 'PUT') submitted = true;
        // A list that does not know of it yet.
        return submitted && method === 'GET' && /\/jobs\?/u.test(url)
          ? answer(200, { value: [] })
          : undefined;
      },
    });
    await submit(open);
    await open.run(60_000);
    expect(open.workbench.jobs.get('run-1')?.status.text).toBe('NotStarted');
  });

  it('takes away what would hide the job, and nothing else', async () => {
    const open = await openForm();
    const { commands, store } = open.workbench;
    store.setState((state) => ({
      ...state,
      lists: {
        ...state.lists,
        computes: { ...state.lists.computes, filter: 'gpu' },
        queue: { ...state.lists.queue, filter: 'run', sort: { by: 'n', reverse: false } },
      },
    }));
    await submit(open);
    expect(stateOf(open).lists.computes.filter).toBe('');
    expect(stateOf(open).lists.queue).toMatchObject({ filter: 'run', sort: { by: 'n' } });
    expect(selectedRow('queue', stateOf(open), open.workbench.jobs)?.name).toBe('run-1');
    commands.notice('');
  });

  /** A submission whose answer is out until it is released. */
  const held = async (): Promise<OpenWorkbench & { readonly release: () => Promise<void> }> => {
    let release = (): void => undefined;
    const open = await openForm({
      wrap: (gateway) => ({
        ...gateway,
        putJob: async (...args) => {
          await new Promise<void>((resolve) => (release = resolve));
          return gateway.putJob(...args);
        },
      }),
    });
    const { commands } = open.workbench;
    commands.review();
    await open.run(1000);
    commands.send();
    // Not settled: the answer is still out.
    for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(routeOf(stateOf(open)).screen).toBe('progress');
    return {
      ...open,
      release: async () => {
        release();
        await open.settle();
      },
    };
  };

  it('leaves who has gone elsewhere where they are', async () => {
    const open = await held();
    open.workbench.commands.back();
    open.workbench.commands.go({ screen: 'targets' });
    await open.release();
    expect(routeOf(stateOf(open)).screen).toBe('targets');
    expect(stateOf(open).notice?.words).toContain('run-1 is submitted');
    expect(open.workbench.jobs.get('run-1')).toBeDefined();
  });

  it('shows the job in no other workspace than its own', async () => {
    const open = await held();
    const { workspace } = stateOf(open).board ?? {};
    if (workspace === undefined) throw new Error('no board');
    const place = { ...workspace.place, workspace: 'another' };
    open.workbench.commands.openWorkspace({ ...workspace, id: `${workspace.id}-2`, name: 'another', place });
    await open.release();
    expect(operationOf(open.workbench)).toMatchObject({ state: 'succeeded' });
    expect(open.workbench.jobs.get('run-1')).toBeUndefined();
    expect(stateOf(open).board?.panel).toBe('computes');
  });

  it('sends nothing when somebody has taken the name meanwhile, and goes back to the form as it was', async () => {
    let taken = false;
    const open = await openForm({
      instead: ({ method, url }) =>
        taken && method === 'GET' && url.includes('/jobs/run-1')
          ? answer(200, { name: 'run-1', properties: { jobType: 'Command', status: 'Running' } })
          : undefined,
    });
    const { commands } = open.workbench;
    commands.review();
    await open.run(1000);
    taken = true;
    commands.send();
    await open.settle();
    expect(puts(open)).toHaveLength(0);
    expect(operationOf(open.workbench)).toMatchObject({
      state: 'failed',
      problem: { kind: 'conflict', error: { code: 'NameInUse' } },
    });
    commands.leaveProgress('form');
    expect(routeOf(stateOf(open))).toMatchObject({ screen: 'form', subject: { is: 'job' } });
    expect(checkedForm(stateOf(open))?.plan?.name).toBe('run-1');
    // In another workspace there is no such form to go back to.
    const { workspace } = stateOf(open).board ?? {};
    if (workspace === undefined) throw new Error('no board');
    commands.openWorkspace({ ...workspace, id: `${workspace.id}-2` });
    expect(formToReturnTo(stateOf(open), operationOf(open.workbench)?.id ?? '')).toBeUndefined();
  });

  it('sends nothing when it cannot be told whether the name is free', async () => {
    let down = false;
    const open = await openForm({
      instead: ({ url }) =>
        down && url.includes('/jobs/run-1') ? answer(500, { error: { code: 'InternalError' } }) : undefined,
    });
    open.workbench.commands.review();
    await open.run(1000);
    down = true;
    open.workbench.commands.send();
    await open.settle();
    expect(puts(open)).toHaveLength(0);
    expect(operationOf(open.workbench)).toMatchObject({ problem: { error: { code: 'NameUnchecked' } } });
  });

  it('shows why the service refused, in its words, and keeps the form', async () => {
    const open = await openForm({
      instead: (request) =>
        isPut(request)
          ? answer(400, { error: { code: 'ValidationError', message: 'The image is not to my liking.' } })
          : undefined,
    });
    await submit(open);
    expect(operationOf(open.workbench)).toMatchObject({
      state: 'failed',
      problem: { error: { message: 'The image is not to my liking.' } },
    });
    expect(routeOf(stateOf(open)).screen).toBe('progress');
    open.workbench.commands.leaveProgress('form');
    expect(checkedForm(stateOf(open))?.plan?.name).toBe('run-1');
  });

  it('is presumed neither done nor failed when the program ends before the answer: the next run looks', async () => {
    const sessions = openSessions({ speed: 0 });
    const first = await beginAtBoard(sessions);
    const { place } = first.store.getState().board?.workspace ?? {};
    if (place === undefined) throw new Error('no board');
    const id = `${first.store.getState().board?.workspace.id}/jobs/run-9`;
    sessions.keeper.noteBegun({ id: 'x', does: 'submit', computeId: id, name: 'run-9', startedAt: startMs });
    first.close();
    const second = await beginAtBoard(sessions);
    void second.commands.start();
    await sessions.run(5000);
    expect(operationOf(second)).toMatchObject({ does: 'submit', state: 'running', unanswered: 'looking' });
    await sessions.run(60_000);
    expect(operationOf(second)).toMatchObject({ does: 'submit', state: 'failed', problem: noSign });
    second.close();
  });
});

describe('the checks before a job is submitted', () => {
  const wordsOf = async (open: OpenWorkbench, is: string): Promise<readonly string[]> =>
    (await checksOf(open)).filter((each) => each.is === is).map(({ words }) => words);

  it('pass for an ordinary job, each with its evidence', async () => {
    const open = await openForm();
    const id = stateOf(open).board?.workspace.id ?? '';
    open.workbench.commands.setLine('environment', lineOf(`${id}/environments/team-train/versions/4`));
    expect(await wordsOf(open, 'pass')).toEqual([
      'you may submit jobs here',
      'no job of this workspace is called run-1',
      '1 of at most 10 nodes of cpu-batch',
      'the environment team-train version 4 exists',
    ]);
  });

  it('block the name of a job that exists', async () => {
    const open = await openForm();
    const [job] = open.workbench.jobs.queueOf('cpu-batch');
    open.workbench.commands.setLine('name', lineOf(job?.name ?? ''));
    expect(await wordsOf(open, 'block')).toEqual([
      `a job ${job?.name} exists already (${job?.status.text}): choose another name`,
    ]);
    await submit(open);
    expect(puts(open)).toHaveLength(0);
  });

  it('block an environment that is not there, and leave those of registries to the service', async () => {
    const open = await openForm();
    expect(await wordsOf(open, 'unknown')).toEqual([
      'environment sklearn-1.5: only the service can look into the registry azureml',
    ]);
    const id = stateOf(open).board?.workspace.id ?? '';
    open.workbench.commands.setLine('environment', lineOf(`${id}/environments/team-train/versions/99`));
    expect(await wordsOf(open, 'block')).toEqual(['there is no environment team-train version 99']);
  });

  it('block without the right to submit jobs', async () => {
    const open = await openForm({
      instead: ({ url }) =>
        url.includes('/permissions?')
          ? answer(200, { value: [{ actions: ['*/read'], notActions: [] }] })
          : undefined,
    });
    expect(await wordsOf(open, 'block')).toEqual([
      'you may not submit jobs here: it needs Microsoft.MachineLearningServices/workspaces/jobs/write',
    ]);
  });

  it('block a compute that has gone, and more nodes than it has by now', async () => {
    let state: 'gone' | 'small' | undefined;
    const open = await openForm({
      instead: ({ url }) =>
        state === 'gone' && url.includes('/computes/cpu-batch?')
          ? answer(404, { error: { code: 'ResourceNotFound', message: 'no' } })
          : undefined,
      poison: (each) =>
        state === 'small' && each.body.includes('"maxNodeCount":10') && !each.body.includes('"value"')
          ? { ...each, body: each.body.replace('"maxNodeCount":10', '"maxNodeCount":1') }
          : each,
    });
    state = 'gone';
    expect(await wordsOf(open, 'block')).toEqual(['this workspace has no compute cpu-batch any more']);
    state = 'small';
    open.workbench.commands.setLine('count', lineOf('3'));
    expect(await wordsOf(open, 'block')).toEqual(['3 instances, but cpu-batch has at most 1 nodes']);
  });

  it('warn of an instance that is stopped: the job would wait', async () => {
    const open = openWorkbench({ speed: 0 });
    await openBoard(open);
    const stopped = stateOf(open).board?.computes.data?.find(
      ({ detail }) => detail.is === 'instance' && detail.state.is === 'Stopped',
    );
    if (stopped === undefined) throw new Error('no stopped instance');
    const { commands } = open.workbench;
    commands.openJobForm(stopped.name);
    commands.setLine('command', lineOf('ls'));
    commands.setLine('environment', lineOf(inRegistry));
    expect(await wordsOf(open, 'warn')).toEqual([
      `${stopped.name} is Stopped: the job waits until it is Running`,
    ]);
  });

  it('hint at a quota that has no room for the nodes', async () => {
    const open = await openForm(
      {
        poison: (each) =>
          each.body.includes('"currentValue"')
            ? { ...each, body: each.body.replaceAll(/"limit":\d+/gu, '"limit":1') }
            : each,
      },
      { count: '10' },
    );
    const warnings = await wordsOf(open, 'warn');
    expect(warnings[0]).toMatch(/^quota: needs /u);
    expect(await wordsOf(open, 'block')).toEqual([]);
  });
});

describe('the draft of a job', () => {
  it('is there again in the next run, line breaks and all, but for its secrets, and on the compute that was pointed at', async () => {
    const sessions = openSessions({ speed: 0 });
    const first = await beginAtBoard(sessions);
    first.commands.openJobForm('cpu-batch');
    for (const field of visibleFields(first.store.getState())) {
      const texts: Readonly<Record<string, string>> = {
        command: 'a\nb',
        variables: 'A=1',
        secretVariables: 'K=s3cret',
        experiment: 'trial',
      };
      const text = texts[field.name];
      if (text !== undefined) first.commands.setLine(field.name, lineFor(field, text));
    }
    first.close();
    expect(JSON.stringify(sessions.keeper.saved)).not.toContain('s3cret');
    const second = await beginAtBoard(sessions);
    second.commands.openJobForm('gpu-train');
    const texts = Object.fromEntries(
      Object.values(second.store.getState().forms).flatMap(({ lines }) =>
        Object.entries(lines).map(([name, { text }]) => [name, text] as const),
      ),
    );
    expect(texts).toMatchObject({
      command: 'a\nb',
      variables: 'A=1',
      secretVariables: '',
      experiment: 'trial',
      compute: 'gpu-train',
    });
    second.close();
  });

  it('is not kept where a variable is called like a secret', async () => {
    const sessions = openSessions({ speed: 0 });
    const workbench = await beginAtBoard(sessions);
    workbench.commands.openJobForm('cpu-batch');
    workbench.commands.setLine('variables', lineOf('HF_TOKEN=s3cret'));
    workbench.commands.keepForm();
    expect(sessions.keeper.saved.at(-1)?.texts['command']).toBe('');
    expect(JSON.stringify(sessions.keeper.saved)).not.toContain('s3cret');
    workbench.close();
  });
});

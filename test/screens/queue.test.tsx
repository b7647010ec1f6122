import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { PlainResponse } from '#azure/arm/transport.ts';
import type { Job } from '#azure/model.ts';
import { jobPhase } from '#state/job-phase.ts';
import { cursorOf, selectedRow, visible } from '#state/selectors.ts';
import { fakeSignIn } from '#test/support/fake-sign-in.ts';
import { reply } from '#test/support/canned.ts';
import { openBoardScreen, type OpenShell, type ShellOptions } from '#test/support/shell.tsx';

/** The board with the cursor in the queue of the whole workspace, narrowed to what passes a filter. */
const onQueue = async (filter: string, options: ShellOptions = {}): Promise<OpenShell> => {
  const shell = await openBoardScreen(options);
  await shell.press('3', 'W', '/');
  await shell.type(filter);
  await shell.press('enter');
  await shell.run(1000);
  return shell;
};

const cancels = (shell: OpenShell): readonly string[] =>
  shell.requests.flatMap(({ method, url }) =>
    method === 'POST' && url.includes('/cancel?')
      ? [new URL(url).pathname.split('/').slice(-3).join('/')]
      : [],
  );

/** Answers a cancellation in place of the simulator. */
const onCancel =
  (answer: PlainResponse): NonNullable<ShellOptions['instead']> =>
  ({ url }) =>
    url.includes('/cancel?') ? answer : undefined;

const waiting = (shell: OpenShell, compute: string) =>
  shell.workbench.jobs.queueOf(compute).filter(({ status }) => jobPhase(status) === 'waiting');

const message = (shell: OpenShell): string => shell.screen().at(-2) ?? '';

describe('the queue', () => {
  it('says of each row its status, and of what waits its place, also when it is sorted', async () => {
    const shell = await openBoardScreen({ rows: 70, columns: 120 });
    await shell.press('j', 'j');
    await shell.run(1000);
    expect(shell.text()).toMatch(/3 QUEUE \d+ run, \d+ wait/u);
    const { length } = waiting(shell, 'gpu-train');
    for (const [index, { displayName }] of waiting(shell, 'gpu-train').entries())
      expect(shell.text()).toMatch(new RegExp(`${displayName} +Queued +${index + 1}/${length} `, 'u'));
    expect(shell.text()).toMatch(/► \S+ +Running +- /u);
    expect(shell.text()).toMatch(/\S+ +(?:Completed|Failed|Canceled) +- /u);
    await shell.press('3', 'o', 'n');
    expect(shell.text()).toMatch(/by name/u);
    await shell.press('/');
    await shell.type('whisper-eval');
    expect(shell.text()).toMatch(new RegExp(`whisper-eval-9 +Queued +${length}/${length} `, 'u'));
  });

  it('puts a question mark behind the status of a job that nobody has seen for long', async () => {
    let refusing = false;
    const shell = await openBoardScreen({
      rows: 60,
      columns: 120,
      jobsPerPage: 5,
      instead: ({ url }) => (refusing && /skip=|\/jobs\/[^/]+\?/u.test(url) ? reply(500, {}) : undefined),
    });
    await shell.run(60_000);
    await shell.press('W');
    expect(shell.text()).toMatch(/ Running +- /u);
    expect(shell.text()).not.toMatch(/Running\?/u);
    refusing = true;
    await shell.run(900_000);
    expect(shell.text()).toMatch(/ Running\? +- /u);
  });

  it('is that of the whole workspace with W, and says on which compute each job is', async () => {
    const shell = await openBoardScreen({ rows: 60 });
    await shell.press('W');
    expect(shell.text()).toMatch(/3 QUEUE all jobs: \d+ run, \d+ wait/u);
    await shell.press('3', '/');
    await shell.type('phase:waiting');
    expect(shell.text()).toMatch(/bert-ft-17 +gpu-train +Queued +\d\/\d /u);
    expect(shell.text()).toMatch(/rag-index-4 +ci-mei-gpu +Preparing +1\/\d /u);
    expect(shell.text()).toMatch(/dedup-corpus-2 +cpu-etl +Queued +(\d)\/\1 /u);
    await shell.press('esc', 'W');
    expect(shell.text()).not.toContain('all jobs');
  });

  it('has the whole screen in the zoom when it is that of the workspace', async () => {
    const shell = await openBoardScreen();
    await shell.press('3', 'W', 'z');
    expect(shell.screen()[0]).toMatch(/^ mlw-demo › all jobs /u);
    expect(shell.screen()[3]).toMatch(/^›3 QUEUE all jobs: /u);
    expect(shell.text()).not.toContain('2 NODES');
    await shell.press('q');
    expect(shell.text()).toContain('1 COMPUTES 17');
  });

  it('says that nodes run what the list does not have: steps of pipelines are not in it', async () => {
    const shell = await openBoardScreen({
      columns: 120,
      rows: 40,
      poison: (answer) =>
        answer.body.includes('"runId"')
          ? { ...answer, body: answer.body.replace(/"runId":"[^"]+"/gu, '"runId":"step_of_a_pipeline"') }
          : answer,
    });
    await shell.press('j', 'j');
    await shell.run(20_000);
    await shell.press('3', 'z');
    expect(shell.text()).toMatch(/; 10 nodes run jobs that this list does not have/u);
    await shell.press('/');
    await shell.type('phase:waiting');
    await shell.press('enter', 'i');
    expect(shell.text()).toContain('Why is ');
    expect(shell.text()).toContain('On gpu-train 10 nodes run jobs that this list does not have: steps of');
  });

  it('says nothing of other jobs while each node runs one of the list', async () => {
    const shell = await openBoardScreen({ columns: 120, rows: 40 });
    await shell.press('j', 'j');
    await shell.run(20_000);
    await shell.press('3', 'z');
    expect(shell.text()).toMatch(/3 QUEUE \d+ run/u);
    expect(shell.text()).not.toContain('does not have');
  });

  it('says how far the job list has been read until it is complete, and shows its first page at once', async () => {
    const shell = await openBoardScreen({ scale: 'large', rows: 60 });
    await shell.press('W');
    expect(shell.text()).toMatch(/3 QUEUE all jobs: \d+\+ run, \d+\+ wait; partial, \d,000 of \?/u);
    expect(shell.text()).toMatch(/^ \S \S+ +\S+ +Running /mu);
    await shell.run(10_000);
    expect(shell.text()).toMatch(/3 QUEUE all jobs: \d+ run, \d+ wait, (?:\d+ end, )?[\d,]+ done$/mu);
    expect(shell.text()).not.toContain('partial');
  });

  it.each([
    [80, 24],
    [120, 40],
  ])('gives no number out as the whole one while the list is read, at %ix%i', async (columns, rows) => {
    const shell = await openBoardScreen({ scale: 'huge', jobs: 5000, columns, rows });
    await shell.press('3', 'W', '/');
    await shell.type('phase:waiting');
    await shell.press('enter');
    expect(shell.screen()[1]).toMatch(/ jobs partial, \d,000 of \? {3}/u);
    expect(shell.text()).toMatch(/Queued +\d+\+\/\d+ /u);
    await shell.run(30_000);
    expect(shell.screen()[1]).not.toContain('partial');
    expect(shell.text()).toMatch(/Queued +\d+\/\d+ /u);
    expect(shell.text()).not.toMatch(/\d\+\//u);
  });

  it.each([
    [80, 24, ['3', 'W'], /3 QUEUE (?:all )?\d+\+r \d+\+w +COMPUTE +STATUS +PLACE +FOR/u],
    [
      80,
      24,
      ['3', 'W', 'z'],
      /3 QUEUE all jobs: \d+\+ run, \d+\+ wait; partial, \d,000 of \?\n +JOB +COMPUTE +STATUS +PLACE/u,
    ],
    [
      120,
      40,
      ['3', 'W', 'z'],
      /3 QUEUE all jobs: \d+\+ run, \d+\+ wait; partial, \d,000 of \?\n +JOB +COMPUTE +STATUS +PLACE/u,
    ],
  ] as const)(
    'keeps the titles of its columns at %ix%i after %j, however much its own says',
    async (columns, rows, keys, shown) => {
      const shell = await openBoardScreen({ scale: 'large', columns, rows });
      await shell.press(...keys);
      expect(shell.text()).toMatch(shown);
    },
  );

  it('counts what a filter leaves with its thousands apart, above the titles of its columns', async () => {
    const shell = await openBoardScreen({ scale: 'large' });
    await shell.run(10_000);
    await shell.press('3', 'W', 'z', '/');
    await shell.type('bert');
    expect(shell.text()).toMatch(/3 QUEUE all jobs, [\d,]+ of \d,000: .*\n +JOB +COMPUTE +STATUS +PLACE/u);
  });

  it('keeps the cursor on its job when the queue of the workspace takes its place', async () => {
    const shell = await openBoardScreen({ rows: 50 });
    await shell.press('j', 'j');
    await shell.run(1000);
    await shell.press('3', 'j', 'j');
    const row = (): string => /^›\S \S{12}/mu.exec(shell.text().split('3 QUEUE')[1] ?? '')?.[0] ?? '';
    const before = row();
    expect(before).not.toBe('');
    await shell.press('W');
    expect(row()).toBe(before);
  });
});

describe('a live queue', () => {
  const openLive = async (filter: string): Promise<OpenShell> => {
    const shell = await openBoardScreen({ columns: 120, rows: 50, speed: 30 });
    await shell.press('3', 'W', 'z', '/');
    await shell.type(filter);
    await shell.press('enter', 'j');
    return shell;
  };
  const selected = (shell: OpenShell): Job | undefined =>
    selectedRow('queue', shell.workbench.store.getState(), shell.workbench.jobs);
  const place = (shell: OpenShell): number =>
    cursorOf('queue', shell.workbench.store.getState(), shell.workbench.jobs);
  const rowsOf = (shell: OpenShell): number =>
    visible.queue(shell.workbench.store.getState(), shell.workbench.jobs).rows.length;
  const untilEnded = async (shell: OpenShell, { name }: Job): Promise<void> => {
    for (let turns = 0; turns < 100; turns += 1) {
      const status = shell.workbench.jobs.get(name)?.status;
      if (status !== undefined && jobPhase(status) === 'done') return;
      await shell.run(5000);
    }
    throw new Error(`${name} has not ended`);
  };

  it('keeps the cursor on a job that ends and goes to another group', async () => {
    const shell = await openLive('!t5');
    const job = selected(shell);
    if (job === undefined) throw new Error('no job is selected');
    expect(jobPhase(job.status)).toBe('running');
    const before = place(shell);
    await untilEnded(shell, job);
    expect(selected(shell)?.name).toBe(job.name);
    expect(place(shell)).not.toBe(before);
    expect(shell.text()).toMatch(new RegExp(`^›. ${job.displayName} `, 'mu'));
  });

  it('keeps the cursor in its place when its row goes away', async () => {
    const shell = await openLive('phase:running');
    const job = selected(shell);
    if (job === undefined) throw new Error('no job is selected');
    let before = place(shell);
    for (let turns = 0; turns < 300 && selected(shell)?.name === job.name; turns += 1) {
      before = place(shell);
      await shell.run(1000);
    }
    expect(selected(shell)?.name).not.toBe(job.name);
    expect(place(shell)).toBe(Math.min(before, rowsOf(shell) - 1));
  });
});

describe('cancelling a job', () => {
  it('asks first, with "No" marked, names the job, its workspace and what it runs on, and does nothing on Enter', async () => {
    const shell = await onQueue('bert-ft-17');
    await shell.press('X');
    expect(shell.text()).toContain('Cancel bert-ft-17?');
    expect(shell.text()).toContain('It is Queued on gpu-train, 4 nodes, in workspace mlw-demo.');
    expect(shell.text()).toContain('› [ No, leave it ]');
    expect(shell.screen().at(-1)).toContain('Enter leave it');
    await shell.press('j');
    expect(shell.screen().at(-1)).toContain('Enter cancel the job');
    await shell.press('k', 'enter');
    expect(shell.text()).not.toContain('Cancel bert-ft-17?');
    expect(cancels(shell)).toEqual([]);
    await shell.press('X', 'tab');
    expect(shell.text()).toContain('› [ Cancel the job ]');
    await shell.press('shift-tab');
    expect(shell.text()).toContain('› [ No, leave it ]');
    await shell.press('tab', 'esc');
    expect(cancels(shell)).toEqual([]);
  });

  it('shows CancelRequested until the job has ended, and says how it has', async () => {
    const shell = await onQueue('bert-ft-17', { speed: 1 });
    const { name } =
      [...shell.workbench.jobs.wholeQueue()].find((each) => each.displayName === 'bert-ft-17') ?? {};
    await shell.press('X', 'j', 'enter');
    expect(cancels(shell)).toEqual([`jobs/${name}/cancel`]);
    expect(message(shell)).toContain('the service has accepted to cancel bert-ft-17');
    expect(shell.text()).toMatch(/bert-ft-17 +gpu-train +CancelRequested/u);
    await shell.press('X');
    expect(message(shell)).toContain('its cancellation was asked for already');
    await shell.run(40_000);
    expect(message(shell)).toContain('bert-ft-17 is Canceled');
    await shell.press('t');
    expect(shell.text()).toMatch(/bert-ft-17 +cancel +succeeded .*Canceled/u);
    await shell.press('q');
    expect(shell.text()).toMatch(/bert-ft-17 +gpu-train +Canceled/u);
    await shell.press('X');
    expect(message(shell)).toContain('it is Canceled: nothing to cancel');
    expect(cancels(shell)).toHaveLength(1);
  });

  it('shows CancelRequested also while the service still gives the old status', async () => {
    const shell = await onQueue('bert-ft-17', { instead: onCancel(reply(202)) });
    await shell.press('X', 'j', 'enter');
    await shell.run(30_000);
    expect(shell.workbench.jobs.wholeQueue().find((job) => job.displayName === 'bert-ft-17')?.status.is).toBe(
      'Queued',
    );
    expect(shell.text()).toMatch(/bert-ft-17 .* CancelRequested/u);
  });

  it('is about the job that was asked about, wherever the cursor is by then', async () => {
    const shell = await onQueue('bert-ft-17');
    await shell.press('X');
    shell.workbench.commands.select('queue', 'patient_oak_t5pretrain');
    await shell.press('j', 'enter');
    const { name } = shell.workbench.jobs.wholeQueue().find((job) => job.displayName === 'bert-ft-17') ?? {};
    expect(cancels(shell)).toEqual([`jobs/${name}/cancel`]);
  });

  it('tells a refusal in the words of the service, and keeps it on the card', async () => {
    const refused = reply(409, { error: { code: 'JobBusy', message: 'Job is being archived.' } });
    const shell = await onQueue('bert-ft-17', { instead: onCancel(refused), columns: 120 });
    await shell.press('X', 'j', 'enter');
    expect(message(shell)).toContain('cancel of bert-ft-17 was refused: JobBusy: Job is being archived.');
    await shell.press('i');
    expect(shell.text()).toContain('Its cancellation, asked for here, was not accepted');
    expect(shell.text()).toContain('JobBusy: Job is being archived.');
    // It can be asked for again.
    await shell.press('X', 'j', 'enter');
    expect(cancels(shell)).toHaveLength(2);
  });

  it('does not say that it failed when no answer came', async () => {
    const shell = await onQueue('bert-ft-17', { instead: onCancel(reply(503, 'busy')) });
    await shell.press('X', 'j', 'enter');
    expect(message(shell)).toContain('no good answer, it may have been done');
    await shell.run(65_000);
    await shell.press('t');
    expect(shell.text()).toMatch(/bert-ft-17 +cancel +unknown/u);
    expect(cancels(shell)).toHaveLength(1);
  });

  it('concludes from looking at the job that it has arrived, where the answer to it was cut', async () => {
    const shell: OpenShell = await onQueue('bert-ft-17', {
      speed: 1,
      columns: 120,
      instead: (request) =>
        request.url.includes('/cancel?')
          ? shell.simulator.send(request).then(() => {
              throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
            })
          : undefined,
    });
    await shell.press('X', 'j', 'enter');
    await shell.run(60_000);
    expect(message(shell)).toContain('bert-ft-17 is Canceled');
    await shell.press('t');
    expect(shell.text()).toMatch(/bert-ft-17 +cancel +succeeded.*Canceled \(seen by looking/u);
    expect(cancels(shell)).toHaveLength(1);
  });

  it.each([
    ['of a job that has ended', 'status:completed', {}, 'it is Completed: nothing to cancel'],
    ['in a read-only session', 'bert-ft-17', { readOnly: true }, 'this session is read-only'],
    [
      'in a workspace that is read-only by the configuration',
      'bert-ft-17',
      { configured: { readOnlyWorkspace: () => true } },
      'this workspace is read-only by the configuration file',
    ],
  ] as const)('is refused %s, with the reason', async (_what, filter, options, reason) => {
    const shell = await onQueue(filter, options);
    await shell.press('X');
    expect(message(shell)).toContain(reason);
    expect(shell.text()).not.toContain('Cancel the job');
    expect(cancels(shell)).toEqual([]);
  });

  it('is refused while nobody is signed in', async () => {
    const fake = fakeSignIn();
    const shell = await onQueue('bert-ft-17', { besides: { signIn: fake.signIn } });
    fake.lose();
    await shell.press('esc', 'X');
    expect(message(shell)).toContain('nobody is signed in');
    expect(cancels(shell)).toEqual([]);
  });

  it('says where jobs are when the cursor is on something else', async () => {
    const shell = await openBoardScreen();
    await shell.press('X');
    expect(message(shell)).toContain('that is for a job: 3 goes to the queue');
    await shell.press('a');
    expect(shell.text()).toMatch(/\d+ more below: j/u);
    await shell.press('pagedown');
    expect(shell.text()).toMatch(/X +cancel job +that is for a job/u);
  });

  it('can be asked for on the page of the job', async () => {
    const shell = await onQueue('bert-ft-17');
    await shell.press('enter', 'X');
    expect(shell.text()).toContain('Cancel bert-ft-17?');
    await shell.press('j', 'enter');
    expect(cancels(shell)).toHaveLength(1);
  });
});

describe('the studio page of a job', () => {
  it('is copied as the service names it, and shown', async () => {
    const shell = await onQueue('bert-ft-17', { columns: 200 });
    await shell.press('B');
    const { name } = shell.workbench.jobs.wholeQueue().find((job) => job.displayName === 'bert-ft-17') ?? {};
    expect(shell.copied).toEqual([
      expect.stringContaining(`https://ml.azure.com/runs/${name}?wsid=/subscriptions/`),
    ]);
    expect(message(shell)).toContain(`sent to the terminal: https://ml.azure.com/runs/${name}`);
  });

  it('is written as the studio of the cloud writes it, without a question, before the job has been read', async () => {
    const fake = fakeSignIn();
    const shell = await onQueue('bert-ft-17', { besides: { signIn: fake.signIn, cloud: 'usgov' } });
    const before = shell.requests.length;
    await shell.press('B');
    expect(shell.copied).toEqual([
      expect.stringMatching(/^https:\/\/ml\.azure\.us\/runs\/[^/]+\?wsid=\/subscriptions\//u),
    ]);
    expect(shell.requests.slice(before).filter(({ url }) => url.includes('/jobs/'))).toEqual([]);
  });

  it('says that there is none when the service names none', async () => {
    const shell = await onQueue('bert-ft-17', {
      poison: (answer) => ({ ...answer, body: answer.body.replaceAll('"Studio"', '"Other"') }),
    });
    await shell.press('B');
    expect(shell.copied).toEqual([]);
    expect(message(shell)).toContain('the service names no page in the studio for bert-ft-17');
  });
});

describe('the card that explains a row', () => {
  it.each([
    ['t5-pretrain-xl', ['asked 16 nodes at once, max nodes of gpu-train is 10', 'wait for ever']],
    ['rag-index-4', ['the image of it is being built', 'Preparing for']],
    [
      'whisper-eval-9',
      ['jobs were there before it.', 'bert-ft-17', 'nodes asked in all', 'running 10, idle 0'],
    ],
    [
      'dedup-corpus-2',
      ['ClusterCoreQuotaReached', 'of 48 vCPUs used', 'The quota of the family has no room'],
    ],
    ['sweep-wide-2', ['Low-priority machines are short', 'nodes were taken away']],
  ] as const)('says why %s waits, with the figures that show it', async (name, words) => {
    const shell = await onQueue(name, { rows: 60, columns: 120 });
    await shell.press('i');
    expect(shell.text()).toContain(`Why is ${name} waiting?`);
    for (const word of words) expect(shell.text()).toContain(word);
    expect(shell.text()).not.toContain('What cannot be told');
  });

  it('tells at 80x24 the first cause without a key, and the rest below it', async () => {
    const shell = await onQueue('dedup-corpus-2');
    await shell.press('i');
    expect(shell.text()).toMatch(/^ 1 {2}The cluster cannot get nodes: the service says why\.$/mu);
    expect(shell.text()).toMatch(/more lines below: j or PgDn/u);
    for (const line of shell.screen()) expect(stringWidth(line)).toBeLessThan(80);
    await shell.press('G');
    expect(shell.text()).toContain('What is known');
  });

  it('says that the quota is not known where it may not be read', async () => {
    const shell = await onQueue('dedup-corpus-2', {
      rows: 60,
      instead: ({ url }) =>
        url.includes('/usages?')
          ? reply(403, { error: { code: 'AuthorizationFailed', message: 'no' } })
          : undefined,
    });
    await shell.press('i');
    expect(shell.text()).toContain('What cannot be told');
    expect(shell.text()).toContain('The quota is not known');
    expect(shell.text()).not.toContain('The quota of the family has no room');
  });

  it('tells of a compute, a node and a job that runs what is known, in sentences, and what is wrong', async () => {
    const shell = await openBoardScreen({ rows: 40 });
    await shell.press('j', 'i');
    expect(shell.text()).toContain('What is wrong');
    expect(shell.text().replaceAll(/\s+/gu, ' ')).toContain(
      'billed: K on the row of the cluster recycles its nodes.',
    );
    expect(shell.text()).toMatch(/cpu-etl is of type AmlCompute in westeurope; its state is steady/u);
    await shell.press('q', '2');
    await shell.run(1000);
    await shell.press('i');
    expect(shell.text()).toMatch(/tvm-\S+ is a node of cpu-etl; its state is\s+unusable/u);
    expect(shell.text()).toContain('It is broken, takes room and is billed.');
    expect(shell.text().replaceAll(/\s+/gu, ' ')).toContain('K on the row of the cluster recycles the rest.');
    await shell.press('q', '3', 'i');
    expect(shell.text()).toMatch(/✓ nothing that can be seen from here/u);
    expect(shell.text()).toMatch(/Its status is Running, for \S+ as seen from here/u);
    expect(shell.text()).toMatch(/It runs: python /u);
  });

  it('is in ASCII and without colour where the terminal wants that', async () => {
    const shell = await onQueue('sweep-wide-2', { ascii: true, colour: false });
    await shell.press('i');
    expect(shell.text()).toMatch(/^[ -~\n]*$/u);
    await shell.press('X');
    expect(shell.text()).toMatch(/^[ -~\n]*$/u);
  });
});

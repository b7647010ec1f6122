import { describe, expect, it } from 'vitest';
import { loadQueueDoing } from '#state/queue-doing.ts';
import { boardOf, heldAnswer, job, jobsInTurn, openJobs, turns } from '#test/support/job-service.ts';

const doing = await loadQueueDoing();

/** A workbench with a list of 40 jobs in pages of 10, of which the second oldest still runs, and is asked about. */
const openAsked = async () => {
  const jobs = jobsInTurn(40, 1, (n) => ({ status: n === 2 ? 'Running' : 'Completed' }));
  const open = await openJobs(10, jobs);
  await open.run(10_000);
  open.workbench.commands.openJob('j2');
  open.workbench.commands.withQueue((queue, context) => {
    queue.openCancel(context);
  });
  const answer = async (): Promise<void> => {
    open.workbench.commands.moveOverlay(1, 2);
    open.workbench.commands.withQueue((queue, context) => {
      queue.answerCancel(context);
    });
    await turns();
  };
  return { ...open, answer };
};

const words = ({ workbench }: Awaited<ReturnType<typeof openAsked>>): string | undefined =>
  workbench.store.getState().notice?.words;

describe('the cancellation of a job', () => {
  it('is followed to its end also when the job is far from the newest page, and then forgotten', async () => {
    const open = await openAsked();
    expect(open.workbench.store.getState().overlay).toMatchObject({
      is: 'cancel',
      job: { name: 'j2' },
      at: 0,
    });
    await open.answer();
    expect(open.workbench.jobs.get('j2')?.status.is).toBe('CancelRequested');
    expect(boardOf(open).queue.cancels).toEqual({ j2: { is: 'accepted' } });
    open.service.put(job('j2', { createdAt: 2000, status: 'Canceled' }));
    await open.run(60_000);
    expect(words(open)).toBe('j2 is Canceled');
    expect(boardOf(open).queue.cancels).toEqual({});
  });

  it('says how a job has ended that ended by itself meanwhile', async () => {
    const open = await openAsked();
    await open.answer();
    open.service.put(job('j2', { createdAt: 2000, status: 'Completed' }));
    await open.run(60_000);
    expect(words(open)).toBe('j2 is Completed');
  });

  it('is told by an answer that comes when another workspace is open, and leaves nothing there', async () => {
    const open = await openAsked();
    const { until, letGo } = heldAnswer();
    open.service.hold = () => until;
    await open.answer();
    expect(boardOf(open).queue.cancels).toEqual({ j2: { is: 'sending' } });
    open.workbench.commands.openWorkspace(open.elsewhere);
    letGo();
    await open.settle();
    expect(words(open)).toBe('the service has accepted to cancel j2 in mlw-demo');
    expect(boardOf(open).queue.cancels).toEqual({});
  });

  it('is not sent while nothing may be changed, whoever asks for it', async () => {
    const open = await openAsked();
    open.workbench.commands.setReadOnly();
    await open.answer();
    expect(open.service.rows.get('j2')?.status.is).toBe('Running');
    expect(boardOf(open).queue.cancels).toEqual({});
  });

  it('is not asked about where there is no job', async () => {
    const open = await openJobs(10, []);
    open.workbench.commands.withQueue((queue, context) => {
      queue.openCancel(context);
    });
    expect(open.workbench.store.getState().overlay).toBeUndefined();
    expect(doing.whyNoCancel(open.workbench.store.getState(), open.workbench.jobs)).toContain(
      '3 goes to the queue',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { boardOf, heldAnswer, job, jobsInTurn, openJobs, turns } from '#test/support/job-service.ts';

/** The page of a running job, open. */
const openPage = async () => {
  const open = await openJobs(
    30,
    jobsInTurn(3, 1, () => ({ status: 'Running' })),
  );
  open.workbench.commands.openJob('j2');
  open.workbench.acquire('job');
  await open.settle();
  return open;
};

describe('the page of a job', () => {
  it('shows what the list does not, and brings news to the list at once', async () => {
    const open = await openPage();
    expect(boardOf(open).job.remote.data?.command).toBe('python x.py');
    open.service.put(job('j2', { createdAt: 2000, status: 'Finalizing' }));
    await open.run(6000);
    expect(open.workbench.jobs.get('j2')?.status.is).toBe('Finalizing');
    expect(boardOf(open).jobs.version).toBe(open.workbench.jobs.version);
    expect(open.workbench.jobs.get('j2')).not.toHaveProperty('command');
  });

  it('says that the service no longer has the job, keeps what was known of it, and takes it out of the list', async () => {
    const open = await openPage();
    open.service.rows.delete('j2');
    await open.run(6000);
    expect(boardOf(open).job.remote).toMatchObject({
      data: { name: 'j2', command: 'python x.py' },
      problem: { kind: 'not-found' },
    });
    expect(open.workbench.jobs.get('j2')).toBeUndefined();
    expect(boardOf(open).jobs).toMatchObject({ remote: { data: 2 }, version: open.workbench.jobs.version });
    const asked = open.service.namesAsked().length;
    await open.run(600_000);
    expect(open.service.namesAsked()).toHaveLength(asked);
  });

  it('never shows a late answer in the workspace that was opened meanwhile', async () => {
    const open = await openPage();
    const { until, letGo } = heldAnswer();
    open.service.hold = (asked) => (asked.is === 'job' ? until : undefined);
    open.workbench.commands.refresh();
    await turns();
    expect(boardOf(open).job.remote.asking).toBe(true);
    open.service.hold = () => undefined;
    open.service.put(job('j2', { createdAt: 2000, status: 'Completed' }));
    open.workbench.commands.openWorkspace(open.elsewhere);
    open.workbench.commands.openJob('j2');
    await turns();
    letGo();
    await turns();
    expect(open.workbench.jobs.get('j2')?.status.is).toBe('Completed');
    expect(boardOf(open).job.remote.data?.status.is).not.toBe('Running');
  });
});

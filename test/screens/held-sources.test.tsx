import { describe, expect, it } from 'vitest';
import type { News } from '#state/notify.ts';
import { openBoardScreen } from '#test/support/shell.tsx';

const minute = 60_000;

const pages = [
  { page: 'a log', keys: ['3', 'g', 'L'], crumb: /› log/u, perMinute: 20 },
  // The job waits, which is something that changes.
  { page: 'a job', keys: ['3', 'g', 'enter'], crumb: /› \S/u, perMinute: 60 },
  { page: 'a form', keys: ['s'], crumb: /› scale/u, perMinute: 20 },
  { page: 'the quota', keys: ['5'], crumb: /› quota/u, perMinute: 20 },
] as const;

describe.each(pages)('while $page is open', ({ keys, crumb, perMinute }) => {
  it('what ends elsewhere in the workspace is still told and noted', async () => {
    const told: News[] = [];
    const shell = await openBoardScreen({
      speed: 60,
      configured: { notify: 'bell', tell: (news) => told.push(news) },
    });
    await shell.press(...keys);
    await shell.run(5000);
    expect(shell.screen()[0]).toMatch(crumb);
    const { events } = shell.workbench.store.getState();
    const [toldBefore, newest] = [told.length, events.rows[0]?.id];
    await shell.run(2 * minute);
    expect(told.length).toBeGreaterThan(toldBefore);
    expect(shell.workbench.store.getState().events.rows[0]?.id).not.toBe(newest);
  });

  it('no more is asked in a minute than on the board', async () => {
    const shell = await openBoardScreen({ speed: 0, configured: { refreshSeconds: 15 } });
    await shell.press(...keys);
    await shell.run(minute);
    const before = shell.requests.length;
    await shell.run(5 * minute);
    expect((shell.requests.length - before) / 5).toBeLessThanOrEqual(perMinute);
  });
});

describe('the list of workspaces', () => {
  it('has nothing asked about the workspace that was left for it', async () => {
    const shell = await openBoardScreen();
    await shell.press('q');
    await shell.run(20_000);
    const before = shell.requests.length;
    await shell.run(minute);
    const asked = shell.requests.slice(before).map(({ url }) => new URL(url).pathname);
    expect(asked.filter((path) => path.includes('/workspaces/'))).toEqual([]);
  });
});

describe('the job index', () => {
  it('goes on being read while a log is open', async () => {
    const shell = await openBoardScreen({ scale: 'huge', jobs: 1500, jobsPerPage: 50 });
    await shell.press('W', '3', 'g', 'L');
    const before = shell.workbench.jobs.size;
    await shell.run(minute);
    expect(shell.screen()[0]).toMatch(/› log/u);
    expect(shell.workbench.jobs.size).toBeGreaterThan(before);
    expect(shell.workbench.store.getState().board?.jobs.complete).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import type { PlainRequest } from '#azure/arm/transport.ts';
import { openBoard, openWorkbench } from '#test/support/workbench.ts';

const minuteMs = 60_000;

const isFurtherPage = ({ url }: PlainRequest): boolean => /\/jobs\?.*skip=/u.test(url);

describe('a workspace of 100,000 jobs', () => {
  it('is read at no more than 120 pages a minute, and costs what any other costs once it is read', async () => {
    const open = openWorkbench({ scale: 'huge', speed: 0 });
    const { jobs, store } = open.workbench;
    const inMinute = async (): Promise<{ readonly pages: number; readonly others: number }> => {
      const from = open.requests.length;
      await open.run(minuteMs);
      const sent = open.requests.slice(from);
      const pages = sent.filter(isFurtherPage).length;
      return { pages, others: sent.length - pages };
    };
    await openBoard(open);
    expect(store.getState().board?.jobs.remote.data).toBeLessThanOrEqual(2000);
    const first = await inMinute();
    await open.run(minuteMs);
    expect([jobs.complete, jobs.size]).toEqual([true, 100_000]);
    const later = await inMinute();
    expect(first.pages).toBeGreaterThan(90);
    expect(first.pages).toBeLessThanOrEqual(120);
    expect(later.pages).toBe(0);
    for (const { others } of [first, later]) {
      expect(others).toBeGreaterThan(0);
      expect(others).toBeLessThanOrEqual(20);
    }
  }, 60_000);
});

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Row } from './figures.ts';

type Hour = { readonly heapMb: number; readonly jobs: number; readonly requests: number };

const run = promisify(execFile);

const hoursOf = async (scale: string, hours: number): Promise<readonly Hour[]> => {
  const program = join(import.meta.dirname, 'day-of-polling.ts');
  const { stdout } = await run(process.execPath, ['--expose-gc', program, scale, `${hours}`]);
  return stdout
    .trim()
    .split('\n')
    .map((text) => {
      const [heap, jobs, requests] = text.split(' ').map(Number);
      return { heapMb: (heap ?? Number.NaN) / 1e6, jobs: jobs ?? 0, requests: requests ?? 0 };
    });
};

/** P11: the heap after a forced collection over hours of polling on a clock moved by hand; the most of the later hours to the first. */
export const measureHeap = async (scale: 'small' | 'huge', hours: number): Promise<readonly Row[]> => {
  const all = await hoursOf(scale, hours);
  const [first, ...later] = all.map(({ heapMb }) => heapMb);
  const last = all.at(-1);
  if (first === undefined || last === undefined || all.length !== hours)
    throw new Error(`Only ${all.length} of ${hours} hours were polled.`);
  const most = Math.max(...later);
  return [
    {
      id: 'P11',
      what: `heap growth after the first hour, ${scale}, ${hours} h`,
      measured: (most / first - 1) * 100,
      budget: 5,
      unit: '%',
      note: `${first.toFixed(1)} MB after 1 h, ${last.heapMb.toFixed(1)} MB at the end, ${most.toFixed(1)} MB at the most; ${last.requests} requests, ${last.jobs} jobs`,
    },
  ];
};

import type { Job } from '#azure/model.ts';
import { idKey } from '#azure/place.ts';
import { usageForFamily } from '#azure/sizes.ts';
import type { AppState, Board } from '../app-state.ts';
import type { JobIndex } from '../job-index.ts';
import { jobPhase } from '../job-phase.ts';
import { sizesIn } from '../money/cost-rows.ts';
import { quotaRows } from '../money/quota-rows.ts';
import { regionKey } from '../money/regions.ts';
import { sizesByName } from '../selectors.ts';
import type { WaitingFacts } from './waiting.ts';

const computeOfJob = ({ board }: AppState, { compute }: Job): WaitingFacts['compute'] => {
  if (compute === '') return 'none';
  const computes = board?.computes.data;
  if (computes === undefined) return 'unread';
  return computes.find(({ name }) => name.toLowerCase() === compute) ?? 'gone';
};

type Limits = Pick<WaitingFacts, 'size' | 'usages' | 'region' | 'cap'>;

/** What the workspace may have of a family, when that is less than the whole, and what its computes hold of it. */
const capOf = (board: Board, { size, usages, region }: Limits): WaitingFacts['cap'] => {
  const caps = board.regions.data?.[regionKey(region)]?.caps;
  const family = size === undefined || usages === undefined ? undefined : usageForFamily(usages, size.family);
  if (caps === undefined || usages === undefined || family === undefined) return undefined;
  const { workspace, sizes, regions } = board;
  const rows = quotaRows({
    regions: [{ location: region, usages: [family], caps }],
    computes: board.computes.data ?? [],
    sizes: sizesIn(workspace.location, sizes.data, regions.data ?? {}),
    workspaceId: idKey(workspace.id),
    home: workspace.location,
  });
  const [row] = rows;
  if (row?.cap === undefined) return undefined;
  const current = row.uses.reduce((sum, { now }) => sum + now, 0);
  return { name: `${family.name}, for this workspace`, current, limit: row.cap };
};

/** The size of a compute's machines and the limits of its region, which may be another than the workspace's. */
const limitsOf = (state: AppState, compute: WaitingFacts['compute']): Limits => {
  const { board } = state;
  const region = board?.workspace.location ?? '';
  if (board === undefined || typeof compute === 'string' || compute.detail.is === 'other')
    return { size: undefined, usages: board?.usages.data, region };
  const vmSize = compute.detail.vmSize.toLowerCase();
  const there = board.regions.data?.[regionKey(compute.location)];
  const elsewhere = compute.location !== '' && regionKey(compute.location) !== regionKey(region);
  const limits: Limits =
    elsewhere && there?.usages !== undefined
      ? {
          size: there.sizes?.find(({ name }) => name.toLowerCase() === vmSize),
          usages: there.usages,
          region: compute.location,
        }
      : { size: sizesByName(state)?.get(vmSize), usages: board.usages.data, region };
  const cap = capOf(board, limits);
  return { ...limits, ...(cap === undefined ? {} : { cap }) };
};

/** What is known of a job that waits, from everything that the board has read. */
export const waitingFacts = (state: AppState, jobs: JobIndex, job: Job): WaitingFacts => {
  const { board } = state;
  const compute = computeOfJob(state, job);
  const queue = job.compute === '' ? [] : jobs.queueOf(job.compute);
  const waiting = queue.filter(({ status }) => jobPhase(status) === 'waiting');
  const at = waiting.findIndex(({ name }) => name === job.name);
  const detail = board?.job.remote.data;
  return {
    job,
    asked: detail?.name === job.name ? detail.nodes : undefined,
    compute,
    queue: {
      ahead: at < 0 ? [] : waiting.slice(0, at),
      running: queue.filter(({ status }) => ['running', 'ending'].includes(jobPhase(status))),
      complete: board?.jobs.complete ?? false,
    },
    ...limitsOf(state, compute),
  };
};

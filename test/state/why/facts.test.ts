import { describe, expect, it } from 'vitest';
import { idKey } from '#azure/place.ts';
import { usageForFamily } from '#azure/sizes.ts';
import type { AppState } from '#state/app-state.ts';
import { jobPhase } from '#state/job-phase.ts';
import { sizesByName } from '#state/selectors.ts';
import { waitingFacts } from '#state/why/facts.ts';
import { whyWaiting } from '#state/why/waiting.ts';
import { boardOf } from '#test/support/job-service.ts';
import { openBoard, openWorkbench } from '#test/support/workbench.ts';

/** A board that also knows its quota, and a job that waits for gpu-train. */
const opened = async () => {
  const open = openWorkbench({ speed: 0 });
  await openBoard(open);
  open.workbench.acquire('usages');
  await open.settle();
  const { jobs, store } = open.workbench;
  const job = jobs.queueOf('gpu-train').find(({ status }) => jobPhase(status) === 'waiting');
  const state = store.getState();
  const board = boardOf(open);
  const compute = board.computes.data?.find(({ name }) => name === 'gpu-train');
  if (job === undefined || compute?.detail.is !== 'cluster')
    throw new Error('the world lacks a job that waits');
  const size = sizesByName(state)?.get(compute.detail.vmSize.toLowerCase());
  if (size === undefined) throw new Error('the size is not listed');
  return { jobs, job, state, board, compute, detail: compute.detail, size };
};

type Regions = NonNullable<NonNullable<AppState['board']>['regions']['data']>;

const withRegions = (
  state: AppState,
  data: Regions,
  change: Partial<AppState['board'] & object> = {},
): AppState =>
  state.board === undefined
    ? state
    : { ...state, board: { ...state.board, ...change, regions: { ...state.board.regions, data } } };

describe('what is known of the quota that a waiting job needs', () => {
  it('is what the workspace may have and has, where that is less than the limit of the family', async () => {
    const { jobs, job, state, board, detail, size } = await opened();
    const family = usageForFamily(board.usages.data ?? [], size.family);
    const workspaceId = idKey(board.workspace.id);
    const limit = family?.limit ?? 0;
    const used = detail.currentNodes * size.vCpus;
    const capped = (own: number) =>
      waitingFacts(
        withRegions(state, { westeurope: { caps: [{ name: family?.name ?? '', workspaceId, limit: own }] } }),
        jobs,
        job,
      );
    expect(capped(limit - 1).cap).toMatchObject({ limit: limit - 1, current: used });
    expect(capped(limit).cap).toBeUndefined();
    expect(waitingFacts(state, jobs, job).cap).toBeUndefined();
  });

  it('is that of the region in which its cluster is, as soon as that was read', async () => {
    const { jobs, job, state, board, compute, size } = await opened();
    const elsewhere = (regions: Regions) => {
      const data = board.computes.data?.map((each) =>
        each === compute ? { ...each, location: 'North Europe' } : each,
      );
      const computes = { ...board.computes, ...(data === undefined ? {} : { data }) };
      return waitingFacts(withRegions(state, regions, { computes }), jobs, job);
    };
    expect(whyWaiting(elsewhere({})).untold).toContain('quota-of-other-region');
    const usages = [{ scope: 'dedicated-cores', name: 'Total', current: 1, limit: 2 }] as const;
    const known = elsewhere({ northeurope: { usages, sizes: [size] } });
    expect(known).toMatchObject({ usages, size, region: 'North Europe' });
    expect(whyWaiting(known).untold).not.toContain('quota-of-other-region');
  });
});

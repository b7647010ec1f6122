import type { Problem } from '#azure/problem.ts';
import type { Attempt } from '../poller.ts';
import { answered, asking, failed } from '../remote.ts';
import { afterAnswer } from '../rhythm.ts';
import { regionKey, type RegionFacts } from '../money/regions.ts';
import { backOff } from './back-off.ts';
import { updateBoard, type Context } from './context.ts';

/**
 * Asks what a workspace may have of each family, and, of other regions in which it has computes, their sizes (once) and how much of their
 * quota is used. A part that cannot be read leaves the others as they are; a permission that is lacking does not stop the others from
 * being asked again.
 */
export const askRegions =
  (context: Context): Attempt =>
  async (signal) => {
    const { board } = context.store.getState();
    if (board === undefined) return 'wait';
    const { place, location } = board.workspace;
    const home = regionKey(location);
    const regions = new Set([
      home,
      ...(board.computes.data ?? [])
        .filter((each) => each.detail.is !== 'other' && each.location !== '')
        .map((each) => regionKey(each.location)),
    ]);
    updateBoard(context, board.generation, (now) => ({ ...now, regions: asking(now.regions) }));
    const problems: Problem[] = [];
    const read = async (region: string): Promise<readonly [string, RegionFacts]> => {
      const known = board.regions.data?.[region];
      const elsewhere = region !== home;
      const [caps, usages, sizes] = await Promise.all([
        context.gateway.listQuotas(place.subscriptionId, region, signal),
        elsewhere ? context.gateway.listUsages(place.subscriptionId, region, signal) : undefined,
        elsewhere && known?.sizes === undefined
          ? context.gateway.listSizes(place.subscriptionId, region, signal)
          : undefined,
      ]);
      for (const each of [caps, usages, sizes]) if (each?.ok === false) problems.push(each.problem);
      return [
        region,
        {
          ...known,
          ...(caps.ok ? { caps: caps.value } : {}),
          ...(usages?.ok === true ? { usages: usages.value } : {}),
          ...(sizes?.ok === true ? { sizes: sizes.value } : {}),
        },
      ];
    };
    const data = Object.fromEntries(await Promise.all([...regions].map(read)));
    const at = context.clock.now();
    const problem = problems.find(({ kind }) => kind !== 'forbidden') ?? problems[0];
    updateBoard(context, board.generation, (now) => ({
      ...now,
      regions: problem === undefined ? answered(data, at) : failed({ ...now.regions, data }, problem, at),
    }));
    if (problem === undefined || problem.kind === 'forbidden')
      return afterAnswer('regions', false, context.refreshSeconds);
    return backOff(context, 'regions', problem, {
      failures: board.regions.failures + 1,
      subscriptionId: place.subscriptionId,
    });
  };

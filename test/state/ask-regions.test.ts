import { describe, expect, it } from 'vitest';
import { lateMoney } from '#state/money/late-money.ts';
import { reply } from '#test/support/canned.ts';
import { clusterBody } from '#test/support/simulator-clock.ts';
import { openBoard, openWorkbench, type OpenWorkbench } from '#test/support/workbench.ts';

type Options = Parameters<typeof openWorkbench>[0];

/** The main workspace with a cluster in another region, and what is asked about regions from then on. */
const withNorth = async (options: Options = {}) => {
  const open = openWorkbench({ speed: 1, ...options });
  const body = clusterBody();
  const north = { ...body, properties: { ...body.properties, computeLocation: 'northeurope' } };
  const made = await open.gateway.putCompute(open.place, 'north', north, new AbortController().signal);
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  await open.run(5 * 60_000);
  await openBoard(open);
  const from = open.requests.length;
  open.workbench.acquire('usages');
  const release = open.workbench.acquire('regions');
  await open.settle();
  const asked = (): readonly string[] =>
    open.requests
      .slice(from)
      .flatMap(({ url }) => /locations\/([^?]+)\?/u.exec(url)?.[1] ?? [])
      .toSorted();
  return { open, asked, release };
};

const regionsOf = ({ workbench }: OpenWorkbench) => workbench.store.getState().board?.regions;
const quotaLabels = ({ workbench }: OpenWorkbench): readonly string[] =>
  (lateMoney()?.quotaOf(workbench.store.getState()) ?? [])
    .filter(({ uses }) => uses.some(({ name }) => name === 'north'))
    .map(({ region, label }) => `${region}: ${label}`);

describe('other regions', () => {
  it('in which the workspace has a compute are asked for their sizes once, and for their usages and limits again and again', async () => {
    const { open, asked } = await withNorth();
    const first = [
      'northeurope/quotas',
      'northeurope/usages',
      'northeurope/vmSizes',
      'westeurope/quotas',
      'westeurope/usages',
    ];
    expect(asked()).toEqual(first);
    expect(quotaLabels(open)).toContain('northeurope: computes');
    await open.run(61_000);
    const again = first.filter((each) => each !== 'northeurope/vmSizes');
    expect(asked()).toEqual([...first, ...again].toSorted());
  });

  it('are no concern of a workspace that has nothing there', async () => {
    const open = openWorkbench({ speed: 0 });
    await openBoard(open);
    const from = open.requests.length;
    open.workbench.acquire('regions');
    await open.settle();
    expect(open.requests.slice(from).map(({ url }) => new URL(url).pathname.split('/').at(-1))).toEqual([
      'quotas',
    ]);
  });

  it('lose nothing by limits that may not be read, and are asked again', async () => {
    const refused = reply(403, { error: { code: 'AuthorizationFailed', message: 'no' } });
    const { open, asked } = await withNorth({
      instead: ({ url }) => (url.includes('/quotas') ? refused : undefined),
    });
    expect(regionsOf(open)?.problem?.kind).toBe('forbidden');
    expect(quotaLabels(open)).toContain('northeurope: computes');
    const before = asked().length;
    await open.run(61_000);
    expect(asked().length).toBeGreaterThan(before);
  });

  it('that cannot be reached are waited for longer and longer, and what was known of them stays', async () => {
    let down = false;
    const { open } = await withNorth({
      instead: ({ url }) => (down && url.includes('northeurope') ? reply(503, {}) : undefined),
    });
    down = true;
    await open.run(61_000);
    expect(regionsOf(open)?.problem?.kind).toBe('service-fault');
    expect(quotaLabels(open)).toContain('northeurope: computes');
  });

  it('are not asked any more once nobody looks', async () => {
    const { open, asked, release } = await withNorth();
    release();
    const before = asked().filter((each) => each.includes('northeurope')).length;
    await open.run(200_000);
    expect(asked().filter((each) => each.includes('northeurope'))).toHaveLength(before);
  });
});

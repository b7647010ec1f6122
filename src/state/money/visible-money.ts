import type { Compute, Usage, VmSize, Workspace } from '#azure/model.ts';
import { idKey } from '#azure/place.ts';
import type { AppState, Board } from '../app-state.ts';
import type { JobIndex } from '../job-index.ts';
import { visibleRows, type ListView, type Visible } from '../lists.ts';
import { memo } from '../memo.ts';
import { costRows, costTotals, sizesIn, type Sum } from './cost-rows.ts';
import { costList, quotaList, wasteList } from './money-lists.ts';
import type { CostRow, QuotaRow, WasteRow } from './money-rows.ts';
import { quotaRows } from './quota-rows.ts';
import { regionKey, type RegionFacts } from './regions.ts';
import { selectedCompute } from '../selectors.ts';
import { findWaste, type Waste } from './waste.ts';

/*
 * Selectors of the screens of cost, waste and quota: each gives the same object until something of it changes.
 */

type Elsewhere = Readonly<Record<string, RegionFacts>>;

const noRegions: Elsewhere = {};
const noComputes: readonly Compute[] = [];
const noRows: readonly never[] = [];

const sizesOf = memo((home: string, own: readonly VmSize[] | undefined, elsewhere: Elsewhere) =>
  sizesIn(home, own, elsewhere),
);
const sizesOfBoard = ({ workspace, sizes, regions }: Board) =>
  sizesOf(workspace.location, sizes.data, regions.data ?? noRegions);

const rowsOfCost = memo(costRows);
const totals = memo(costTotals);

/** What each compute of the open workspace costs. */
const costOf = ({ board }: AppState): readonly CostRow[] =>
  board === undefined ? noRows : rowsOfCost(board.computes.data ?? noComputes, sizesOfBoard(board));

/** What the open workspace costs in all. */
export const totalCost = (state: AppState): Readonly<Record<'now' | 'atMin' | 'atMax', Sum>> =>
  totals(costOf(state));

const nothing: Waste = { rows: noRows, unjudged: noRows };

const wasteAt = memo(
  (
    computes: readonly Compute[],
    sizes: ReturnType<typeof sizesIn>,
    nodes: Board['nodes'],
    now: number | undefined,
    jobs: JobIndex | undefined,
    complete: boolean,
    // The index is one object that changes: its version is what tells.
    _version: number,
  ): Waste =>
    findWaste({
      computes,
      sizes,
      nodes,
      now,
      jobsComplete: complete,
      jobsOf: jobs === undefined ? undefined : (compute) => jobs.queueOf(compute),
    }),
);

/** What the open workspace pays for nothing; nothing is found before its computes are known. */
export const wasteOf = ({ board, serverTimeMs }: AppState, jobs: JobIndex): Waste =>
  board?.computes.data === undefined
    ? nothing
    : wasteAt(
        board.computes.data,
        sizesOfBoard(board),
        board.nodes,
        serverTimeMs === undefined ? undefined : wholeMinute(serverTimeMs),
        board.jobs.remote.data === undefined ? undefined : jobs,
        board.jobs.complete,
        board.jobs.version,
      );

/** What is said of waste is no finer than a minute, so that a still screen stays still. */
const wholeMinute = (ms: number): number => Math.floor(ms / 60_000) * 60_000;

const rowsOfQuota = memo(
  (
    workspace: Workspace,
    computes: readonly Compute[],
    usages: readonly Usage[] | undefined,
    sizes: ReturnType<typeof sizesIn>,
    elsewhere: Elsewhere,
  ): readonly QuotaRow[] => {
    const home = regionKey(workspace.location);
    const names = new Map(
      [...computes.map(({ location }) => location), workspace.location].map((each) => [
        regionKey(each),
        each,
      ]),
    );
    const others = Object.entries(elsewhere).flatMap(([key, facts]) =>
      key === home || facts.usages === undefined
        ? []
        : [{ location: names.get(key) ?? key, usages: facts.usages, caps: facts.caps ?? noRows }],
    );
    const own =
      usages === undefined
        ? []
        : [{ location: workspace.location, usages, caps: elsewhere[home]?.caps ?? noRows }];
    return quotaRows({
      regions: [...own, ...others],
      computes,
      sizes,
      workspaceId: idKey(workspace.id),
      home: workspace.location,
    });
  },
);

/** The limits of the regions in which the open workspace has something. */
export const quotaOf = ({ board }: AppState): readonly QuotaRow[] =>
  board === undefined
    ? noRows
    : rowsOfQuota(
        board.workspace,
        board.computes.data ?? noComputes,
        board.usages.data,
        sizesOfBoard(board),
        board.regions.data ?? noRegions,
      );

/** The limit on vCPUs that the selected compute is under: its family's, at low priority the region's. Undefined while that is not known. */
export const quotaOfSelected = (state: AppState): QuotaRow | undefined => {
  const name = selectedCompute(state)?.name;
  const rows = quotaOf(state).filter(
    ({ counts, limit, uses }) =>
      counts === 'vCPUs' && limit !== undefined && uses.some((use) => use.name === name),
  );
  return rows.find(({ id }) => id.includes(' family ')) ?? rows[0];
};

const shownCost = memo((rows: readonly CostRow[], view: ListView) => visibleRows(costList, rows, view));
const shownWaste = memo((rows: readonly WasteRow[], view: ListView) => visibleRows(wasteList, rows, view));
const shownQuota = memo((rows: readonly QuotaRow[], view: ListView) => visibleRows(quotaList, rows, view));

export const visibleCost = (state: AppState): Visible<CostRow> => shownCost(costOf(state), state.lists.cost);
export const visibleWaste = (state: AppState, jobs: JobIndex): Visible<WasteRow> =>
  shownWaste(wasteOf(state, jobs).rows, state.lists.waste);
export const visibleQuota = (state: AppState): Visible<QuotaRow> =>
  shownQuota(quotaOf(state), state.lists.quota);

/** What the lists need to know of their rows. */
export const moneyLists = { cost: costList, waste: wasteList, quota: quotaList };

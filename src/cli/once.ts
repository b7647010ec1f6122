import type { Gateway } from '#azure/gateway.ts';
import { inTurns } from '#azure/in-turns.ts';
import type { Compute, Job, VmSize } from '#azure/model.ts';
import type { Place } from '#azure/place.ts';
import { moneyOf } from '#state/compute-state.ts';
import { isLive, jobPhase, phaseOrder } from '#state/job-phase.ts';
import { patiently } from './patiently.ts';
import { csvText, jsonText, tableText, type OnceFormat } from './once-format.ts';
import { problemLines } from './once-problems.ts';
import {
  snapshotCompute,
  snapshotJob,
  snapshotNode,
  snapshotOf,
  snapshotProblem,
  type Snapshot,
  type SnapshotNode,
  type SnapshotProblem,
} from './once-snapshot.ts';

export type OnceOptions = {
  readonly gateway: Gateway;
  readonly place: Place;
  readonly format: OnceFormat;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Width of the terminal in cells; undefined when the output goes elsewhere, then nothing is cut. */
  readonly columns?: number | undefined;
};

const requestsAtOnce = 4;

/** How many jobs are read at most, of a list that cannot be filtered by the service. The table shows the live ones among them. */
const jobsAtMost: Readonly<Record<OnceFormat, number>> = { table: 5000, json: 100_000, csv: 100_000 };

type Found<T> = { readonly rows: readonly T[]; readonly problems: readonly SnapshotProblem[] };

const readJobs = async (
  { gateway, place, format }: OnceOptions,
  signal: AbortSignal,
): Promise<Found<Job>> => {
  const rows: Job[] = [];
  const atMost = jobsAtMost[format];
  let next: string | undefined;
  do {
    const link = next;
    const page = await patiently(() => gateway.listJobs(place, link, signal));
    if (!page.ok) return { rows, problems: [snapshotProblem('jobs', null, page.problem)] };
    for (const job of page.value.jobs) rows.push(job);
    next = page.value.next;
  } while (next !== undefined && rows.length < atMost);
  if (next === undefined && rows.length <= atMost) return { rows, problems: [] };
  const message = `the workspace has more than ${atMost} jobs; only that many were read`;
  const capped = { source: 'jobs', of: null, kind: 'capped', code: '', message, requestId: null } as const;
  return { rows: rows.slice(0, atMost), problems: [capped] };
};

const readNodes = async (
  { gateway, place }: OnceOptions,
  computes: readonly Compute[],
  signal: AbortSignal,
): Promise<Found<SnapshotNode>> => {
  const clusters = computes.filter(({ detail }) => detail.is === 'cluster' && detail.currentNodes > 0);
  const found = await inTurns(clusters, requestsAtOnce, async ({ name }): Promise<Found<SnapshotNode>> => {
    const nodes = await patiently(() => gateway.listNodes(place, name, signal));
    if (!nodes.ok) return { rows: [], problems: [snapshotProblem('nodes', name, nodes.problem)] };
    return { rows: nodes.value.map((node) => snapshotNode(name, node)), problems: [] };
  });
  return { rows: found.flatMap(({ rows }) => rows), problems: found.flatMap(({ problems }) => problems) };
};

type RegionSizes = { readonly location: string; readonly sizes: ReadonlyMap<string, VmSize> };

const readSizes = async (
  { gateway, place }: OnceOptions,
  computes: readonly Compute[],
  signal: AbortSignal,
): Promise<Found<RegionSizes>> => {
  const withMachines = computes.filter(({ detail }) => detail.is !== 'other');
  const locations = [...new Set(withMachines.map(({ location }) => location))].filter(
    (location) => location !== '',
  );
  const found = await inTurns(locations, requestsAtOnce, async (location): Promise<Found<RegionSizes>> => {
    const answer = await patiently(() => gateway.listSizes(place.subscriptionId, location, signal));
    if (!answer.ok) return { rows: [], problems: [snapshotProblem('sizes', location, answer.problem)] };
    const sizes = new Map(answer.value.map((size) => [size.name.toLowerCase(), size]));
    return { rows: [{ location, sizes }], problems: [] };
  });
  return { rows: found.flatMap(({ rows }) => rows), problems: found.flatMap(({ problems }) => problems) };
};

/** What each compute costs an hour, in their order; undefined where its price is unknown. */
const costsOf = (
  computes: readonly Compute[],
  regions: readonly RegionSizes[],
): readonly (number | undefined)[] => {
  const sizesOf = new Map(regions.map(({ location, sizes }) => [location, sizes]));
  return computes.map((compute) => moneyOf(compute, sizesOf.get(compute.location)).now);
};

/** The jobs that are not over: what runs first, what waits after it, the oldest first. */
const liveInOrder = (jobs: readonly Job[]): readonly Job[] =>
  jobs
    .filter(({ status }) => isLive(status))
    .toSorted(
      (a, b) => phaseOrder[jobPhase(a.status)] - phaseOrder[jobPhase(b.status)] || a.createdAt - b.createdAt,
    );

const printers: Readonly<Record<OnceFormat, (snapshot: Snapshot, columns: number | undefined) => string>> = {
  json: jsonText,
  csv: csvText,
  table: tableText,
};

/**
 * Prints one snapshot of a workspace: computes, the nodes of every cluster that has some, jobs (all that were read; in the table the
 * live ones) and what it costs an hour. What could not be read is told on stderr and is part of the JSON; the rest is
 * printed all the same, but for a table without computes.
 * @returns the exit code: 1 when the computes could not be read, else 0
 */
export const runOnce = async (options: OnceOptions): Promise<number> => {
  const { gateway, place, format, write, writeError, columns } = options;
  const { signal } = new AbortController();
  const [listed, jobs] = await Promise.all([
    patiently(() => gateway.listComputes(place, signal)),
    readJobs(options, signal),
  ]);
  const computes = listed.ok ? listed.value : [];
  const [nodes, sizes] = await Promise.all([
    readNodes(options, computes, signal),
    readSizes(options, computes, signal),
  ]);
  const costs = costsOf(computes, sizes.rows);
  const problems = [
    ...(listed.ok ? [] : [snapshotProblem('computes', null, listed.problem)]),
    ...nodes.problems,
    ...jobs.problems,
    ...sizes.problems,
  ];
  const takenAtMs = (listed.ok ? listed.serverTimeMs : undefined) ?? Date.now();
  const shown = format === 'table' ? liveInOrder(jobs.rows) : jobs.rows;
  const snapshot = snapshotOf(place, takenAtMs, listed.ok ? costs : undefined, {
    computes: computes.map((compute, index) => snapshotCompute(compute, costs[index])),
    nodes: nodes.rows,
    jobs: shown.map(snapshotJob),
    problems,
  });
  // People would take an empty table for an empty workspace; programs read the exit code, and `problems`.
  if (listed.ok || format !== 'table') write(printers[format](snapshot, columns));
  for (const line of problemLines(place.workspace, problems)) writeError(`${line}\n`);
  return listed.ok ? 0 : 1;
};

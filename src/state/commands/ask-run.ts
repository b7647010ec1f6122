import type { Run } from '#azure/runs.ts';
import type { Problem } from '#azure/problem.ts';
import { isLive } from '../job-phase.ts';
import type { Attempt, Next } from '../poller.ts';
import { answered, asking, failed } from '../remote.ts';
import { reuseRows } from '../reuse.ts';
import { afterAnswer, afterFailure } from '../rhythm.ts';
import { childKnown, familyOf, freshFamily, type Family } from '../run-family.ts';
import { isParent } from '../run-kinds.ts';
import { routeOf } from '../selectors.ts';
import { updateBoard, type Context } from './context.ts';

/** More children than this are not held. */
const childrenAtMost = 5000;

/** A reading of a list of children, page by page. */
type Reading = { readonly of: string; readonly rows: Run[]; readonly next: string };

const idOf = (run: Run): string => run.name;

/** The rows of before with those of this reading in their places, and after them what is new. */
const merged = (before: readonly Run[], rows: readonly Run[]): readonly Run[] => {
  const fresh = new Map(rows.map((row) => [row.name, row]));
  const known = new Set(before.map(idOf));
  return [...before.map((row) => fresh.get(row.name) ?? row), ...rows.filter((row) => !known.has(row.name))];
};

/**
 * Asks run history about the job whose page is open: for the run itself, of which it alone tells when it began and ended and what went wrong,
 * and for its children, where it may have some. One page of children a time; when the last one is there it begins anew for as long as the job can change.
 */
export const askRun = (context: Context): Attempt => {
  const { store, gateway, clock, jobs } = context;
  let reading: Reading | undefined;

  return async (signal): Promise<Next> => {
    const state = store.getState();
    const { board } = state;
    const route = routeOf(state);
    if (board === undefined || route.screen !== 'job') return 'wait';
    const { name } = route;
    const { place } = board.workspace;
    const change = (to: (family: Family) => Family): void => {
      updateBoard(context, board.generation, (now) => ({
        ...now,
        families: { ...now.families, [name]: to(now.families[name] ?? freshFamily) },
      }));
    };
    const later = (problem: Problem, failures: number): Next =>
      afterFailure('run', problem, failures + 1, context.random());

    const job = jobs.get(name) ?? (board.job.name === name ? board.job.remote.data : undefined);
    let known: { readonly type: string; readonly status: Run['status'] } | undefined = job;
    const begun = reading?.of === name ? reading : undefined;
    let again: Next = 'wait';
    if (begun === undefined) {
      const { run } = familyOf(state, name);
      change((family) => ({ ...family, run: asking(family.run) }));
      const answer = await gateway.getRun(place, name, signal);
      if (signal.aborted) return 'wait';
      if (answer.ok) {
        change((family) => ({ ...family, run: answered(answer.value, clock.now()) }));
        if (job === undefined || job.type === '')
          known = { status: answer.value.status, type: childKnown(state, name)?.type ?? answer.value.type };
        // The two services do not learn of an end at the same moment.
        if (isLive(answer.value.status)) again = afterAnswer('run', false);
      } else {
        change((family) => ({ ...family, run: failed(family.run, answer.problem, clock.now()) }));
        if (job === undefined || !isParent(job.type)) return later(answer.problem, run.failures);
      }
    }
    if (known === undefined) return 'wait';
    const { type, status } = known;
    if (isLive(status)) again = afterAnswer('run', false);
    if (!isParent(type)) return again;

    const { children } = familyOf(store.getState(), name);
    change((family) => ({ ...family, children: asking(family.children) }));
    const page = await gateway.listChildren(place, name, begun?.next, signal);
    if (signal.aborted) return 'wait';
    if (!page.ok) {
      reading = undefined;
      change((family) => ({ ...family, children: failed(family.children, page.problem, clock.now()) }));
      return later(page.problem, children.failures);
    }
    const rows = [...(begun?.rows ?? []), ...page.value.runs];
    const { next } = page.value;
    const goesOn = next !== undefined && rows.length < childrenAtMost;
    reading = goesOn ? { of: name, rows, next } : undefined;
    change((family) => {
      const before = family.children.data ?? [];
      const now = goesOn ? merged(before, rows) : rows;
      return {
        ...family,
        children: answered(reuseRows(family.children.data, now, idOf), clock.now()),
        // While a list that was whole is read again it stays so.
        complete: family.complete || next === undefined,
      };
    });
    return goesOn ? afterAnswer('run', true) : again;
  };
};

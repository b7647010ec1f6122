import type { AppState } from '#state/app-state.ts';
import type { Job } from '#azure/model.ts';
import { fuzzySearch } from '#state/fuzzy.ts';
import type { JobIndex } from '#state/job-index.ts';
import { isLive } from '#state/job-phase.ts';
import { memo } from '#state/memo.ts';
import { routeOf } from '#state/selectors.ts';
import { jobItem, paletteItems, type PaletteItem } from './items.ts';
import { found, rankOf, soughtIn } from './search.ts';

export type PaletteRows = {
  readonly rows: readonly PaletteItem[];
  /** How many jobs are among the rows, and whether there are more of them. */
  readonly jobs: { readonly shown: number; readonly more: boolean };
};

/** Jobs looked at per letter, and shown of them: the bound of what a letter costs, however many jobs there are. */
const jobsSought = 1000;
const jobsShown = 50;

/** Fewer letters than this are in the name of every job. */
const jobLetters = 2;

const words = (text: string): readonly string[] =>
  text
    .trim()
    .replace(/^:/u, '')
    .split(/\s+/u)
    .filter((word) => word !== '');

/** Of those that fit as well: those that can still change first, then the newest. */
const jobsFirst = (a: Job, b: Job): number =>
  Number(isLive(b.status)) - Number(isLive(a.status)) || b.createdAt - a.createdAt;

const jobsNamed = memo(
  (text: string, jobs: JobIndex, _version: number): { rows: readonly PaletteItem[]; more: boolean } => {
    const sought = words(text);
    if (sought.join('').length < jobLetters) return { rows: [], more: false };
    const hits = jobs.find(sought, jobsSought);
    const whole = soughtIn(text);
    const rank = new Map(hits.map((job) => [job, rankOf(jobItem(job), whole)]));
    const best = hits.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0) || jobsFirst(a, b));
    return { rows: best.slice(0, jobsShown).map(jobItem), more: hits.length > jobsShown };
  },
);

/** Jobs that were chosen lately: they are found among all jobs, not in a list of them. */
const chosenJobs = (choices: readonly string[], jobs: JobIndex): readonly PaletteItem[] =>
  choices.flatMap((key) => {
    const job = key.startsWith('job ') ? jobs.get(key.slice('job '.length)) : undefined;
    return job === undefined ? [] : [jobItem(job)];
  });

/** What the palette shows for what is typed into it: what is named so, what begins so, then views, actions, computes, kinds of target and workspaces by likeness, then jobs. */
export const paletteRows = (state: AppState, jobs: JobIndex): PaletteRows => {
  const { overlay, finding, board } = state;
  const text = overlay?.is === 'palette' ? overlay.line.text : '';
  const inWorkspace = board !== undefined && routeOf(state).screen !== 'workspaces';
  const lately = inWorkspace ? chosenJobs(finding.choices, jobs) : [];
  const items = paletteItems(state, jobs);
  const like = found(
    text.trim() === '' ? [...items, ...lately] : items,
    text,
    finding.choices,
    fuzzySearch(),
  );
  const named = inWorkspace ? jobsNamed(text, jobs, jobs.version) : { rows: [], more: false };
  const whole = soughtIn(text);
  const all = [...like, ...named.rows];
  return {
    rows: whole === '' ? all : all.toSorted((a, b) => rankOf(a, whole) - rankOf(b, whole)),
    jobs: { shown: named.rows.length, more: named.more },
  };
};

/** The item under the cursor of the palette. */
export const chosenItem = (state: AppState, jobs: JobIndex): PaletteItem | undefined =>
  state.overlay?.is === 'palette' ? paletteRows(state, jobs).rows[state.overlay.at] : undefined;

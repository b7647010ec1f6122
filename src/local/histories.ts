import { join } from 'node:path';
import { idKey } from '#azure/place.ts';
import { plain } from '#azure/plain.ts';
import { slotMs, type Figures, type History, type Track } from '#state/history.ts';
import { keptSlots, together } from '#state/measured.ts';
import type { Histories } from '#state/histories.ts';
import { createDrawer, drawerPattern } from './drawer.ts';
import { ownFiles } from './own-files.ts';

/** A day of five hundred computes that change with every look. */
const limitBytes = 8 * 1024 * 1024;

type Kept = { readonly workspaceId: string; readonly history: History };

/**
 * Keeps what was measured of each workspace in a file of this user, for a day. Sessions add to what the others have written, and a file is
 * written whole or not at all.
 * @param folder made when first written to, for its owner only
 * @param now wall time in ms
 */
export const createHistories = (folder: string, now: () => number): Histories => {
  const files = ownFiles(join(folder, 'history'), drawerPattern, limitBytes);
  const drawer = createDrawer<Kept>(files, {
    print,
    parse,
    keyOf: ({ workspaceId }) => idKey(workspaceId),
  });
  const load = (workspaceId: string): History => drawer.load(idKey(workspaceId))?.history ?? new Map();
  return {
    load: (workspaceId) => {
      files.removeOlder(keptSlots * slotMs, now());
      return load(workspaceId);
    },
    save: (workspaceId, history) => {
      drawer.put({ workspaceId, history: together(history, load(workspaceId)) });
      // What cannot be written is in memory all the same, and is tried again with the next save.
      drawer.flush();
    },
  };
};

const version = 1;

/** Most figures stay as they are for long: each is written once, with how often it follows itself; null is not known. */
type Runs = (readonly [figure: number | null, times: number])[];

const runsOf = (figures: Figures): Runs => {
  const runs: [number | null, number][] = [];
  for (const figure of figures) {
    const value = figure ?? null;
    const last = runs.at(-1);
    if (last?.[0] === value) last[1] += 1;
    else runs.push([value, 1]);
  }
  return runs;
};

const print = ({ workspaceId, history }: Kept): string =>
  JSON.stringify({
    version,
    workspaceId,
    computes: [...history].map(([id, { first, nodes, queue }]) => ({
      id,
      first,
      nodes: runsOf(nodes),
      queue: runsOf(queue),
    })),
  });

/** @returns undefined for a text that is no history */
const parse = (text: string): Kept | undefined => {
  const { version: written, workspaceId, computes } = fieldsOf(jsonOf(text));
  if (written !== version || typeof workspaceId !== 'string' || !Array.isArray(computes)) return undefined;
  return { workspaceId, history: new Map(computes.flatMap(trackOf)) };
};

const trackOf = (raw: unknown): readonly (readonly [string, Track])[] => {
  const { id, first, ...rows } = fieldsOf(raw);
  const nodes = figuresOf(rows['nodes']);
  const queue = figuresOf(rows['queue']);
  const isWhole =
    typeof id === 'string' && plain(id) === id && isCount(first) && nodes.length === queue.length;
  return isWhole && nodes.length > 0 ? [[id, { first, nodes, queue }]] : [];
};

const figuresOf = (raw: unknown): Figures => {
  const figures: (number | undefined)[] = [];
  for (const run of listOf(raw)) {
    const [figure, times] = listOf(run);
    if (!isCount(times) || figures.length + times > keptSlots) return [];
    for (let time = 0; time < times; time += 1) figures.push(isCount(figure) ? figure : undefined);
  }
  return figures;
};

const listOf = (raw: unknown): readonly unknown[] => (Array.isArray(raw) ? raw : []);

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

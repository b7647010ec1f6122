import type { AppState } from '#state/app-state.ts';
import type { Move } from '#state/commands/navigate.ts';
import { isLive } from '#state/job-phase.ts';
import { logTextOf, type LogText } from '#state/log/log-text.ts';
import type { LogPlace, LogView } from '#state/log/log-view.ts';
import { goToHit, holdLog, toggleLog } from '#state/log/log-steps.ts';
import type { Kit } from './context.ts';
import { hasTime, stepped, windowFrom, type LogLook } from './log-lines.ts';

/** What was drawn last: keys move from there. */
type Drawn = { readonly top: LogPlace; readonly look: LogLook };

const step = (kit: Kit, to: (state: AppState) => AppState): void => {
  kit.workbench.commands.step(to);
};

const drawn = new WeakMap<object, Drawn>();

/** Notes what the log screen has drawn. */
export const noteDrawn = (store: object, what: Drawn): void => {
  drawn.set(store, what);
};

type Scene = { readonly log: LogView; readonly text: LogText } & Drawn;

const sceneOf = ({ workbench: { store } }: Kit): Scene | undefined => {
  const { log } = store.getState().board ?? {};
  const last = drawn.get(store);
  return log === undefined || last === undefined ? undefined : { log, text: logTextOf(store), ...last };
};

/** The row keys: any of them stops the following, but for the one that goes to the end. */
const move = (kit: Kit, by: Move): void => {
  const scene = sceneOf(kit);
  if (scene === undefined) return;
  const { text, top, look, log } = scene;
  if (by === 'last') step(kit, holdLog(undefined));
  else if (by === 'first') step(kit, holdLog({ line: text.first, row: 0 }));
  // Below the newest lines there is nothing to go to.
  else if (by < 0 || log.top !== undefined) step(kit, holdLog(stepped(text, top, by, look)));
};

const follow = (kit: Kit): void => {
  const scene = sceneOf(kit);
  if (scene !== undefined) step(kit, holdLog(scene.log.top === undefined ? scene.top : undefined));
};

/** The next line with what is looked for, below the last one or the top; above it for -1. From an end it goes on at the other. */
const hitFrom = (hits: readonly number[], from: number, by: 1 | -1): number | undefined =>
  by === 1
    ? (hits.find((line) => line > from) ?? hits[0])
    : (hits.findLast((line) => line < from) ?? hits.at(-1));

const goTo = (kit: Kit, { text, look, top }: Scene, hit: number): void => {
  const rows = windowFrom(text, top, look);
  const isShown = rows.some(({ line }) => line === hit);
  const above = stepped(text, { line: hit, row: 0 }, -Math.floor(look.rows / 3), look);
  // What was followed is held from here on: the hit must not scroll away.
  step(kit, goToHit(hit, isShown ? top : above));
};

const find = (kit: Kit, by: 1 | -1, from?: number): void => {
  const scene = sceneOf(kit);
  if (scene === undefined) return;
  const { text, log, top } = scene;
  const hits = text.hits(log.find);
  const hit = hitFrom(hits, from ?? log.hit ?? top.line - (by === 1 ? 1 : 0), by);
  if (hit === undefined) {
    kit.workbench.commands.notice(`no line that is here has "${log.find}" in it`);
    return;
  }
  goTo(kit, scene, hit);
};

/** Goes to the nearest hit from the end when the end was followed, else to the next one below. */
const findFirst = (kit: Kit): void => {
  const scene = sceneOf(kit);
  if (scene === undefined || scene.log.find === '') return;
  if (scene.log.top === undefined) find(kit, -1, scene.text.last);
  else find(kit, 1);
};

const times = (kit: Kit): void => {
  const scene = sceneOf(kit);
  if (scene === undefined) return;
  const { text, top, look } = scene;
  const anyTime = windowFrom(text, top, look).some(({ line }) => hasTime(text.line(line) ?? ''));
  if (anyTime || !scene.log.times) step(kit, toggleLog('times'));
  else kit.workbench.commands.notice('no line here begins with a time');
};

/** Wrapping changes how far rows reach: what is at the top stays there. */
const wrap = (kit: Kit): void => {
  const scene = sceneOf(kit);
  step(kit, toggleLog('wrap'));
  if (scene?.log.top !== undefined) step(kit, holdLog({ line: scene.top.line, row: 0 }));
};

/** Whether the run of the log can still write lines. */
export const writes = ({ detail, over }: LogView): boolean =>
  !over && (detail.data === undefined || isLive(detail.data.status));

export { find, findFirst, follow, move, times, wrap };

import type { EventTone, WorkEvent } from '#state/events/work-event.ts';
import { shortNode } from '#state/short-node.ts';
import type { GlyphId } from './glyphs.ts';
import type { Look } from './state-looks.ts';
import { elapsed } from './words.ts';

const glyphs: Readonly<Record<EventTone, GlyphId>> = {
  neutral: 'idle',
  works: 'ok',
  changing: 'changing',
  needsPerson: 'failed',
  takenAway: 'takenAway',
};

export const eventLook = ({ tone }: Pick<WorkEvent, 'tone'>): Look => ({ tone, glyph: glyphs[tone] });

/** An event in one line: `gpu-a100 4 -> 6 nodes asked`, `you: gpu-a100 max nodes 4 -> 8, took 31s`, `37 nodes: idle -> running`. */
export const eventWords = ({ kind, name, change, who, count, ours }: WorkEvent): string => {
  const by = who === '' ? '' : `${who}: `;
  const what = count > 1 ? `${count} ${kind}s:` : kind === 'node' ? shortNode(name) : name;
  const took = ours?.tookMs === undefined ? '' : `, took ${elapsed(ours.tookMs)}`;
  return `${by}${what} ${change}${took}`;
};

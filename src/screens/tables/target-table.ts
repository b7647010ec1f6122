import { hasForm } from '#azure/targets/index.ts';
import { partsOf } from '#azure/targets/parts.ts';
import type { Target, Uses } from '#azure/targets/target.ts';
import type { ColumnSpec } from '../columns.ts';
import type { Look } from '../state-looks.ts';
import type { Cell, Cells } from '../table.ts';

export const targetColumns: readonly ColumnSpec[] = [
  { id: 'name', title: 'TARGET TYPES', min: 21, max: 26, grow: 1 },
  { id: 'verb', title: 'HERE', min: 7 },
  { id: 'standing', title: 'STANDING', min: 8 },
  { id: 'training', title: 'TRAIN', min: 6, drop: 0 },
  { id: 'automl', title: 'AUTOML', min: 6, drop: 3 },
  { id: 'pipelines', title: 'PIPE', min: 4, drop: 3 },
  { id: 'designer', title: 'DESIGN', min: 6, drop: 2 },
  { id: 'batch', title: 'BATCH', min: 5, drop: 1 },
  { id: 'realTime', title: 'REAL-TIME', min: 10, max: 14, grow: 1, drop: 1 },
];

const verbs: Readonly<Record<Target['verb'], string>> = {
  create: 'create',
  attach: 'attach',
  guide: 'nothing',
};
const use = (value: boolean | string): string => (typeof value === 'string' ? value : value ? 'yes' : '-');

const standingTones = {
  current: 'works',
  preview: 'changing',
  legacy: 'neutral',
  retired: 'needsPerson',
} as const;

/** A type that has a form has the mark of what works, unless the service behind it has ended. */
export const targetLook = (target: Target): Look =>
  hasForm(target) && target.standing !== 'retired'
    ? { tone: 'works', glyph: 'ok' }
    : { tone: 'neutral', glyph: 'idle' };

export const targetCells = (target: Target): Cells => {
  const { words } = partsOf(target.id);
  const cell = (of: keyof Uses): Cell => ({ text: words === undefined ? '' : use(words.uses[of]) });
  return {
    name: { text: target.title },
    verb: { text: verbs[target.verb] },
    standing: { text: target.standing, tone: standingTones[target.standing] },
    training: cell('training'),
    automl: cell('automl'),
    pipelines: cell('pipelines'),
    designer: cell('designer'),
    batch: cell('batch'),
    realTime: cell('realTime'),
  };
};

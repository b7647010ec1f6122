import type { WasteRow } from '#state/money/money-rows.ts';
import type { ColumnSpec } from '../columns.ts';
import { forHowLong, moneyFigure } from '../figures.ts';
import type { Look } from '../state-looks.ts';
import type { Cells } from '../table.ts';
import { age } from '../words.ts';

export const wasteColumns: readonly ColumnSpec[] = [
  { id: 'name', title: 'WASTE', min: 14, max: 32, grow: 2 },
  { id: 'what', title: 'WHAT', min: 25, max: 50, grow: 3 },
  { id: 'since', title: 'FOR', min: 7, align: 'right' },
  { id: 'wasted', title: '$/H', min: 7, align: 'right' },
  { id: 'mend', title: 'ENTER DOES', min: 16, max: 30, grow: 1 },
];

const nodes = (n: number): string => `${n} ${n === 1 ? 'node' : 'nodes'}`;

/** What is wrong, in a few words. */
export const whatWords = (row: WasteRow, now: number | undefined): string => {
  switch (row.kind) {
    case 'idle':
      return `${nodes(row.nodes)} idle, no job waits`;
    case 'kept': {
      const job =
        row.lastJobAt === undefined || row.lastJobAt === 0 || now === undefined
          ? 'no job known'
          : `no job ${age(now - row.lastJobAt)}`;
      return `min keeps ${row.nodes}, ${job}`;
    }
    case 'unusable':
      return `${nodes(row.nodes)} unusable, billed`;
    case 'running':
      return 'runs without a job';
    case 'broken':
      return 'broken, billed';
    case 'stopped':
      return row.vCpus === undefined ? 'stopped, holds quota' : `stopped, holds ${row.vCpus} vCPUs`;
  }
};

/** What Enter opens. Nothing is sent by it. */
export const mendWords = ({ mend, compute: { detail } }: WasteRow): string => {
  switch (mend.by) {
    case 'scale':
      if (mend.idleSeconds !== undefined) return `idle ${mend.idleSeconds}s ..`;
      return detail.is === 'cluster' && detail.minNodes === 0 ? 'scale ..' : 'scale to min 0 ..';
    case 'recycle':
      return 'recycle nodes ..';
    case 'stop':
      return 'stop it ..';
    case 'delete':
      return 'delete it ..';
  }
};

const looks: Readonly<Record<WasteRow['kind'], Look>> = {
  idle: { tone: 'neutral', glyph: 'idle' },
  kept: { tone: 'neutral', glyph: 'idle' },
  unusable: { tone: 'needsPerson', glyph: 'failed' },
  running: { tone: 'works', glyph: 'running' },
  broken: { tone: 'needsPerson', glyph: 'failed' },
  stopped: { tone: 'neutral', glyph: 'stopped' },
};

export const wasteLook = ({ kind }: WasteRow): Look => looks[kind];

const sinceWords = ({ since }: WasteRow, now: number | undefined): string =>
  since === undefined ? '-' : forHowLong({ ...since, word: '' }, now);

/** @param now the service's clock, ms */
export const wasteCells =
  (now: number | undefined) =>
  (row: WasteRow): Cells => ({
    name: { text: row.compute.name },
    what: {
      text: whatWords(row, now),
      tone: looks[row.kind].tone === 'needsPerson' ? 'needsPerson' : 'neutral',
    },
    since: { text: sinceWords(row, now) },
    wasted: { text: moneyFigure(row.perHour) },
    mend: { text: mendWords(row), tone: 'secondary' },
  });

import type { Compute, VmSize } from '#azure/model.ts';
import { computeState, isFaulty, moneyOf, type ComputeState } from '#state/compute-state.ts';
import type { ColumnSpec } from '../columns.ts';
import { stateLooks, type Look } from '../state-looks.ts';
import type { Cells } from '../table.ts';
import { moneyFigure, shortSize } from '../figures.ts';

/** How the state of a compute is drawn. */
export const lookOf = (state: ComputeState): Look => {
  switch (state.from) {
    case 'provisioning':
      return stateLooks.provisioning[state.word.is];
    case 'allocation':
      return stateLooks.allocation[state.word.is];
    case 'instance':
      return stateLooks.instance[state.word.is];
  }
};

/** How a compute is drawn: what needs a person stands out, also while its state sounds well. */
export const computeLook = (compute: Compute): Look =>
  isFaulty(compute) ? { tone: 'needsPerson', glyph: 'failed' } : lookOf(computeState(compute));

/** The state in the word that the user reads: "ok" for an entry that is simply there. */
export const stateWord = (compute: Compute): string => {
  const state = computeState(compute);
  if (state.from === 'provisioning' && state.word.is === 'Succeeded') return 'ok';
  if (state.from === 'allocation') return state.word.text.toLowerCase();
  return state.word.text === '' ? 'Unknown' : state.word.text;
};

/** Columns of the computes; the narrow board leaves out what matters least. */
export const computeColumns: readonly ColumnSpec[] = [
  { id: 'name', title: 'COMPUTES', min: 14, max: 32, grow: 3 },
  { id: 'state', title: 'STATE', min: 9, max: 12, grow: 1 },
  { id: 'nodes', title: 'NODES', min: 6, align: 'right' },
  { id: 'size', title: 'SIZE', min: 12, max: 22, grow: 2, drop: 2 },
  { id: 'type', title: 'TYPE', min: 10, max: 18, grow: 1, drop: 1 },
  { id: 'money', title: '$/H', min: 7, align: 'right', drop: 3 },
];

/** Nodes now of those asked for at the most: `4/8`. */
export const nodesOf = ({ detail }: Compute): string => {
  switch (detail.is) {
    case 'cluster':
      return `${detail.currentNodes}/${detail.maxNodes}`;
    case 'instance':
      return detail.state.is === 'Stopped' ? '-' : '1';
    case 'other':
      return '-';
  }
};

export const computeCells =
  (sizes: ReadonlyMap<string, VmSize> | undefined) =>
  (compute: Compute): Cells => {
    const { now } = moneyOf(compute, sizes);
    const size = compute.detail.is === 'other' ? undefined : sizes?.get(compute.detail.vmSize.toLowerCase());
    return {
      name: { text: compute.name },
      // A cluster may be steady because it cannot grow.
      state: {
        text: isFaulty(compute) ? `${stateWord(compute)} !` : stateWord(compute),
        tone: computeLook(compute).tone,
      },
      nodes: { text: nodesOf(compute) },
      size: { text: compute.detail.is === 'other' ? '-' : shortSize(size?.name ?? compute.detail.vmSize) },
      type: { text: compute.type.text, tone: 'secondary' },
      money: { text: compute.attached ? '-' : moneyFigure(now) },
    };
  };

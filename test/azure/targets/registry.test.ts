import { describe, expect, test } from 'vitest';
import { computeTypes, computeTypeWord } from '#azure/model.ts';
import { targetForms } from '#azure/targets/forms.ts';
import { hasForm, removalOf, targets } from '#azure/targets/index.ts';
import { partsOf } from '#azure/targets/parts.ts';
import type { TargetId, Uses } from '#azure/targets/target.ts';

type Row = readonly [
  TargetId,
  'create' | 'attach' | 'guide',
  'current' | 'preview' | 'legacy' | 'retired',
  Uses['training'],
  Uses['automl'],
  pipelines: boolean,
  designer: boolean,
  batch: boolean,
  Uses['realTime'],
];

/** What Microsoft's documents say of each, in the order of the list. */
const matrix: readonly Row[] = [
  ['AmlCompute', 'create', 'current', true, true, true, true, true, false],
  ['ComputeInstance', 'create', 'current', true, 'SDK', true, false, false, 'tests'],
  ['AKS', 'attach', 'legacy', false, false, false, false, false, true],
  ['Kubernetes', 'attach', 'current', true, false, false, false, true, true],
  ['VirtualMachine', 'attach', 'preview', true, true, true, false, false, false],
  ['HDInsight', 'attach', 'legacy', 'Spark', false, true, false, false, false],
  ['Batch', 'attach', 'legacy', false, false, true, false, false, false],
  ['Databricks', 'attach', 'legacy', 'AutoML', 'SDK local mode', true, false, false, false],
  ['DataLakeAnalytics', 'attach', 'retired', false, false, true, false, false, false],
  ['SynapseSpark', 'attach', 'current', 'Spark', false, true, false, false, false],
  ['DataFactory', 'attach', 'legacy', false, false, true, false, false, false],
  ['local', 'guide', 'current', true, true, false, false, false, 'tests'],
  ['ContainerInstances', 'guide', 'legacy', false, false, false, false, false, 'tests'],
  ['Functions', 'guide', 'preview', false, false, false, false, false, 'image only'],
  ['IoTEdge', 'guide', 'preview', false, false, false, false, false, 'image only'],
];

describe('the kinds of compute target', () => {
  test('are fifteen, each with what it is for and how it stands today', () => {
    const rows = targets.map(({ id, verb, standing }) => {
      const { uses } = partsOf(id).words ?? {};
      return [
        id,
        verb,
        standing,
        uses?.training,
        uses?.automl,
        uses?.pipelines,
        uses?.designer,
        uses?.batch,
        uses?.realTime,
      ];
    });
    expect(rows).toEqual(matrix);
  });

  test('hold every type of the REST API', () => {
    expect(targets.map(({ id }) => id)).toEqual(expect.arrayContaining([...computeTypes]));
  });

  test('say why when they are not simply current', () => {
    const silent = targets.filter(
      ({ id, standing }) => standing !== 'current' && partsOf(id).words?.standingNote === undefined,
    );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  test('with a form say what can be changed later, and those that are created how long it takes', () => {
    const open = targets.filter(hasForm);
    expect(open.map(({ id }) => id).toSorted()).toEqual(Object.keys(targetForms).toSorted());
    for (const { id } of open) expect(partsOf(id).words?.changeableLater).toMatch(/\.$/u);
    for (const { id } of open.filter(({ verb }) => verb === 'create'))
      expect(partsOf(id).words?.typicalDuration).toBeTruthy();
  });
});

describe('how an entry leaves the workspace', () => {
  test.each([
    ['AmlCompute', false, 'Delete'],
    ['ComputeInstance', false, 'Delete'],
    ['VirtualMachine', true, 'Detach'],
    ['AKS', true, 'Detach'],
    ['AmlCompute', true, 'Detach'],
    ['Nonsense', false, 'Detach'],
  ] as const)('%s, attached %s: %s', (type, attached, action) => {
    expect(removalOf({ type: computeTypeWord(type), attached })).toBe(action);
  });
});

import { describe, expect, it } from 'vitest';
import { lineOf } from '#state/line-edit.ts';
import type { ListId } from '#state/lists.ts';
import {
  checkedForm,
  findCompute,
  formFacts,
  openTargetForm,
  selectedCompute,
  sizesByName,
  visible,
  visibleFields,
} from '#state/selectors.ts';
import { openBoard, openWorkbench } from '#test/support/workbench.ts';

const lists: readonly ListId[] = [
  'workspaces',
  'computes',
  'nodes',
  'queue',
  'targets',
  'sizes',
  'resources',
  'operations',
];

const openForm = async () => {
  const open = openWorkbench({ speed: 0 });
  await openBoard(open);
  open.workbench.acquire('workspaces');
  await open.run(1000);
  open.workbench.commands.openForm('AmlCompute');
  open.workbench.commands.setLine('name', lineOf('train-1'));
  return open;
};

describe('what is read of the state', () => {
  it('is the same object as long as nothing that it is made of changes', async () => {
    const { workbench } = await openForm();
    const read = () => {
      const state = workbench.store.getState();
      return [
        ...lists.map((list) => visible[list](state, workbench.jobs).rows),
        selectedCompute(state),
        sizesByName(state),
        formFacts(state),
        openTargetForm(state),
        visibleFields(state),
        checkedForm(state),
      ];
    };
    const before = read();
    expect(before.every((each) => each !== undefined)).toBe(true);
    workbench.commands.notice('something else');
    workbench.commands.clearNotice();
    workbench.store.setState({ serverTimeMs: 1 });
    const after = read();
    before.forEach((each, index) => {
      expect(after[index]).toBe(each);
    });
  });

  it('is another one when what it is made of has changed', async () => {
    const { workbench } = await openForm();
    const read = () => {
      const state = workbench.store.getState();
      return [
        visible.computes(state, workbench.jobs).rows,
        checkedForm(state),
        visibleFields(state),
      ] as const;
    };
    const before = read();
    workbench.commands.setLine('name', lineOf('train-2'));
    workbench.commands.setLine('ssh', lineOf('password'));
    workbench.store.setState(({ lists: now }) => ({
      lists: { ...now, computes: { ...now.computes, filter: 'gpu' } },
    }));
    const after = read();
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]?.fields).toHaveProperty('password');
    expect(after[2].map(({ name }) => name)).toContain('password');
  });

  it('finds a compute by its id in any case', async () => {
    const { workbench } = await openForm();
    const state = workbench.store.getState();
    const compute = selectedCompute(state);
    expect(compute).toBeDefined();
    expect(findCompute(state, `${compute?.id.toUpperCase() ?? ''}/`)).toBe(compute);
  });

  it('of the sizes offers only those that the form can use', async () => {
    const { workbench } = await openForm();
    const { commands, store, jobs } = workbench;
    const offered = (): readonly string[] =>
      visible.sizes(store.getState(), jobs).rows.map(({ name }) => name);
    commands.focus(1);
    expect(offered()).toContain('Standard_M64ms');
    commands.back();
    commands.openForm('ComputeInstance');
    commands.focus(1);
    expect(offered()).not.toContain('Standard_M64ms');
    expect(offered()).toContain('Standard_DS3_v2');
  });
});

import { describe, expect, it, vi } from 'vitest';
import { openTargetForm, routeOf } from '#state/selectors.ts';
import { targetForms } from '#state/target-forms.ts';
import { createWorkbench } from '#state/workbench.ts';
import { simulatedGateway } from '#test/support/gateway.ts';

describe('a form that is opened in the first moments of the program', () => {
  it('is there as soon as the forms are loaded, without another key', async () => {
    const { gateway, place } = simulatedGateway({ speed: 0 });
    const { store, commands, close } = createWorkbench({ gateway, about: { mode: 'demo', readOnly: false } });
    const answer = await gateway.getWorkspace(place, new AbortController().signal);
    if (!answer.ok) throw new Error(answer.problem.kind);
    commands.openWorkspace(answer.value);
    expect(targetForms()).toBeUndefined();
    commands.openForm('AmlCompute');
    // Nothing half-made is shown meanwhile.
    expect(routeOf(store.getState()).screen).toBe('board');
    await vi.waitUntil(() => routeOf(store.getState()).screen === 'form');
    expect(openTargetForm(store.getState())?.fields.map(({ name }) => name)).toContain('max');
    close();
  });
});

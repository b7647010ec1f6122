import { describe, expect, it } from 'vitest';
import { hasForm, targets } from '#azure/targets/index.ts';
import { lineOf } from '#state/line-edit.ts';
import { openTargetForm } from '#state/selectors.ts';
import { typedSecrets } from '#state/typed-secrets.ts';
import { beginAtBoard, openSessions } from './sessions.ts';

const forms = targets.filter(hasForm).map(({ id }) => id);

describe(`what is kept of a form (${forms.length} forms)`, () => {
  it.each(forms)('of %s is never a secret', async (id) => {
    const sessions = openSessions({ speed: 0 });
    const workbench = await beginAtBoard(sessions);
    const { commands, store } = workbench;
    commands.openForm(id);
    const fields = openTargetForm(store.getState())?.fields ?? [];
    const secret = fields.filter(({ kind }) => kind.is === 'secret').map(({ name }) => name);
    // Also those that are hidden now: they may have been typed before something else was chosen.
    for (const name of ['name', ...secret]) commands.setLine(name, lineOf(`typed-${name}`));
    commands.keepForm();
    for (const name of secret) expect(typedSecrets(store.getState())).toContain(`typed-${name}`);
    const texts = sessions.keeper.saved.at(-1)?.texts ?? {};
    expect(texts['name']).toBe('typed-name');
    expect(Object.keys(texts).toSorted()).toEqual(
      fields
        .map(({ name }) => name)
        .filter((name) => !secret.includes(name))
        .toSorted(),
    );
    workbench.close();
  });
});

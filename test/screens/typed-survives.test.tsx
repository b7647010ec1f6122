import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { hasForm, targets } from '#azure/targets/index.ts';
import type { TargetId } from '#azure/targets/target.ts';
import { createKeeper } from '#local/keeper.ts';
import { lineOf } from '#state/line-edit.ts';
import { focusedField, openForm, openTargetForm } from '#state/selectors.ts';
import { fakeSignIn, type FakeSignIn } from '#test/support/fake-sign-in.ts';
import { openBoardScreen, type OpenShell } from '#test/support/shell.tsx';

const root = mkdtempSync(join(tmpdir(), 'aml-workbench-typed-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

/** Long enough for every source to have failed several times. */
const awhileMs = 5 * 60_000;
const [half, other] = ['half-typed', '-and-more'] as const;
const secretText = 'Hush-planted-9';

/** The link to the service. */
type Link = { broken: boolean };

type Bench = { readonly shell: OpenShell; readonly link: Link; readonly fake: FakeSignIn };

const open = async (folder: string): Promise<Bench> => {
  const link = { broken: false };
  const fake = fakeSignIn();
  const shell = await openBoardScreen({
    columns: 120,
    rows: 40,
    besides: { signIn: fake.signIn, keeper: createKeeper(folder, Date.now) },
    instead: () => (link.broken ? Promise.reject(new Error('The connection was reset.')) : undefined),
  });
  return { shell, link, fake };
};

const textsOf = ({ workbench }: OpenShell): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(openForm(workbench.store.getState())?.lines ?? {}).map(([name, { text }]) => [name, text]),
  );

/** What befalls the program while a form is half filled. */
const events: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  'the link is lost for a while': async ({ shell, link }) => {
    link.broken = true;
    await shell.run(awhileMs);
    expect(shell.text()).toContain('failing since');
    await shell.type(other);
    link.broken = false;
    await shell.run(awhileMs);
  },
  'the sign-in ends, and somebody signs in later': async ({ shell, fake }) => {
    fake.lose();
    await shell.run(awhileMs);
    expect(shell.text()).toContain('signed out since');
    await shell.type(other);
    fake.know();
    await shell.run(1000);
  },
};

/** How the program may end meanwhile; how processes end is tried in a real terminal. */
const ends: Readonly<Record<string, (bench: Bench) => Promise<void>>> = {
  'the link is lost and the program ends': async ({ shell, link }) => {
    link.broken = true;
    await shell.run(awhileMs);
    await shell.type(other);
  },
  'the sign-in ends and so does the program': async ({ shell, fake }) => {
    fake.lose();
    await shell.run(awhileMs);
    await shell.type(other);
  },
  'the form was left and the program ends': async ({ shell }) => {
    await shell.type(other);
    await shell.press('\u001b[27u', '\u001b[27u');
  },
};

const everyFile = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => readFileSync(join(each.parentPath, each.name), 'utf8'))
    .join('\n');

const forms: readonly TargetId[] = targets.filter(hasForm).map(({ id }) => id);

/** The form with half a name typed key by key, and something in every secret field. */
const fill = async ({ shell }: Bench, target: TargetId): Promise<readonly string[]> => {
  const { commands, store } = shell.workbench;
  commands.openForm(target);
  await shell.settle();
  const secret =
    openTargetForm(store.getState())
      ?.fields.filter(({ kind }) => kind.is === 'secret')
      .map(({ name }) => name) ?? [];
  for (const name of secret) commands.setLine(name, lineOf(secretText));
  // The name is the first field of most forms, not of all.
  for (let tabs = 0; tabs < 8 && focusedField(store.getState())?.name !== 'name'; tabs += 1)
    await shell.press('tab');
  await shell.press('ctrl-u');
  await shell.type(half);
  return secret;
};

describe(`what was typed is still there (${forms.length} forms x ${Object.keys(events).length} events and ${Object.keys(ends).length} ends)`, () => {
  describe.each(Object.entries(events))('after %s', (_, befall) => {
    it.each(forms)('in the form of %s, secrets too', async (target) => {
      const folder = mkdtempSync(join(root, 'state-'));
      const bench = await open(folder);
      const { shell } = bench;
      const secret = await fill(bench, target);
      const before = textsOf(shell);
      expect(before['name']).toBe(half);
      await befall(bench);
      expect(textsOf(shell)).toEqual({ ...before, name: half + other });
      for (const name of secret) expect(textsOf(shell)[name]).toBe(secretText);
      expect(shell.text()).toContain(half + other);
      shell.workbench.close();
    });
  });

  describe.each(Object.entries(ends))('when %s', (_, befall) => {
    it.each(forms)('in the form of %s, but for its secrets, which are in no file', async (target) => {
      const folder = mkdtempSync(join(root, 'state-'));
      const first = await open(folder);
      const secret = await fill(first, target);
      await befall(first);
      first.shell.workbench.close();
      expect(everyFile(folder)).toContain(half + other);
      expect(everyFile(folder)).not.toContain(secretText);
      const { shell } = await open(folder);
      shell.workbench.commands.openForm(target);
      await shell.settle();
      expect(textsOf(shell)['name']).toBe(half + other);
      for (const name of secret) expect([name, textsOf(shell)[name]]).toEqual([name, '']);
      expect(shell.text()).toContain(half + other);
      shell.workbench.close();
    });
  });
});

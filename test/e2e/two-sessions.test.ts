import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStandAlone, type StandAlone } from './support/stand-alone.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

let folder = '';
let azure: StandAlone | undefined;
const opened: Terminal[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aml-workbench-both-'));
  mkdirSync(join(folder, 'home'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((terminal) => terminal.close()));
  await azure?.close();
  azure = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** Another session of the same user on the same host. */
const session = async (there: StandAlone): Promise<Terminal> => {
  const terminal = openTerminal({
    args: [...there.cloudArgs, ...there.placeArgs],
    env: {
      ...there.env,
      XDG_STATE_HOME: join(folder, 'state'),
      XDG_CONFIG_HOME: join(folder, 'config'),
      XDG_CACHE_HOME: join(folder, 'cache'),
    },
  });
  opened.push(terminal);
  await terminal.waitFor(/1 COMPUTES 1\d/u);
  return terminal;
};

/** Two sessions at once. */
const both = async (speed: string) => {
  azure = await openStandAlone('--speed', speed);
  const a = await session(azure);
  const b = await session(azure);
  return { azure, a, b };
};

const files = (kind: string): readonly string[] => {
  const place = join(folder, 'state/aml-workbench', kind);
  return readdirSync(place).map((name) => readFileSync(join(place, name), 'utf8'));
};
const journal = (): readonly string[] =>
  files('journal')
    .map((text) => /"name":"(?<name>[^"]+)"/u.exec(text)?.groups?.['name'] ?? text)
    .toSorted();
const audited = (): readonly Readonly<Record<string, unknown>>[] =>
  readFileSync(join(folder, 'state/aml-workbench/audit.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a line of JSON each
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

/** Begins to delete the compute of that name. */
const remove = async (terminal: Terminal, name: string): Promise<void> => {
  terminal.press('1', '/');
  await terminal.waitFor(/\/ .*\n/u);
  terminal.type(name);
  await terminal.waitFor(/1 of \d+/u);
  terminal.press('enter', 'D');
  await terminal.waitFor('Type the name to confirm');
  terminal.type(name);
  await terminal.waitFor('[ Delete ]');
  terminal.press('enter');
  await terminal.waitFor(new RegExp(`Deleting ${name}|${name} is deleted`, 'u'));
};

const typeIntoForm = async (terminal: Terminal, name: string): Promise<void> => {
  terminal.press('c');
  await terminal.waitFor('TARGET TYPES');
  terminal.press('enter');
  await terminal.waitFor('Max nodes');
  terminal.press('ctrl-u');
  terminal.type(name);
  await terminal.waitFor(name);
};

const quit = async (terminal: Terminal): Promise<void> => {
  terminal.press('ctrl-c', 'ctrl-c');
  expect(await terminal.exit).toEqual({ code: 0, signal: 0 });
};

type Case = {
  /** How many seconds of the world pass in one: at 1 what is begun goes on, at 60 it ends. */
  readonly speed: string;
  readonly happens: (there: Awaited<ReturnType<typeof both>>) => Promise<void>;
};

const cases: Readonly<Record<string, Case>> = {
  'the recent workspace is there once, whole, and both leave it': {
    speed: '1',
    happens: async ({ a, b }) => {
      await quit(a);
      await quit(b);
      expect(files('recents').map((text) => (JSON.parse(text) as { workspace: string }).workspace)).toEqual([
        'mlw-demo',
      ]);
    },
  },
  'what each has begun is in the journal, and neither takes the other’s out of it': {
    speed: '1',
    happens: async ({ a, b }) => {
      await remove(a, 'cpu-batch');
      await remove(b, 'cpu-etl');
      expect(journal()).toEqual(['cpu-batch', 'cpu-etl']);
      await quit(a);
      expect(journal()).toEqual(['cpu-batch', 'cpu-etl']);
      await quit(b);
      expect(journal()).toEqual(['cpu-batch', 'cpu-etl']);
    },
  },
  'a session that begins later sees what both have under way': {
    speed: '1',
    happens: async ({ azure: there, a, b }) => {
      await remove(a, 'cpu-batch');
      await remove(b, 'cpu-etl');
      const third = await session(there);
      third.press('t');
      await third.waitFor((screen) => /cpu-batch +delete/u.test(screen) && /cpu-etl +delete/u.test(screen));
    },
  },
  'each sees in its board what the other has done': {
    speed: '60',
    happens: async ({ a, b }) => {
      await remove(a, 'cpu-batch');
      await a.waitFor('cpu-batch is deleted', 30_000);
      b.press('r');
      await b.waitFor(
        (screen) => screen.includes('1 COMPUTES 16') && !/^.. cpu-batch /mu.test(screen),
        30_000,
      );
    },
  },
  'what has ended is out of the journal of all, the end noted by whoever saw it': {
    speed: '60',
    happens: async ({ a, b }) => {
      await remove(a, 'cpu-batch');
      await remove(b, 'cpu-etl');
      await a.waitFor('cpu-batch is deleted', 30_000);
      await b.waitFor('cpu-etl is deleted', 30_000);
      expect(journal()).toEqual([]);
    },
  },
  'every write of both is in the audit, in whole lines': {
    speed: '60',
    happens: async ({ azure: there, a, b }) => {
      await Promise.all([remove(a, 'cpu-batch'), remove(b, 'cpu-etl')]);
      await a.waitFor('cpu-batch is deleted', 30_000);
      await b.waitFor('cpu-etl is deleted', 30_000);
      const sent = there.log().filter(({ method }) => method === 'DELETE');
      const lines = audited().filter(({ method }) => method === 'DELETE');
      expect(sent).toHaveLength(2);
      for (const name of ['cpu-batch', 'cpu-etl'])
        expect(
          lines
            .filter(({ resourceId }) => String(resourceId).endsWith(`/${name}`))
            .map(({ outcome }) => typeof outcome),
        ).toEqual(['string', 'number']);
    },
  },
  'of the same form what was left last is kept, and the other is not mixed into it': {
    speed: '1',
    happens: async ({ a, b }) => {
      await typeIntoForm(a, 'typed-in-a');
      await typeIntoForm(b, 'typed-in-b');
      await quit(b);
      expect(files('forms').map((text) => /typed-in-\w/u.exec(text)?.[0])).toEqual(['typed-in-b']);
      await quit(a);
      expect(files('forms').map((text) => /typed-in-\w/u.exec(text)?.[0])).toEqual(['typed-in-a']);
    },
  },
  'one that is killed takes nothing of the other along, and what it began is picked up': {
    speed: '1',
    happens: async ({ azure: there, a, b }) => {
      await remove(a, 'cpu-batch');
      await typeIntoForm(b, 'typed-in-b');
      a.kill('SIGKILL');
      await a.exit;
      await quit(b);
      expect(files('forms').join('')).toContain('typed-in-b');
      expect(journal()).toEqual(['cpu-batch']);
      const third = await session(there);
      third.press('t');
      await third.waitFor(/cpu-batch +delete/u);
    },
  },
};

describe(`two sessions at once on one host (${Object.keys(cases).length} cases)`, () => {
  test.each(Object.entries(cases))(
    '%s',
    async (_what, { speed, happens }) => {
      await happens(await both(speed));
      // Nothing half-written is left behind by anybody.
      expect(
        readdirSync(join(folder, 'state/aml-workbench/recents')).filter((name) => name.startsWith('.')),
      ).toEqual([]);
    },
    90_000,
  );
});

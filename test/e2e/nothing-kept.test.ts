import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStandAlone, type StandAlone } from './support/stand-alone.ts';
import { openTerminal, program, type Terminal } from './support/terminal.ts';

const plant = join(import.meta.dirname, 'support/plant-disk.ts');

/** What a place does to the program: variables of its own, and what is run before it. */
type Place = {
  readonly env?: (folder: string) => Readonly<Record<string, string>>;
  /** What a shell of its own does first, as root and with file systems that nobody else sees. */
  readonly mounts?: string;
  /** Why something cannot be kept, as the user is told; absent where everything that matters can be. */
  readonly says?: string;
};

const planted =
  (code: string) =>
  (folder: string): Readonly<Record<string, string>> => ({
    NODE_OPTIONS: `--import=${plant}`,
    PLANTED_DISK: code,
    PLANTED_DISK_AT: folder,
  });

const aFile = (folder: string): string => {
  const path = join(folder, 'file');
  writeFileSync(path, 'precious');
  return path;
};

const places: Readonly<Record<string, Place>> = {
  'a full disk': { env: planted('ENOSPC'), says: 'the disk is full' },
  'a share of the disk that is used up': {
    env: planted('EDQUOT'),
    says: 'your share of the disk is used up',
  },
  'a home that may not be written': { env: planted('EACCES'), says: 'you may not write there' },
  'a file system that is read-only': { env: planted('EROFS'), says: 'the file system is read-only' },
  'a real file system without room': {
    mounts:
      'mount -t tmpfs -o size=32k full "$PLACE" && { dd if=/dev/zero of="$PLACE/fill" bs=4096 2>/dev/null || :; }',
    says: 'the disk is full',
  },
  'a real file system that is read-only': {
    mounts: 'mount -t tmpfs -o ro none "$PLACE"',
    says: 'the file system is read-only',
  },
  'XDG_STATE_HOME that is a file': {
    env: (folder) => ({ XDG_STATE_HOME: aFile(folder) }),
    says: 'there is something else in place of a folder',
  },
  'XDG_CONFIG_HOME that is a file': { env: (folder) => ({ XDG_CONFIG_HOME: aFile(folder) }) },
  'XDG_CACHE_HOME that is a file': { env: (folder) => ({ XDG_CACHE_HOME: aFile(folder) }) },
  'all of XDG_* one file': {
    env: (folder) => {
      const path = aFile(folder);
      return {
        XDG_STATE_HOME: path,
        XDG_CONFIG_HOME: path,
        XDG_CACHE_HOME: path,
        XDG_DATA_HOME: path,
        XDG_RUNTIME_DIR: path,
      };
    },
    says: 'there is something else in place of a folder',
  },
};

/** Where nobody may mount anything, those places count as skipped. */
const mayMount = spawnSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;

let folder = '';
let azure: StandAlone | undefined;
let open: Terminal | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aml-workbench-place-'));
});
afterEach(async () => {
  await open?.close();
  await azure?.close();
  [open, azure] = [undefined, undefined];
  rmSync(folder, { recursive: true, force: true });
});

const start = async ({ env, mounts }: Place): Promise<Terminal> => {
  azure = await openStandAlone('--speed', '60');
  const place = join(folder, 'place');
  mkdirSync(place);
  const command = [process.execPath, program, ...azure.cloudArgs, ...azure.placeArgs].join(' ');
  const line = `${command}; echo "left with $?"`;
  open = openTerminal({
    ...(mounts === undefined
      ? { command: 'sh', args: ['-c', `${line}; sleep 600`] }
      : { command: 'unshare', args: ['-m', 'sh', '-c', `${mounts}; ${line}; sleep 600`] }),
    env: {
      ...azure.env,
      HOME: place,
      PLACE: place,
      XDG_STATE_HOME: join(place, 'state'),
      XDG_CONFIG_HOME: join(place, 'config'),
      XDG_CACHE_HOME: join(place, 'cache'),
      ...env?.(place),
    },
  });
  return open;
};

const inOnePiece = (screen: readonly string[]): string =>
  screen
    .map((row) => row.trim())
    .join(' ')
    .replaceAll(/\s+/gu, ' ');

describe(`where nothing can be kept (${Object.keys(places).length} places)`, () => {
  for (const [name, place] of Object.entries(places))
    test.skipIf(place.mounts !== undefined && !mayMount)(
      `${name}: it starts, works, sends a write, says what it cannot keep, and exits 0`,
      async () => {
        const terminal = await start(place);
        await terminal.waitFor('1 COMPUTES 17');
        terminal.press('c');
        await terminal.waitFor('TARGET TYPES');
        terminal.press('enter');
        await terminal.waitFor('Max nodes');
        terminal.type('half-typed-7');
        await terminal.waitFor('half-typed-7');
        terminal.press('escape');
        await terminal.waitFor('TARGET TYPES');
        terminal.press('q');
        await terminal.waitFor('1 COMPUTES 17');

        terminal.type('D');
        await terminal.waitFor('Type the name to confirm');
        terminal.type('cpu-batch');
        await terminal.waitFor('[ Delete ]');
        terminal.press('enter');
        await terminal.waitFor('cpu-batch is deleted', 30_000);
        expect(azure?.log().filter(({ method }) => method === 'DELETE')).toHaveLength(1);
        terminal.press('enter');
        await terminal.waitFor('1 COMPUTES 16');

        terminal.type('H');
        await terminal.waitFor('SOURCE');
        const told = inOnePiece(terminal.screen());
        terminal.press('escape');
        await terminal.waitFor('1 COMPUTES 16');

        // What was typed into it is there as long as the program runs.
        terminal.press('c');
        await terminal.waitFor('TARGET TYPES');
        terminal.press('enter');
        await terminal.waitFor('half-typed-7');
        terminal.press('ctrl-c', 'ctrl-c');
        await terminal.waitFor('left with 0', 3_000);
        const after = terminal.history().join('').replaceAll(/\s/gu, '');
        expect({
          onScreen: told.includes('Not kept') && told.includes(place.says ?? ''),
          afterwards: after.includes('rememberedonlyuntiltheprogramends'),
        }).toEqual({
          onScreen: place.says !== undefined,
          afterwards: place.says !== undefined,
        });
      },
      60_000,
    );
});

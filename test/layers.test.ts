import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** One import per layer that the linter must refuse, and one that it must let pass. */
const plants = [
  { folder: 'src/azure', imports: "'@azure/core-auth'", allowed: "'./place.ts'" },
  { folder: 'src/azure', imports: "'#state/store.ts'", allowed: "'#azure/model.ts'" },
  { folder: 'src/azure/arm', imports: "'#simulator/simulator.ts'", allowed: "'@azure/core-auth'" },
  { folder: 'src/state', imports: "'react'", allowed: "'zustand/vanilla'" },
  { folder: 'src/state', imports: "'#azure/arm/gateway.ts'", allowed: "'#azure/gateway.ts'" },
  { folder: 'src/state', imports: "'#screens/columns.ts'", allowed: "'./poller.ts'" },
  { folder: 'src/screens', imports: "'@azure/arm-machinelearning'", allowed: "'#azure/model.ts'" },
  { folder: 'src/screens', imports: "'#simulator/simulator.ts'", allowed: "'#state/store.ts'" },
  { folder: 'src/simulator', imports: "'#azure/model.ts'", allowed: "'hono'" },
  { folder: 'src/azure', imports: "'#local/keeper.ts'", allowed: "'./plain.ts'" },
  { folder: 'src/azure/arm', imports: "'../../local/keeper.ts'", allowed: "'../place.ts'" },
  { folder: 'src/state', imports: "'#local/keeper.ts'", allowed: "'./keeper.ts'" },
  { folder: 'src/state', imports: "'../local/keeper.ts'", allowed: "'#azure/place.ts'" },
  { folder: 'src/screens', imports: "'#local/keeper.ts'", allowed: "'#state/keeper.ts'" },
  { folder: 'src/simulator', imports: "'#local/keeper.ts'", allowed: "'node:fs'" },
  { folder: 'src/local', imports: "'#screens/words.ts'", allowed: "'#state/keeper.ts'" },
  { folder: 'src/local', imports: "'#terminal/output.ts'", allowed: "'node:fs'" },
  { folder: 'src/local', imports: "'@azure/identity'", allowed: "'#azure/place.ts'" },
] as const;

const fileOf = (index: number, kind: 'bad' | 'good'): string =>
  join(plants[index]?.folder ?? '', `planted-${kind}-${index}.ts`);

describe('the layers', () => {
  let report = '';
  const tree = mkdtempSync(join(tmpdir(), 'layers-'));
  beforeAll(() => {
    copyFileSync('.oxlintrc.json', join(tree, '.oxlintrc.json'));
    plants.forEach(({ folder, imports, allowed }, index) => {
      mkdirSync(join(tree, folder), { recursive: true });
      writeFileSync(join(tree, fileOf(index, 'bad')), `export * from ${imports};\n`);
      writeFileSync(join(tree, fileOf(index, 'good')), `export * from ${allowed};\n`);
    });
    writeFileSync(join(tree, 'src/state/one.ts'), "import './two.ts';\n");
    writeFileSync(join(tree, 'src/state/two.ts'), "import './one.ts';\n");
    // The rules under test need no types, and the tree has none to offer.
    report = spawnSync(resolve('node_modules/.bin/oxlint'), ['--format=unix', 'src'], {
      encoding: 'utf8',
      cwd: tree,
    }).stdout;
  });
  afterAll(() => {
    rmSync(tree, { recursive: true, force: true });
  });

  it('refuse a cycle of imports', () => {
    expect(report).toMatch(/one\.ts.*cycle/iu);
  });

  it.each(plants.map((plant, index) => ({ ...plant, index })))('refuse $imports in $folder', ({ index }) => {
    expect(report).toContain(`${fileOf(index, 'bad')}:`);
  });

  it.each(plants.map((plant, index) => ({ ...plant, index })))('allow $allowed in $folder', ({ index }) => {
    expect(report).not.toContain(`${fileOf(index, 'good')}:`);
  });
});

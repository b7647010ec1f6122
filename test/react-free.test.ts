import { readdirSync } from 'node:fs';
import { expect, it, vi } from 'vitest';

const imported = vi.hoisted(() => new Array<string>());

// Whoever imports one of them is told so; that nobody does is the test.
vi.mock('react', () => {
  imported.push('react');
  throw new Error('react was imported');
});
vi.mock('ink', () => {
  imported.push('ink');
  throw new Error('ink was imported');
});

const files = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((file) =>
    file.endsWith('.ts') ? [`../${folder}/${file}`] : [],
  );

it('everything of Azure and of the state loads in a process that has neither React nor Ink', async () => {
  const all = [...files('src/azure'), ...files('src/state')];
  expect(all.length).toBeGreaterThan(60);
  for (const file of all) await import(file);
  expect(imported).toEqual([]);
});

it('would have been seen otherwise: the screens cannot be loaded there', async () => {
  await expect(import('#screens/Shell.tsx')).rejects.toThrow(/was imported|mocking/iu);
  expect(imported).not.toEqual([]);
});

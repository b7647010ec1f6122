import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { keysMarkdown } from '#screens/help-text.ts';
import { keyTable } from '#screens/keys.ts';

const readme = readFileSync('README.md', 'utf8');
const { scripts, devDependencies, optionalDependencies } = JSON.parse(
  readFileSync('package.json', 'utf8'),
) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
};

describe('the README', () => {
  it('lists the keys as the one table has them (node scripts/write-keys.mjs writes them)', () => {
    expect(readme).toContain(keysMarkdown(keyTable).trim());
  });

  it('names only scripts that exist', () => {
    const named = Array.from(readme.matchAll(/`npm (?:run )?([a-z:0-9]+)[`\s]/gu), ([, name = '']) => name);
    const known = Object.keys(scripts);
    expect(named).not.toEqual([]);
    expect(named.filter((name) => name !== 'ci' && !known.includes(name))).toEqual([]);
  });

  it('says why each dependency is there', () => {
    const names = Object.keys({ ...devDependencies, ...optionalDependencies });
    const words = new Set(readme.split(/[\s,|`()]+/u));
    expect(names.filter((name) => !name.startsWith('@types/') && !words.has(name))).toEqual([]);
  });

  it('shows a board that is 80 columns wide at the most', () => {
    const [, capture = ''] = /```\n([\s\S]*?)```/u.exec(readme) ?? [];
    expect(capture).toContain('1 COMPUTES');
    for (const row of capture.split('\n')) expect(row.length).toBeLessThan(80);
  });
});

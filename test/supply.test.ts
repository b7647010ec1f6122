import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
};
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly integrity?: string; readonly resolved?: string }>
  >;
};

describe('what is installed', () => {
  it('with the package is nothing else, and nothing runs while it is installed', () => {
    expect(manifest.dependencies).toBeUndefined();
    const atInstall = ['preinstall', 'install', 'postinstall', 'preprepare', 'prepare', 'postprepare'];
    expect(Object.keys(manifest.scripts).filter((name) => atInstall.includes(name))).toEqual([]);
  });

  it('for working on it has an exact version', () => {
    const versions = Object.entries({ ...manifest.devDependencies, ...manifest.optionalDependencies });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/u.test(version))).toEqual([]);
  });

  it('is known by what it holds, each of it', () => {
    const others = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(others.length).toBeGreaterThan(100);
    expect(others.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
  });
});

describe('the security policy', () => {
  const policy = readFileSync('SECURITY.md', 'utf8');

  it('is about every kind of file that the README lists in the state folder', () => {
    const readme = readFileSync('README.md', 'utf8');
    const listed = Array.from(
      readme.matchAll(/^\| `~\/\.local\/state\/aml-workbench\/(\w+)/gmu),
      ([, name]) => name,
    );
    const named: Readonly<Record<string, string>> = {
      forms: 'drafts of forms',
      journal: 'journal',
      recents: 'recent workspaces',
      history: 'node counts and queue lengths',
      audit: 'audit',
      crash: 'crash reports',
    };
    expect(listed.length).toBeGreaterThan(3);
    for (const name of listed) expect(policy).toContain(`| ${named[name ?? ''] ?? 'missing'} |`);
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reportCrash, type CrashFacts } from '#terminal/crash-report.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'aml-workbench-crash-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const facts = (more: Partial<CrashFacts> = {}): CrashFacts => ({
  error: new Error('lost at /home/ana/x', { cause: new Error('password=hunter2') }),
  version: '1.2.3',
  surroundings: 'Node.js v24, linux x64, terminal xterm 80x24',
  strayOutput: [],
  home: '/home/ana',
  folder: join(folder, 'state/aml-workbench'),
  now: new Date('2026-11-21T10:42:07.123Z'),
  pid: 42,
  hide: (text) => text,
  ...more,
});

const onlyReport = (): { readonly path: string; readonly text: string } => {
  const name = readdirSync(join(folder, 'state/aml-workbench'));
  expect(name).toHaveLength(1);
  const path = join(folder, 'state/aml-workbench', name[0] ?? '');
  return { path, text: readFileSync(path, 'utf8') };
};

describe('after a crash the user', () => {
  test('reads what happened and where the report lies', () => {
    const told = reportCrash(facts());
    expect(told).toContain('aml-workbench had to stop because of a fault of its own: Error: lost at ~/x\n');
    expect(told).toContain(onlyReport().path);
  });

  test('finds version, machine, stack and cause in it, and may read it alone', () => {
    reportCrash(facts());
    const { path, text } = onlyReport();
    expect(text).toContain('aml-workbench 1.2.3 crashed at 2026-11-21T10:42:07.123Z');
    expect(text).toContain('terminal xterm 80x24');
    expect(text).toMatch(/at .*crash-report\.test\.ts:\d+/u);
    expect(text).toContain('[cause]');
    expect(text).not.toMatch(/hunter2|\/home\/ana/u);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('finds what was printed meanwhile, redacted', () => {
    reportCrash(facts({ strayOutput: ['Warning: sent Bearer abc123'] }));
    expect(onlyReport().text).toContain('Warning: sent [authorization]');
  });

  test('reads the short form when the report cannot be written', () => {
    writeFileSync(join(folder, 'state'), '');
    const told = reportCrash(facts());
    expect(told).toMatch(/No report could be written to .*aml-workbench \((?:ENOTDIR|EEXIST)\)/u);
    expect(told).toContain('Error: lost at ~/x\n    at ');
  });

  test.each([
    ['a text', 'gone', "'gone'"],
    ['nothing', undefined, 'undefined'],
    ['an object', { code: 5 }, '{ code: 5 }'],
  ])('reads something sensible when %s was thrown', (_what, error, shown) => {
    expect(reportCrash(facts({ error }))).toContain(`fault of its own: ${shown}\n`);
  });

  test('is not driven by what the message holds', () => {
    const told = reportCrash(facts({ error: new Error('\u001b]0;owned\u0007\u001b[2Jbad') }));
    expect(told).toContain('Error: bad');
    expect(told + onlyReport().text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/u);
  });
});

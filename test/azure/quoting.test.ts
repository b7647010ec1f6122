import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { pythonString, shellWord, yamlString } from '#azure/quoting.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** What a service or a user may call something: any letters but those that no argument of a process can hold. */
const anyName = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\u0000', '')),
  fc.constantFrom(
    "it's",
    '$(id)',
    '`id`',
    '"',
    '\\',
    '\\\\"',
    "'; rm -rf x; '",
    '~root',
    '!x',
    '#x',
    '*',
    '',
    'a\nb',
    'true',
    'No',
    'null',
    '1e3',
    '0x10',
    '1:30',
    '- a',
    'a: b',
    'a #b',
    '&a',
    '*a',
    '{a}',
    '[a]',
    '%a',
    '@a',
    '2020-09-25',
    'azureml:gpu-train',
    '\u0085\u2028\u00a0\ufeff',
  ),
);
const names = fc.array(anyName, { minLength: 40, maxLength: 40 });

describe('a name of any letters comes out of the code as it went in', () => {
  test('a shell', () => {
    fc.assert(
      fc.property(names, (texts) => {
        const script = `printf '%s\\0' ${texts.map(shellWord).join(' ')}`;
        const { stdout } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
        expect(stdout.split('\u0000').slice(0, -1)).toEqual(texts);
      }),
      { numRuns: 10 },
    );
  });

  test.skipIf(!hasPython)('Python', () => {
    fc.assert(
      fc.property(names, (texts) => {
        const script = `import json\nprint(json.dumps([${texts.map(pythonString).join(', ')}]))`;
        const { stdout } = spawnSync('python3', ['-c', script], { encoding: 'utf8' });
        expect(JSON.parse(stdout)).toEqual(texts);
      }),
      { numRuns: 10 },
    );
  });

  test.each(['1.1', '1.2'] as const)('YAML %s', (version) => {
    fc.assert(
      fc.property(anyName, (text) => {
        expect(parse(`name: ${yamlString(text)}\n`, { version })).toEqual({ name: text });
      }),
      { numRuns: 1000 },
    );
  });
});

test('ordinary names stay as people write them', () => {
  expect(['gpu-train', 'rg_ml.demo'].map(shellWord)).toEqual(['gpu-train', 'rg_ml.demo']);
  expect(['gpu-train', 'azureml:gpu-train'].map(yamlString)).toEqual(['gpu-train', 'azureml:gpu-train']);
  expect(['no', 'Null', '12'].map(yamlString)).toEqual(['"no"', '"Null"', '"12"']);
});

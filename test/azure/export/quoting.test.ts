import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { CodeAction } from '#azure/export/code.ts';
import { codeOf } from '#azure/export/index.ts';
import { pythonValue } from '#azure/export/python.ts';
import { pythonString } from '#azure/quoting.ts';
import { shellCommand, shellFile } from '#azure/export/shell.ts';
import { anyText } from '#test/support/any-text.ts';
import { where } from './fixtures.ts';
import { evaluatePython, has, runShell, slow } from './interpreters.ts';

/** No word of a shell can hold NUL, and UTF-8 has no half surrogates: neither gets past the forms, nor past what reads from the service. */
const shellText = anyText.map((text) => text.replaceAll('\0', '').toWellFormed());

const traps = [
  "it's",
  '$(touch x)',
  '`id`',
  '"; rm -rf ~ #',
  String.raw`\'`,
  '-n',
  '~',
  '*',
  '!!',
  'a\nYAML\nb',
  '',
  ' ',
  'é\u202eא',
  '${IFS}',
  '{"a":"\\(1)"}',
];

/** One run of the interpreter over many texts. */
const sampleOf = <T>(arbitrary: fc.Arbitrary<T>, count = 300): readonly T[] => fc.sample(arbitrary, count);

describe.skipIf(!has.bash)('a word of a command', slow, () => {
  it('reaches the command to the letter, whatever it is', () => {
    const texts = [...traps, ...sampleOf(shellText)];
    // One command each: a word that ended the command early would take the next ones along.
    const code = texts.map((text) => `${shellCommand(['az', 'ml'], ['--name', text])}\n`).join('');
    const { calls } = runShell(code);
    expect(calls.map(({ words }) => words)).toEqual(texts.map((text) => ['az', 'ml', '--name', text]));
  });

  it('is written to a file to the letter, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(shellText, fc.constantFrom(...traps)), (text) => {
        const { folder } = runShell(shellFile('./x.yml', text));
        expect(readFileSync(join(folder, 'x.yml'), 'utf8')).toBe(text.endsWith('\n') ? text : `${text}\n`);
      }),
      { numRuns: 40 },
    );
  });
});

describe.skipIf(!has.python3)('a value of Python', slow, () => {
  it('is read back by Python to the letter, whatever it is', () => {
    // Python keeps half surrogates apart; JSON, on the way back, does too.
    const texts = [...traps, ...sampleOf(anyText)];
    expect(evaluatePython(texts.map(pythonString))).toEqual(texts);
  });

  it('is read back whole when it is nested', () => {
    // -0 is the same number in JSON.
    const values = JSON.parse(
      JSON.stringify(sampleOf(fc.jsonValue({ stringUnit: 'grapheme' }), 100)),
    ) as readonly unknown[];
    expect(evaluatePython(values.map((dict) => pythonValue({ dict })))).toEqual(values);
  });

  it('shows what could hide or reorder the code around it as an escape', () => {
    expect(pythonString('a\u202eb\u0000\u0085')).toBe('"a\\u202eb\\u0000\\u0085"');
  });
});

const hostile = (text: string, tag: string): CodeAction => ({
  is: 'make',
  name: text,
  body: {
    location: 'westeurope',
    tags: { [tag]: text },
    properties: {
      computeType: 'AmlCompute',
      description: text,
      properties: {
        vmSize: text,
        scaleSettings: { minNodeCount: 0, maxNodeCount: 1 },
        userAccountCredentials: { adminUserName: text, adminUserPassword: 'never shown' },
      },
    },
  },
  secrets: ['properties.properties.userAccountCredentials.adminUserPassword'],
});

describe.skipIf(!has.bash || !has.jq)('every input of an action', slow, () => {
  const texts = fc.oneof(shellText, fc.constantFrom(...traps, 'yes', 'null', '1:30', '0o7', '2021-01-01'));

  it('is in the YAML to the letter, for readers of both versions', () => {
    fc.assert(
      fc.property(texts, texts, (text, tag) => {
        const code = codeOf('cli-v2', hostile(text, tag), where);
        if (code.is !== 'code') throw new Error(code.why);
        const { calls, folder } = runShell(code.text);
        const { words = [] } = calls[0] ?? {};
        const yaml = readFileSync(join(folder, words[words.indexOf('--file') + 1] ?? ''), 'utf8');
        for (const version of ['1.1', '1.2'] as const)
          expect(parse(yaml, { version })).toMatchObject({
            name: text,
            description: text,
            tags: { [tag]: text },
            size: text,
            ssh_settings: { admin_username: text },
          });
      }),
      { numRuns: 40 },
    );
  });

  it('is in the body to the letter, beside the secret from the environment', () => {
    fc.assert(
      fc.property(texts, texts, shellText, (text, tag, secret) => {
        fc.pre(secret !== '');
        const action = hostile(text, tag);
        const code = codeOf('rest', action, where);
        if (code.is !== 'code' || action.is !== 'make') throw new Error('no code');
        const { calls } = runShell(code.text, { SSH_PASSWORD: secret });
        const body = structuredClone(action.body) as {
          properties: { properties: { userAccountCredentials: { adminUserPassword: string } } };
        };
        body.properties.properties.userAccountCredentials.adminUserPassword = secret;
        expect(JSON.parse(calls[0]?.input ?? '')).toEqual(body);
      }),
      { numRuns: 40 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutSecrets } from '#azure/known-secrets.ts';
import { noteSecret, noteSignatures } from '#azure/note-secrets.ts';
import { createFinder } from '#test/support/plants.ts';

const tail = fc.string({
  unit: fc.constantFrom('Q', 'x', '7', '~', '"', '\\', '<', '+', '/', '=', '&', 'é', '漢', ' '),
  minLength: 4,
  maxLength: 60,
});

const writings: Readonly<Record<string, (text: string) => string>> = {
  json: JSON.stringify,
  // As .NET's own serialiser writes what could be markup.
  careful: (text) =>
    JSON.stringify(text).replaceAll(/[<>&'+"]/gu, (char, at: number, whole: string) =>
      at === 0 || at === whole.length - 1 ? char : `\\u00${char.charCodeAt(0).toString(16)}`,
    ),
  address: encodeURIComponent,
  form: (text) => new URLSearchParams([['a', text]]).toString(),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
};
const cases = 400;

describe('a text', () => {
  it(`is without the secrets that are known, written in up to three ways one within the other (${cases} cases)`, () => {
    const isBase64 = (way: string): boolean => way.startsWith('base64');
    fc.assert(
      fc.property(
        tail,
        // Nobody writes base64 of base64, nor takes it apart.
        fc
          .array(fc.constantFrom(...Object.keys(writings)), { maxLength: 3 })
          .filter((ways) => ways.filter(isBase64).length < 2 && !ways.slice(0, -1).some(isBase64)),
        fc.constantFrom('', 'The body ', '{"a":"'),
        (more, ways, before) => {
          const secret = `Tq7xPw4Zk9Vr${more}`.trim();
          noteSecret(secret);
          const text = ways.reduce((each, way) => writings[way]?.(each) ?? each, `${before}${secret}.`);
          expect(createFinder(new Map([['it', secret]]))(withoutSecrets(text))).toBeUndefined();
        },
      ),
      { numRuns: cases },
    );
  });

  it('is without any line of a key', () => {
    const lines = ['-----BEGIN KEY-----', 'MIGHAgEAMBMGByqGSM49', 'fBuZEdzLAVbY8I2lIh5T', 'ab=='];
    noteSecret(lines.join('\r\n'));
    expect(withoutSecrets(`Not read: ${lines[2] ?? ''}, ${JSON.stringify(lines.join('\n'))}`)).toBe(
      String.raw`Not read: ********, "********\n********\n********\nab=="`,
    );
  });

  it('is without the signatures of addresses that were met, and keeps the rest of the address', () => {
    noteSignatures(
      'https://management.azure.com/operations/1?api-version=2022-10-01&t=638&s=Fw3nUd9G%2By5Lh&h=aB12cd34',
    );
    expect(withoutSecrets('of ?api-version=2022-10-01&t=638&s=Fw3nUd9G%2By5Lh&h=aB12cd34')).toBe(
      'of ?api-version=2022-10-01&t=638&s=********&h=********',
    );
    expect(withoutSecrets('signature Fw3nUd9G+y5Lh')).toBe('signature ********');
  });

  it('is left alone where a secret is too short to be told from words, and where there is none', () => {
    noteSecret('two');
    noteSecret('');
    const text =
      'One of two: Microsoft.MachineLearningServices/workspaces at 12:00, id 8f6c1c2e-41d7-4b0a-9a55-2f1c7d3e9b01.';
    expect(withoutSecrets(text)).toBe(text);
  });
});

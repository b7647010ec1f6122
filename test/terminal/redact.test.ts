import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor } from '#terminal/redact.ts';

const redact = createRedactor('/home/ana');

const subscription = '8d2c0d5e-1111-4222-8333-444455556666';
const workspace = `/subscriptions/${subscription}/resourceGroups/rg-secret/providers/Microsoft.MachineLearningServices/workspaces/ws-secret`;
const jwt = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJodHRwczovL20ifQ.c2lnbmF0dXJl';

/** Each with the part of it that must be gone. */
const secrets: readonly (readonly [string, string])[] = [
  [`Authorization: Bearer abc.def-123`, 'abc.def-123'],
  [`token was ${jwt} here`, 'eyJ0'],
  [
    `https://management.azure.com/x/operations/1?api-version=2022-10-01&t=638&c=MII&s=sIgNaTuRe&h=hash`,
    'sIgNaTuRe',
  ],
  [`https://st.blob.core.windows.net/c/b?sv=2021&sig=Ab%2Bc%3D`, 'Ab%2Bc'],
  [`"client_secret": "p8~Q.hidden"`, 'p8~Q.hidden'],
  [`password=hunter2 next`, 'hunter2'],
  [`AccountKey=aGVsbG8/d29ybGQr+x==;EndpointSuffix=core`, 'aGVsbG8'],
  [`-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA\n-----END OPENSSH PRIVATE KEY-----`, 'b3BlbnNzaA'],
  [`key 9fGhj2KLmnOpQ3rstUVwxyz0123456789ABCDefgh end`, '9fGhj2KL'],
  [`from ana@contoso.example`, 'contoso'],
  [`at /home/ana/work/file.ts:3`, '/home/ana'],
  [`tenant ${subscription}`, '8d2c0d5e'],
  [workspace, 'rg-secret'],
  [workspace, 'ws-secret'],
  [workspace.toUpperCase(), 'WS-SECRET'],
  [`${workspace}/computes/gpu-secret/listNodes`, 'gpu-secret'],
];

describe('a report holds no', () => {
  test.each(secrets)('secret of %j', (text, secret) => {
    expect(redact(text)).not.toContain(secret);
  });

  test('secret, whatever stands around it', () => {
    const around = fc.stringMatching(/^[\n (){}"',;]{0,4}$/u);
    const secret = fc.property(
      fc.constantFrom(...secrets),
      around,
      around,
      ([text, hidden], before, after) => !redact(`${before}${text}${after}`).includes(hidden),
    );
    expect(() => fc.assert(secret)).not.toThrow();
  });
});

describe('a report still tells', () => {
  test('which identifiers are equal', () => {
    const other = subscription.replace('8', '9');
    const [first, second, third] = redact(`${subscription} ${other} ${subscription.toUpperCase()}`).split(
      ' ',
    );
    expect(first).toMatch(/^00000000-0000-0000-0000-\d{12}$/u);
    expect(third).toBe(first);
    expect(second).not.toBe(first);
  });

  test('what kind of resource it was about', () => {
    expect(createRedactor('')(`${workspace}/computes/gpu`)).toBe(
      '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/name-1/providers/Microsoft.MachineLearningServices/workspaces/name-2/computes/name-3',
    );
  });

  test('where in the program it happened', () => {
    const line =
      '    at drawBoard (file:///usr/lib/node_modules/aml-workbench/dist/chunk-6KYL4YPR.js:12:3456)';
    expect(redact(line)).toBe(line);
  });

  test('which address was asked, without its query', () => {
    expect(redact('GET https://management.azure.com/subscriptions?api-version=2022-12-01 404')).toBe(
      'GET https://management.azure.com/subscriptions?[query] 404',
    );
  });

  test('the words of an ordinary sentence', () => {
    const sentence =
      'TypeError: Cannot read properties of undefined (reading "nodes") in state resizing, 3 of 4 and/or more';
    expect(redact(sentence)).toBe(sentence);
  });
});

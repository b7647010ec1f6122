import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Fault } from '#simulator/faults/fault.ts';
import { faultsFromJson } from '#simulator/faults/fault-json.ts';
import { parseFaults } from '#simulator/faults/parse-faults.ts';
import type { Json } from '#simulator/world/world.ts';

const outcomeOf = (text: string): string => {
  try {
    parseFaults(text);
    return 'read';
  } catch (error) {
    return error instanceof Error && error.name === 'Error' ? error.message : 'not a sentence';
  }
};

describe('faults as text', () => {
  it.each<[string, readonly Fault[]]>([
    ['', []],
    ['401', [{ kind: '401' }]],
    ['429', [{ kind: '429' }]],
    [
      '429 retry-after=5 3x GET */computes, hang 20%',
      [
        { kind: '429', retryAfter: 5, count: 3, method: 'GET', path: '*/computes' },
        { kind: 'hang', percent: 20 },
      ],
    ],
    [' 503   /subscriptions/*  0.5% ', [{ kind: '503', path: '/subscriptions/*', percent: 0.5 }]],
    [
      '503 method=get path=/* count=2 percent=50',
      [{ kind: '503', method: 'GET', path: '/*', count: 2, percent: 50 }],
    ],
    ['hang ms=1000', [{ kind: 'hang', ms: 1000 }]],
    ['slow', [{ kind: 'slow', ms: 5000 }]],
    ['cut', [{ kind: 'cut', where: 'headers' }]],
    ['cut where=body,half-json', [{ kind: 'cut', where: 'body' }, { kind: 'half-json' }]],
    ['html', [{ kind: 'html', status: 200 }]],
    ['html status=502', [{ kind: 'html', status: 502 }]],
    ['skew seconds=-300', [{ kind: 'skew', seconds: -300 }]],
    ['expire refresh=true always', [{ kind: 'expire', refresh: true, count: 'always' }]],
    ['operation-failed code=Quota', [{ kind: 'operation-failed', code: 'Quota' }]],
    ['operation-stuck DELETE', [{ kind: 'operation-stuck', method: 'DELETE' }]],
    ['node-errors', [{ kind: 'node-errors', code: 'ClusterCoreQuotaReached' }]],
  ])('are read: %s', (text, faults) => {
    expect(parseFaults(text)).toEqual(faults);
  });

  it.each([
    ['418', "There is no fault '418': the faults are 401, 403,"],
    ['401 retry-after=5', "The fault 401 has no 'retry-after': it takes method, path, count, percent."],
    [
      '429 retry-after=soon',
      "The retry-after of the fault 429 must be a number from 0 to 86400, not 'soon'.",
    ],
    ['429 5', "'5' of the fault 429 is not understood"],
    ['429 3x 4x', 'The fault 429 says its count twice.'],
    ['429 0x', 'The count of the fault 429 must be a number from 1'],
    ['429 count=1.5', 'The count of the fault 429 must be a whole number.'],
    ['429 200%', 'The percent of the fault 429 must be a number from 0 to 100'],
    ['429 LIST', 'The method of the fault 429 must be one of GET, HEAD,'],
    ['429 path=computes', 'The path of the fault 429 must begin with / or *'],
    ['cut where=tail', "The where of the fault cut must be headers or body, not 'tail'."],
    ['operation-failed code=a-b', 'The code of the fault operation-failed must be one word'],
  ])('are refused in one sentence: %s', (text, message) => {
    expect(() => parseFaults(text)).toThrow(message);
  });

  it('never fail with anything but a sentence, whatever is written', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('429', 'hang', 'expire', 'constructor', 'retry-after=', 'ms=5', '3x', '%', '/*', ','),
    );
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(outcomeOf(words.join(' '))).toMatch(/^read$|\w.*\.$/su);
      }),
    );
  });
});

describe('faults as JSON', () => {
  const occasion = fc.record(
    {
      method: fc.constantFrom('GET', 'PUT', 'DELETE'),
      path: fc.stringMatching(/^\/[a-z*/.-]{0,20}$/u),
      count: fc.oneof(fc.integer({ min: 1, max: 1000 }), fc.constant('always' as const)),
      percent: fc.integer({ min: 0, max: 100 }),
    },
    { requiredKeys: [] },
  );
  const effect = fc.oneof(
    fc.record({ kind: fc.constantFrom('401', '403', '404', '409', 'half-json', 'operation-stuck') }),
    fc.record(
      { kind: fc.constantFrom('429', '500', '502', '503'), retryAfter: fc.integer({ min: 0, max: 900 }) },
      { requiredKeys: ['kind'] },
    ),
    fc.record({ kind: fc.constant('slow'), ms: fc.integer({ min: 0, max: 60_000 }) }),
    fc.record({ kind: fc.constant('skew'), seconds: fc.integer({ min: -9000, max: 9000 }) }),
    fc.record({ kind: fc.constant('html'), status: fc.constantFrom(200, 502) }),
    fc.record({ kind: fc.constant('cut'), where: fc.constantFrom('headers', 'body') }),
    fc.record({ kind: fc.constant('expire'), refresh: fc.boolean() }),
    fc.record({ kind: fc.constantFrom('operation-failed', 'node-errors'), code: fc.constant('Quota_1') }),
  );
  const fault = fc.tuple(effect, occasion).map(([what, when]) => ({ ...what, ...when }));

  it('come back as they were sent, also with what the list adds', () => {
    fc.assert(
      fc.property(fc.array(fault), (faults) => {
        expect(faultsFromJson(faults)).toEqual(faults);
        expect(faultsFromJson({ faults: faults.map((one) => ({ ...one, struck: 3 })) })).toEqual(faults);
      }),
    );
  });

  it('are the same as text', () => {
    const text = fc.tuple(effect, occasion).map(([what, when]) => ({
      faults: [{ ...what, ...when }],
      text: [
        what.kind,
        ...Object.entries({ ...what, ...when })
          .filter(([name]) => name !== 'kind')
          .map(([name, value]) => `${name === 'retryAfter' ? 'retry-after' : name}=${String(value)}`),
      ].join(' '),
    }));
    fc.assert(
      fc.property(text, (one) => {
        expect(parseFaults(one.text)).toEqual(one.faults);
        expect(faultsFromJson(one.text)).toEqual(one.faults);
      }),
    );
  });

  it.each<[Json | undefined, string]>([
    [undefined, 'A body with faults is needed.'],
    [7, 'A fault is an object with a kind'],
    [[['429']], 'A fault is an object with a kind'],
    [{ retryAfter: 5 }, 'A fault needs a kind'],
    [{ kind: '429', retryAfter: [5] }, 'The retryAfter of the fault 429 must be'],
    [{ kind: 'teapot' }, "There is no fault 'teapot'"],
  ])('are refused in one sentence: %j', (value, message) => {
    expect(() => faultsFromJson(value)).toThrow(message);
  });
});

describe('the page about faults', () => {
  const page = readFileSync(new URL('../../docs/faults.md', import.meta.url), 'utf8');
  const rows = [...(page.split('## Kinds')[1] ?? '').matchAll(/^\| `([\w-]+)` \|([^|]*)\|/gmu)].map(
    ([, kind = '', options = '']) => ({
      kind,
      options: [...options.matchAll(/`([\w-]+)`/gu)].map(([, name]) => name),
    }),
  );

  it('names every kind with its options', () => {
    const kinds = /the faults are (.*)\.$/u.exec(outcomeOf('none'))?.[1]?.split(', ');
    expect(rows.map(({ kind }) => kind).sort()).toEqual(kinds?.sort());
    const told = rows.map(({ kind, options }) => {
      const known = [...options, 'method', 'path', 'count', 'percent'].join(', ');
      return [outcomeOf(`${kind} nonsense=1`), `The fault ${kind} has no 'nonsense': it takes ${known}.`];
    });
    expect(told.map(([is]) => is)).toEqual(told.map(([, documented]) => documented));
  });

  it('shows examples that can be used', () => {
    const examples = /```\n(.*?)```/su.exec(page)?.[1]?.trim().split('\n') ?? [];
    expect(examples.map(outcomeOf)).toEqual(examples.map(() => 'read'));
    expect(examples.length).toBeGreaterThan(2);
  });
});

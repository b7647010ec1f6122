import { describe, expect, it } from 'vitest';
import { answered, asking, failed, unknown, type Remote } from '#state/remote.ts';
import { reuseRows } from '#state/reuse.ts';

const unreachable = { kind: 'unreachable', reason: 'ECONNRESET' } as const;

describe('remote data', () => {
  it('keeps the rows, their age and the reason together when a refresh fails', () => {
    const good: Remote<string> = answered('rows', 100);
    const once = failed(asking(good), unreachable, 200);
    const twice = failed(asking(once), unreachable, 300);
    expect(twice).toEqual({
      data: 'rows',
      answeredAt: 100,
      asking: false,
      problem: unreachable,
      failingSince: 200,
      failures: 2,
    });
  });

  it('forgets the failure with the next good answer', () => {
    expect(answered('new', 400)).toEqual({ data: 'new', answeredAt: 400, asking: false, failures: 0 });
  });

  it('counts a question that was given up neither as an answer nor as a failure', () => {
    expect(failed(asking(unknown()), { kind: 'aborted' }, 1)).toEqual({ asking: false, failures: 0 });
  });
});

describe('rows of a refresh', () => {
  const key = (row: { readonly id: string }): string => row.id;

  it('are the same array when nothing has changed', () => {
    const before = [{ id: 'a', deep: { n: 1 } }];
    expect(reuseRows(before, [{ id: 'a', deep: { n: 1 } }], key)).toBe(before);
  });

  it('keep the identity of those that have not changed', () => {
    const before = [
      { id: 'a', n: 1 },
      { id: 'b', n: 1 },
    ];
    const after = reuseRows(
      before,
      [
        { id: 'b', n: 1 },
        { id: 'a', n: 2 },
      ],
      key,
    );
    expect(after[0]).toBe(before[1]);
    expect(after[1]).toEqual({ id: 'a', n: 2 });
  });

  it('are a new array when one has left', () => {
    const before = [{ id: 'a' }, { id: 'b' }];
    expect(reuseRows(before, [{ id: 'a' }], key)).toEqual([{ id: 'a' }]);
  });
});

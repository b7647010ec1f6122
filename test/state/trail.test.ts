import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Route, Stack } from '#state/routes.ts';
import { noTrail, stepped, turned, visitAt, visited, type Trail } from '#state/trail.ts';

const root: Route = { screen: 'workspaces' };
const board: Stack = [root, { screen: 'board' }];
const at = (id: string): Stack => [root, { screen: 'board' }, { screen: 'compute', id }];
const form: Stack = [root, { screen: 'board' }, { screen: 'form', subject: { is: 'create', target: 'AKS' } }];

const walked = (...stacks: readonly Stack[]): Trail =>
  stacks.reduce((trail, stack) => visited(trail, { workspace: 'w', stack }), noTrail);
const topOf = (trail: Trail | undefined): string | undefined => {
  const top = trail === undefined ? undefined : visitAt(trail)?.stack.at(-1);
  return top?.screen === 'compute' ? top.id : top?.screen;
};

describe('the trail of views', () => {
  it('goes back through the views as they were looked at, and forward again', () => {
    const trail = walked([root], board, at('a'), board);
    const back = stepped(trail, -1);
    expect(topOf(back)).toBe('a');
    if (back === undefined) throw new Error('there is no way back');
    expect(topOf(stepped(back, -1))).toBe('board');
    expect(topOf(stepped(back, 1))).toBe('board');
    expect(stepped(trail, 1)).toBeUndefined();
  });

  it('toggles between the last two views, whichever way they were reached', () => {
    const trail = walked(board, at('a'), at('b'));
    const back = stepped(trail, -1);
    const [once, twice] = [turned(trail), back === undefined ? undefined : turned(back)];
    expect(topOf(once)).toBe('a');
    expect(topOf(once === undefined ? undefined : turned(once))).toBe('b');
    // From the view reached by going back, the last one is the view that was left by it.
    expect(topOf(twice)).toBe('b');
    expect(turned(walked(board))).toBeUndefined();
  });

  it('counts neither a view that is on the screen already nor what asks something', () => {
    expect(walked(board, board, form).visits).toHaveLength(1);
    const beneath = walked([...form, { screen: 'operations' }]);
    expect(visitAt(beneath)?.stack.map(({ screen }) => screen)).toEqual([
      'workspaces',
      'board',
      'operations',
    ]);
  });

  it('tells the same view in two workspaces apart', () => {
    const trail = visited(walked(board), { workspace: 'other', stack: board });
    expect(trail.visits).toHaveLength(2);
  });

  it('forgets what lay ahead when another way is taken, and is never longer than fifty', () => {
    const trail = walked(board, at('a'), at('b'));
    const back = stepped(trail, -1);
    if (back === undefined) throw new Error('there is no way back');
    const branched = visited(back, { workspace: 'w', stack: at('c') });
    expect(stepped(branched, 1)).toBeUndefined();
    expect(topOf(stepped(branched, -1))).toBe('a');
    const long = walked(...Array.from({ length: 200 }, (_, index) => at(`c${index}`)));
    expect(long.visits).toHaveLength(50);
    expect(topOf(long)).toBe('c199');
  });

  it('always stands on a view it has, whatever is pressed', () => {
    const steps = fc.array(fc.constantFrom('a', 'b', 'c', '[', ']', '-'), { maxLength: 150 });
    fc.assert(
      fc.property(steps, (pressed) => {
        let trail = walked(board);
        for (const key of pressed) {
          const next =
            key === '-'
              ? turned(trail)
              : key === '[' || key === ']'
                ? stepped(trail, key === '[' ? -1 : 1)
                : visited(trail, { workspace: 'w', stack: at(key) });
          const before = topOf(trail);
          if (next !== undefined) trail = next;
          expect(visitAt(trail)).toBeDefined();
          // The same key again comes back.
          expect(key !== '-' || next === undefined || topOf(turned(trail)) === before).toBe(true);
        }
      }),
    );
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createHistories } from '#local/histories.ts';
import type { History } from '#state/history.ts';
import { keptSlots, measured } from '#state/measured.ts';

// Beside the times that the file system gives, so the real one.
const now = Date.now();
let root = '';
let folder = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'aml-workbench-history-'));
  folder = join(root, 'state/aml-workbench');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

const session = (at = now) => createHistories(folder, () => at);
const seen = (slot: number, nodes: number, queue: number | undefined = 1): History =>
  measured(new Map(), slot, [{ id: '/ws/computes/a', nodes, queue }]);
const nodesIn = (history: History) => history.get('/ws/computes/a')?.nodes;
const theFile = (): string => join(folder, 'history', readdirSync(join(folder, 'history'))[0] ?? '');

describe('measured histories on disk', () => {
  test('are there in the next session, whatever case Azure writes the id of the workspace in', () => {
    const history = measured(seen(7, 3), 9, [
      { id: '/ws/computes/a', nodes: 4, queue: undefined },
      { id: '/ws/computes/b', nodes: undefined, queue: 0 },
    ]);
    session().save('/WS', history);
    expect(session().load('/ws')).toEqual(history);
    expect(session().load('/other').size).toBe(0);
  });

  test('are files for this user alone, and hold no more than ids and numbers', () => {
    session().save('/ws', seen(7, 3));
    expect(statSync(theFile()).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'history')).mode & 0o777).toBe(0o700);
    expect(JSON.parse(readFileSync(theFile(), 'utf8'))).toEqual({
      version: 1,
      workspaceId: '/ws',
      computes: [{ id: '/ws/computes/a', first: 7, nodes: [[3, 1]], queue: [[1, 1]] }],
    });
  });

  test('of two sessions do each other no harm: what either has measured is there', () => {
    const [one, two] = [session(), session()];
    one.save('/ws', seen(1, 1));
    two.save('/ws', seen(2, 2));
    one.save('/ws', measured(seen(1, 1), 4, [{ id: '/ws/computes/a', nodes: 4, queue: 0 }]));
    expect(nodesIn(session().load('/ws'))).toEqual([1, 1, 1, 4]);
    expect(readdirSync(join(folder, 'history'))).toHaveLength(1);
  });

  test('are gone a day after they were written', () => {
    session().save('/ws', seen(1, 1));
    const old = (now - 86_400_000 - 60_000) / 1000;
    utimesSync(theFile(), old, old);
    expect(session().load('/ws').size).toBe(0);
    expect(readdirSync(join(folder, 'history'))).toEqual([]);
  });

  test.each([
    ['no JSON', '{'],
    ['another version', '{"version":2,"workspaceId":"/ws","computes":[]}'],
    [
      'a day too long',
      `{"version":1,"workspaceId":"/ws","computes":[{"id":"/ws/computes/a","first":1,"nodes":[[1,${keptSlots + 1}]],"queue":[[1,${keptSlots + 1}]]}]}`,
    ],
    [
      'no figures',
      '{"version":1,"workspaceId":"/ws","computes":[{"id":"/ws/computes/a","first":1,"nodes":"1","queue":null}]}',
    ],
    [
      'rows of different length',
      '{"version":1,"workspaceId":"/ws","computes":[{"id":"/ws/computes/a","first":1,"nodes":[[1,2]],"queue":[[1,1]]}]}',
    ],
    [
      'an id that drives terminals',
      '{"version":1,"workspaceId":"/ws","computes":[{"id":"\\u001b[2J","first":1,"nodes":[[1,1]],"queue":[[1,1]]}]}',
    ],
  ])('are read as nothing from a file with %s, and written anew', (_, text) => {
    session().save('/ws', seen(1, 1));
    writeFileSync(theFile(), text);
    expect(session().load('/ws').size).toBe(0);
    session().save('/ws', seen(2, 5));
    expect(nodesIn(session().load('/ws'))).toEqual([5]);
  });

  test('are kept in memory where nothing can be written', () => {
    writeFileSync(join(root, 'state'), 'in the way');
    const histories = session();
    histories.save('/ws', seen(1, 1));
    histories.save('/ws', seen(2, 2));
    expect(nodesIn(histories.load('/ws'))).toEqual([1, 2]);
  });
});

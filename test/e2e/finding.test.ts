import { afterEach, describe, expect, test } from 'vitest';
import { boardArguments } from '#test/bench/board.ts';
import { openTerminal, type Terminal } from './support/terminal.ts';

const opened: Terminal[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((terminal) => terminal.close()));
});

/** The board of a world that stands still. */
const board = async (columns: number, rows: number, ...more: readonly string[]): Promise<Terminal> => {
  const terminal = openTerminal({
    columns,
    rows,
    args: boardArguments('small', '--demo-speed', '0', ...more),
    env: { NO_COLOR: '1' },
  });
  opened.push(terminal);
  await terminal.waitFor('cpu-batch');
  await terminal.waitFor(/3 QUEUE \d+ run/u);
  return terminal;
};

/** Opens the palette and waits for it, types a command and waits for what is found first. */
const type = async (terminal: Terminal, text: string, first: RegExp): Promise<void> => {
  terminal.press(':');
  await terminal.waitFor('Tab complete');
  terminal.type(text);
  await terminal.waitFor(first);
};

describe.each([
  [80, 24],
  [120, 40],
])('finding things at %ix%i', (columns, rows) => {
  test('the palette goes to a compute, a job, a kind of target and a view, and - and [ ] lead back', async () => {
    const terminal = await board(columns, rows);
    await type(terminal, 'ci-amara', /^ › ci-amara +compute/mu);
    terminal.press('enter');
    await terminal.waitFor(/^›. ci-amara/mu);
    await type(terminal, 'create aks', /^ › attach AKS/mu);
    terminal.press('escape');
    await terminal.waitFor('3 QUEUE');
    await type(terminal, 'ops', /^ › operations/mu);
    terminal.press('enter');
    await terminal.waitFor('OPERATIONS 0');
    terminal.press('-');
    await terminal.waitFor('3 QUEUE');
    terminal.press('-');
    await terminal.waitFor('OPERATIONS 0');
    terminal.press('[');
    await terminal.waitFor('3 QUEUE');
    terminal.press(']');
    await terminal.waitFor('OPERATIONS 0');
    await type(terminal, 'jobs', /^ › queue/mu);
    terminal.press('enter');
    await terminal.waitFor('3 QUEUE');
    // What was chosen last comes first.
    terminal.press(':');
    await terminal.waitFor(/^ › queue[^]*^ {3}operations[^]*^ {3}ci-amara/mu);
    terminal.type('q');
    await terminal.waitFor(/^ › quit/mu);
    terminal.press('enter');
    expect((await terminal.exit).code).toBe(0);
  });

  test('what is typed ahead arrives: the palette, a command and Enter in one write', async () => {
    const terminal = await board(columns, rows);
    terminal.press(
      ':',
      'w',
      's',
      'enter',
      '/',
      '!',
      'r',
      'e',
      'g',
      'i',
      'o',
      'n',
      ':',
      'w',
      'e',
      's',
      't',
      'e',
    );
    await terminal.waitFor(/WORKSPACES 2 of 4/u);
    expect(terminal.screen()[0]).toContain('aml-workbench');
  });

  test('w shows other columns, ! what needs a person, / counts and explains', async () => {
    const terminal = await board(columns, rows);
    terminal.press('w');
    await terminal.waitFor(/1 COMPUTES 17 .*CREATED/u);
    terminal.press('!');
    await terminal.waitFor(/1 COMPUTES \d of 17 !/u);
    terminal.press('!', 'w', '/');
    terminal.type('owner:x');
    await terminal.waitFor('fields: name type state size region');
    terminal.press('ctrl-u');
    terminal.type('type:re:^aml !gpu');
    await terminal.waitFor(/1 COMPUTES 3 of 17/u);
    terminal.press('enter', '/', 'ctrl-u');
    terminal.type('re:(');
    await terminal.waitFor('is not a regular expression');
    terminal.press('enter');
    await terminal.waitFor(/1 COMPUT[^]*"\(" is not a regular expression/u);
    for (const line of terminal.screen()) expect(line.length).toBeLessThan(columns);
  });
});

test('the palette finds jobs in a list of a hundred thousand while it is still being read, in ASCII', async () => {
  const terminal = openTerminal({ args: [...boardArguments('huge'), '--ascii'] });
  opened.push(terminal);
  await terminal.waitFor(/3 QUEUE \d+\+? ?r/u, 30_000);
  await type(terminal, 'sweep-aug-', /^ > sweep-aug-\S+ +job /mu);
  expect(terminal.screen().join('\n')).toMatch(/first 50 jobs of [\d,]+ so far/u);
  terminal.press('end', 'enter');
  await terminal.waitFor('> jobs >');
});

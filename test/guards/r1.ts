import type { Breakage } from './breakage.ts';

export const r1: readonly Breakage[] = [
  {
    breaks: 'SIGTERM ends the program as Node would have it: nothing is put back',
    source: 'src/terminal/ways-out.ts',
    from: "for (const signal of ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const) {",
    to: "for (const signal of ['SIGHUP', 'SIGINT', 'SIGQUIT'] as const) {",
    test: 'test/e2e/ways-to-die.test.ts',
    named: 'after SIGTERM$',
  },
  {
    breaks: 'the cursor stays hidden in the terminal that is given back',
    source: 'src/terminal/sequences.ts',
    from: 'export const restoring = `${modesOff}${csi}?1049l${csi}?25h`;',
    to: 'export const restoring = `${modesOff}${csi}?1049l`;',
    test: 'test/e2e/ways-to-die.test.ts',
    named: 'after q$',
  },
  {
    breaks: 'a terminal that is closed is not noticed while its signal is ignored: the program runs on',
    source: 'src/terminal/ways-out.ts',
    from: "  for (const event of ['end', 'close', 'error']) host.stdin.on(event, gone);\n  for (const event of ['close', 'error']) host.stdout.on(event, gone);",
    to: '',
    test: 'test/e2e/ways-to-die.test.ts',
    named: 'hang-up signal is ignored',
  },
];

import type { Breakage } from './breakage.ts';

export const r6: readonly Breakage[] = [
  {
    breaks: 'nothing is drawn anew after a change of the window size',
    source: 'src/terminal/use-repaint.ts',
    from: "    process.on('SIGWINCH', wait);",
    to: "    process.off('SIGWINCH', wait);",
    test: 'test/e2e/resize.test.ts',
  },
  {
    breaks: 'a change away and back at once goes unnoticed, because the size is the same',
    source: 'src/terminal/use-repaint.ts',
    from: "    process.on('SIGWINCH', wait);",
    to: "    process.stdout.on('resize', wait);",
    test: 'test/e2e/resize.test.ts',
    named: 'before the program looks',
  },
  {
    breaks: 'the picture is put right seconds after the window has stopped changing',
    source: 'src/terminal/use-repaint.ts',
    from: 'const quietMs = 60;',
    to: 'const quietMs = 60_000;',
    test: 'test/e2e/resize.test.ts',
  },
  {
    breaks: 'a log that is followed keeps the few lines that a small window had room for',
    source: 'src/screens/LogScreen.tsx',
    from: '${String(look.wrap)} ${look.rows} ${look.wrap',
    to: '${String(look.wrap)} ${look.wrap',
    test: 'test/screens/resize.test.tsx',
    named: 'log throws',
  },
  {
    breaks: 'what does not fit into the window is drawn all the same',
    source: 'src/screens/Shell.tsx',
    from: '<Box flexDirection="column" width={columns} height={rows} overflow="hidden">',
    to: '<Box flexDirection="column" width={columns}>',
    test: 'test/screens/resize.test.tsx',
    named: 'board throws|form throws',
  },
  {
    breaks: 'screens are drawn into a window that they do not fit into',
    source: 'src/screens/Shell.tsx',
    from: 'export const smallest = { columns: 60, rows: 16 } as const;',
    to: 'export const smallest = { columns: 1, rows: 1 } as const;',
    test: 'test/screens/resize.test.tsx',
    named: 'board throws',
  },
  {
    breaks: 'lines are a cell wider than the window leaves them',
    source: 'src/screens/Shell.tsx',
    from: '  const columns = Math.max(1, size.columns - 1);',
    to: '  const columns = Math.max(1, size.columns + 1);',
    test: 'test/screens/resize.test.tsx',
    named: 'board throws',
  },
];

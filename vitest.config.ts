import { defineConfig } from 'vitest/config';

/** `unit` needs no terminal and no build; `e2e` drives the built program in a real pty. */
// oxlint-disable-next-line import/no-default-export -- vitest reads the default export
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/e2e/**'],
          // a limit for what hangs, not a measure: times depend on who else uses the machine
          testTimeout: 30_000,
          hookTimeout: 30_000,
          setupFiles: ['test/support/setup.ts'],
          env: { NODE_ENV: 'test', NO_COLOR: '', FORCE_COLOR: '1' },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});

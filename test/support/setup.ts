import { afterEach, beforeEach, vi, type MockInstance } from 'vitest';

// A gate gives the same answer twice for the same sources: where it runs, properties are tried with the same cases each time. Every run by
// hand looks for new ones.
if (process.env['CI'] !== undefined) {
  const { configureGlobal } = await import('fast-check');
  configureGlobal({ seed: 2022_10_01 });
}

// React and Ink report a component that threw, or a selector that never settles, on the console only, and leave a blank
// frame behind: no test may pass over that.
let errors: MockInstance<typeof console.error>;

beforeEach(() => {
  errors = vi.spyOn(console, 'error');
});

afterEach(() => {
  const written = errors.mock.calls.map((args) => args.map(String).join(' '));
  errors.mockRestore();
  if (written.length > 0) throw new Error(`console.error was written to:\n${written.join('\n')}`);
});

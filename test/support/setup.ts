import { afterEach, beforeEach, vi, type MockInstance } from 'vitest';

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

import { afterEach, beforeEach, vi, type MockInstance } from 'vitest';

// A gate gives the same answer twice for the same sources: where it names a seed, properties are tried with the same cases each time. Every
// run by hand looks for new ones.
const seed = process.env['PROPERTY_SEED'];
if (seed !== undefined) {
  const { configureGlobal } = await import('fast-check');
  // A report that names its cause can be told from one of a mistake.
  configureGlobal({ seed: Number(seed), includeErrorInReport: true });
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

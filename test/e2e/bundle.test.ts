import { describe, expect, test } from 'vitest';
import { bundledSources, loadedBeforeFirstPaint } from './support/bundle.ts';

describe('what is loaded before the first paint', () => {
  const { bytes, inputs } = loadedBeforeFirstPaint();

  test('is at most 520 kB', () => {
    expect(bytes).toBeLessThanOrEqual(520_000);
  });

  test('has Ink in it, so that the sum above counts the right files', () => {
    expect(inputs.some((path) => path.includes('node_modules/ink/'))).toBe(true);
    expect(inputs).toContain('src/main.tsx');
  });

  test('has neither the SDK nor the simulated world, the printing of tables or code, the forms or the guidance in it', () => {
    expect(
      inputs.filter((path) =>
        /@azure|msal|node_modules\/yaml\/|src\/(?:azure\/arm|simulator\/world|cli)\/|targets\/(?:forms?|field|changes|guides)\.ts|next-steps|GuideScreen|export\/(?!code\.ts)/u.test(
          path,
        ),
      ),
    ).toEqual([]);
  });
});

test('nothing in the program can open a browser', () => {
  const sources = bundledSources();
  expect(sources.some((path) => path.includes('node_modules/@azure/identity/'))).toBe(true);
  expect(sources.filter((path) => /node_modules\/(?:open|default-browser)\//u.test(path))).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { languages, type CodeAction } from '#azure/export/code.ts';
import { codeOf } from '#azure/export/index.ts';
import { acts, allFixtures, makeOf, where } from './fixtures.ts';

/** An action in every language, as one readable text. */
const inAll = (action: CodeAction): string =>
  languages
    .map(({ id, title }) => {
      const code = codeOf(id, action, where);
      return `===== ${title}\n${code.is === 'code' ? code.text : `(none: ${code.why})\n`}`;
    })
    .join('\n');

const snapshot = (kind: string): string => `./snapshots/${kind}.txt`;

describe('the same action as code, in every language', () => {
  const kinds = [...new Set(allFixtures.map(({ target }) => target))];

  it.each(kinds)('is exactly this for every draft of %s', async (kind) => {
    const texts = allFixtures
      .filter(({ target }) => target === kind)
      .map((fixture) => `########## ${fixture.title}\n\n${inAll(makeOf(fixture))}`);
    await expect(texts.join('\n\n')).toMatchFileSnapshot(snapshot(kind));
  });

  it('is exactly this for what acts on a compute', async () => {
    const texts = Object.entries(acts).map(([title, action]) => `########## ${title}\n\n${inAll(action)}`);
    await expect(texts.join('\n\n')).toMatchFileSnapshot(snapshot('actions'));
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { languages, type CodeAction, type LanguageId } from '#azure/export/code.ts';
import { codeOf } from '#azure/export/index.ts';
import { jobFixtures, planOfJob, type JobFixture } from '#test/azure/jobs/jobs.ts';
import { where } from './fixtures.ts';
import { compilePython, has, runShell, syntaxOfShell, slow } from './interpreters.ts';

const hostile = 'it\'s "$(touch x)" `id` \\ ${HOME} é';
const secrets = { WANDB_API_KEY: hostile, hf: 'from outside' };

const fixtures: readonly JobFixture[] = [
  ...jobFixtures,
  {
    title: 'hostile texts',
    draft: {
      command: `${hostile}\n\tYAML\nYAML\necho 0o17`,
      displayName: hostile,
      tags: `a=${hostile}`,
      variables: `A=${hostile}\nB=yes\nC=017`,
    },
    properties: {},
  },
];

const actionOf = ({ draft }: JobFixture): Extract<CodeAction, { is: 'submit' }> => {
  const { name, body, secrets: paths } = planOfJob(draft);
  return { is: 'submit', name, body, secrets: paths };
};

const textOf = (id: LanguageId, fixture: JobFixture): string | undefined => {
  const code = codeOf(id, actionOf(fixture), where);
  return code.is === 'code' ? code.text : undefined;
};

const after = (words: readonly string[], option: string): string | undefined =>
  words.includes(option) ? words[words.indexOf(option) + 1] : undefined;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The properties that are sent, with what the variables hold in place of the secrets. */
const propertiesOf = (fixture: JobFixture): Readonly<Record<string, unknown>> => {
  const { body } = planOfJob(fixture.draft);
  const properties = isRecord(body) && isRecord(body['properties']) ? body['properties'] : {};
  const variables = properties['environmentVariables'];
  return {
    ...properties,
    ...(isRecord(variables)
      ? {
          environmentVariables: Object.fromEntries(
            Object.entries(variables).map(([key, value]) => [
              key,
              Object.entries(secrets).find(([name]) => name === key)?.[1] ?? value,
            ]),
          ),
        }
      : {}),
  };
};

describe('a command job as code, in every language', () => {
  it('is exactly this', async () => {
    const texts = fixtures.map((fixture) =>
      [
        `########## ${fixture.title}\n`,
        ...languages.map(({ id, title }) => {
          const code = codeOf(id, actionOf(fixture), where);
          return `===== ${title}\n${code.is === 'code' ? code.text : `(none: ${code.why})\n`}`;
        }),
      ].join('\n'),
    );
    await expect(texts.join('\n\n')).toMatchFileSnapshot('./snapshots/jobs.txt');
  });

  it('never holds a secret', () => {
    for (const fixture of fixtures)
      for (const { id } of languages) expect(textOf(id, fixture) ?? '').not.toMatch(/s3cret|x=y/u);
  });

  it('says of v1 what it can do, and why not where it cannot', () => {
    const [ofRegistry, ofWorkspace] = jobFixtures;
    if (ofRegistry === undefined || ofWorkspace === undefined) throw new Error('the fixtures are gone');
    expect(codeOf('cli-v1', actionOf(ofWorkspace), where)).toMatchObject({ is: 'none' });
    expect(codeOf('python-v1', actionOf(ofRegistry), where)).toMatchObject({
      is: 'none',
      why: expect.stringContaining('registries') as string,
    });
    expect(textOf('python-v1', ofWorkspace)).toContain('ScriptRunConfig(');
  });
});

describe.skipIf(!has.bash)('the code of a job for a shell', slow, () => {
  it('is read by bash without a complaint', () => {
    for (const fixture of fixtures)
      for (const id of ['rest', 'cli-v2'] as const) expect(syntaxOfShell(textOf(id, fixture) ?? '')).toBe('');
  });

  it.skipIf(!has.jq).each(fixtures)('sends with curl exactly what the form plans: $title', (fixture) => {
    const { calls, stderr } = runShell(textOf('rest', fixture) ?? '', secrets);
    expect(stderr).toBe('');
    const { words = [], input = '' } = calls[0] ?? {};
    const data = after(words, '--data-binary');
    const body: unknown = JSON.parse(data === '@-' ? input : (data ?? ''));
    expect(body).toEqual({ properties: propertiesOf(fixture) });
    expect(after(words, '--request')).toBe('PUT');
    expect(after(words, '--url')).toMatch(/\/workspaces\/ml-team\/jobs\/job-1\?api-version=2022-10-01$/u);
    expect(words.some((word) => word.includes('If-None-Match'))).toBe(false);
  });

  it('stops when a secret is not set', () => {
    const fixture = jobFixtures[1];
    if (fixture === undefined) throw new Error('the fixture is gone');
    for (const id of ['rest', 'cli-v2'] as const) {
      const { calls, stderr } = runShell(textOf(id, fixture) ?? '', {});
      expect(calls).toEqual([]);
      expect(stderr).toContain('WANDB_API_KEY: is not set');
    }
  });

  it.each(fixtures)('is for az ml a file that says the same as the body: $title', (fixture) => {
    const { calls, folder } = runShell(textOf('cli-v2', fixture) ?? '', secrets);
    const { words = [] } = calls[0] ?? {};
    expect(words.slice(0, 4)).toEqual(['az', 'ml', 'job', 'create']);
    const text = readFileSync(join(folder, after(words, '--file') ?? ''), 'utf8');
    const yaml: unknown = parse(text);
    // The same to readers of both versions.
    expect(parse(text, { version: '1.1' })).toEqual(yaml);
    const said = isRecord(yaml) ? yaml : {};
    const sent = propertiesOf(fixture);
    expect(said).toMatchObject({ type: 'command', name: 'job-1', command: sent['command'] });
    expect(said['display_name']).toEqual(sent['displayName']);
    expect(said['tags']).toEqual(sent['tags']);
    const set = words.flatMap((word, index) => (words[index - 1] === '--set' ? [word] : []));
    const given = Object.fromEntries(
      set.map((word) => {
        const [, name = '', value = ''] = /^environment_variables\.(\w+)=([^]*)$/u.exec(word) ?? [];
        return [name, value];
      }),
    );
    const inFile = isRecord(said['environment_variables']) ? said['environment_variables'] : {};
    expect({ ...inFile, ...given }).toEqual(sent['environmentVariables'] ?? {});
  });
});

it.skipIf(!has.python3)('the Python of every job is compiled without a complaint', slow, () => {
  const codes = fixtures.flatMap((fixture) =>
    (['python-v2', 'python-v1'] as const).flatMap((id) => textOf(id, fixture) ?? []),
  );
  expect(codes.length).toBeGreaterThan(10);
  expect(compilePython(codes)).toBe('');
});

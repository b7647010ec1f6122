import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { languages, type CodeAction, type LanguageId } from '#azure/export/code.ts';
import { codeOf } from '#azure/export/index.ts';
import { variableFor } from '#azure/export/sealed.ts';
import { acts, allFixtures, makeOf, where } from './fixtures.ts';
import { compilePython, has, runShell, secretsOfTests, syntaxOfShell, slow } from './interpreters.ts';

const actions: readonly (readonly [string, CodeAction])[] = [
  ...allFixtures.map((fixture) => [`${fixture.target}: ${fixture.title}`, makeOf(fixture)] as const),
  ...Object.entries(acts),
];

const textOf = (id: LanguageId, action: CodeAction): string | undefined => {
  const code = codeOf(id, action, where);
  return code.is === 'code' ? code.text : undefined;
};

const inLanguages = (ending: 'sh' | 'py') =>
  actions.flatMap(([title, action]) =>
    languages
      .filter((language) => language.ending === ending)
      .flatMap((language) => {
        const text = textOf(language.id, action);
        return text === undefined ? [] : [{ title: `${title}, ${language.title}`, text }];
      }),
  );

/** The body with what the variables hold in place of its secrets. */
const withVariables = (value: unknown, secrets: readonly string[], path = ''): unknown => {
  if (secrets.includes(path)) return secretsOfTests[variableFor(path)];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      withVariables(inner, secrets, path === '' ? key : `${path}.${key}`),
    ]),
  );
};

const after = (words: readonly string[], option: string): string | undefined => {
  const index = words.indexOf(option);
  return index < 0 ? undefined : words[index + 1];
};

describe.skipIf(!has.bash)('the code for a shell', slow, () => {
  it('is read by bash without a complaint, all of it', () => {
    for (const { title, text } of inLanguages('sh'))
      expect([title, syntaxOfShell(text)]).toEqual([title, '']);
  });

  it.skipIf(!has.jq).each(actions.filter(([, { is }]) => is === 'make'))(
    'sends with curl exactly the body that the form plans, its secrets from the environment: %s',
    (_, action) => {
      if (action.is !== 'make') throw new Error('filtered above');
      const { calls, stderr } = runShell(textOf('rest', action) ?? '');
      expect(stderr).toBe('');
      expect(calls).toHaveLength(1);
      const { words = [], input = '' } = calls[0] ?? {};
      const data = after(words, '--data-binary');
      const body: unknown = JSON.parse(data === '@-' ? input : (data ?? ''));
      expect(body).toEqual(withVariables(action.body, action.secrets));
      expect(words).toContain('Authorization: Bearer TOKEN');
      expect(after(words, '--request')).toBe('PUT');
      expect(after(words, '--url')).toBe(
        `https://management.azure.com/subscriptions/${where.place.subscriptionId}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ml-team/computes/${action.name}?api-version=2022-10-01`,
      );
      // Secrets are on no command line.
      expect(data === '@-').toBe(action.secrets.length > 0);
    },
  );

  it('sends with curl exactly the request that acts on a compute', () => {
    const request = (name: string) => {
      const { calls } = runShell(textOf('rest', acts[name] ?? fail(name)) ?? '');
      const words = calls[0]?.words ?? [];
      return [after(words, '--request'), after(words, '--url')?.split('/computes/')[1]];
    };
    expect(request('scale')).toEqual(['PATCH', 'train?api-version=2022-10-01']);
    expect(request('start')).toEqual(['POST', 'ada-box/start?api-version=2022-10-01']);
    expect(request('delete')).toEqual([
      'DELETE',
      'train?api-version=2022-10-01&underlyingResourceAction=Delete',
    ]);
    expect(request('detach')).toEqual([
      'DELETE',
      'dsvm?api-version=2022-10-01&underlyingResourceAction=Detach',
    ]);
  });

  it.each(['rest', 'cli-v2', 'cli-v1'] as const)('stops before %s when a secret is not set', (id) => {
    const fixture = allFixtures.find(({ title }) => title === 'SSH with a password');
    if (fixture === undefined) throw new Error('the fixture is gone');
    const { calls, stderr } = runShell(textOf(id, makeOf(fixture)) ?? '', {});
    expect(calls).toEqual([]);
    expect(stderr).toContain('SSH_PASSWORD: is not set');
  });
});

const fail = (name: string): never => {
  throw new Error(`nothing is called ${name}`);
};

describe.skipIf(!has.bash)('the YAML of az ml v2', slow, () => {
  const written = (action: CodeAction): { readonly yaml: string; readonly words: readonly string[] } => {
    const { calls, folder } = runShell(textOf('cli-v2', action) ?? '');
    const words = calls[0]?.words ?? [];
    return { yaml: readFileSync(join(folder, after(words, '--file') ?? ''), 'utf8'), words };
  };

  const made = actions.filter(([, action]) => action.is === 'make' && textOf('cli-v2', action) !== undefined);

  it.each(made)('is the file that the command reads, of that name and type: %s', (_, action) => {
    const { yaml, words } = written(action);
    expect(words.slice(0, 3)).toEqual(['az', 'ml', 'compute']);
    // The same to readers of both versions of YAML.
    expect(parse(yaml, { version: '1.1' })).toEqual(parse(yaml, { version: '1.2' }));
    expect(parse(yaml)).toMatchObject({ name: action.name });
  });

  it('says what the body says, in its own words', () => {
    const fixture = allFixtures.find(({ title }) => title === 'size, priority, scale');
    const { yaml } = written(makeOf(fixture ?? fail('the fixture')));
    expect(parse(yaml)).toEqual({
      $schema: 'https://azuremlschemas.azureedge.net/latest/amlCompute.schema.json',
      type: 'amlcompute',
      name: 'train',
      size: 'Standard_DS3_v2',
      tier: 'low_priority',
      min_instances: 2,
      max_instances: 2,
      idle_time_before_scale_down: 5400,
      ssh_public_access_enabled: false,
      enable_node_public_ip: true,
    });
  });

  it('has no secret in it: the command has it, from the environment', () => {
    const fixture = allFixtures.find(({ title }) => title === 'SSH with a password');
    const { yaml, words } = written(makeOf(fixture ?? fail('the fixture')));
    expect(parse(yaml)).toMatchObject({ ssh_settings: { admin_username: 'azureuser' } });
    expect(yaml).not.toContain('password');
    expect(after(words, '--admin-password')).toBe(secretsOfTests['SSH_PASSWORD']);
  });
});

describe.skipIf(!has.python3)('the code for Python', slow, () => {
  it('is compiled by Python without a complaint, all of it', () => {
    expect(compilePython(inLanguages('py').map(({ text }) => text))).toBe('');
  });
});

describe('no language', () => {
  it('ever prints a secret', () => {
    const leaks = allFixtures.flatMap((fixture) => {
      const action = makeOf(fixture);
      const secrets = action.secrets.map((path) =>
        path
          .split('.')
          .reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)[key], action.body),
      );
      return languages.flatMap(({ id }) =>
        // A secret of several lines would be found by any of them.
        secrets
          .flatMap((secret) => String(secret).split('\n'))
          .filter((line) => line.length > 1 && (textOf(id, action) ?? '').includes(line))
          .map((line) => [fixture.title, id, line]),
      );
    });
    expect(allFixtures.some((fixture) => makeOf(fixture).secrets.length > 0)).toBe(true);
    expect(leaks).toEqual([]);
  });

  it('is silent about a type that it does not know, and REST knows all of them', () => {
    const action: CodeAction = {
      is: 'make',
      name: 'new',
      body: { location: 'westeurope', properties: { computeType: 'Quantum' } },
      secrets: [],
    };
    const words = languages.map(({ id }) => {
      const code = codeOf(id, action, where);
      return code.is === 'none' ? code.why : 'code';
    });
    expect(words[0]).toBe('code');
    for (const why of words.slice(1)) expect(why).toContain('does not know Quantum');
  });
});

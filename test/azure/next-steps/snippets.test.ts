import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import type { Guide, Snippet } from '#azure/guide.ts';
import { computeTypes } from '#azure/model.ts';
import { computeId } from '#azure/place.ts';
import { computeGuide, stepTitles, targetGuide } from '#azure/targets/guides.ts';
import { targets } from '#azure/targets/index.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;

const hostile = `it's "$(id)" \\ ü`;
const places = {
  plain: { subscriptionId: '0f5f2c5e-1', resourceGroup: 'rg-ml', workspace: 'mlw' },
  hostile: { subscriptionId: hostile, resourceGroup: `g ${hostile}`, workspace: `w: ${hostile} # x` },
} as const;
const name = `c ${hostile}`;

const present = (guide: Guide | undefined): Guide => {
  if (guide === undefined) throw new Error('there is no such page');
  return guide;
};

/** Every page there is, about ordinary names and about hostile ones. */
const pages = Object.values(places).flatMap((place) => [
  ...targets.map(({ id }) => present(targetGuide(id, { place, port: 8890 }))),
  ...computeTypes.map((type) => present(computeGuide(type, computeId(place, name), { place, port: 65_535 }))),
]);
const snippetsOf = (guides: readonly Guide[], language: Snippet['language']): readonly Snippet[] =>
  guides
    .flatMap(({ sections }) => sections.flatMap(({ snippets }) => snippets))
    .filter((snippet) => snippet.language === language);

const inFiles = (snippets: readonly Snippet[], extension: string): readonly string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'aml-workbench-snippets-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return snippets.map(({ text }, index) => {
    const file = join(folder, `snippet-${index}.${extension}`);
    writeFileSync(file, text);
    return file;
  });
};

describe('every snippet of every page', () => {
  test.skipIf(!hasPython)('in Python compiles', () => {
    const files = inFiles(snippetsOf(pages, 'python'), 'py');
    expect(files.length).toBeGreaterThan(40);
    const { status, stderr } = spawnSync('python3', ['-m', 'py_compile', ...files], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test('for a shell is one that bash can read', () => {
    const files = inFiles(snippetsOf(pages, 'shell'), 'sh');
    expect(files.length).toBeGreaterThan(20);
    for (const file of files)
      expect(spawnSync('bash', ['-n', file], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  test('in YAML or JSON is parsed', () => {
    const texts = snippetsOf(pages, 'yaml').map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(20);
    for (const text of texts) expect(parse(text, { strict: true, uniqueKeys: true })).toBeTypeOf('object');
    for (const { text } of snippetsOf(pages, 'json')) expect(JSON.parse(text)).toBeTypeOf('object');
  });

  test('in Python fits a screen of 80 columns with ordinary names', () => {
    const wide = snippetsOf(
      pages.filter((page) => !JSON.stringify(page).includes('$(id)')),
      'python',
    ).flatMap(({ text }) => text.split('\n').filter((line) => line.length > 73));
    expect(wide).toEqual([]);
  });

  test('holds no secret: what one is needed for comes from the environment', () => {
    for (const snippet of snippetsOf(pages, 'shell'))
      for (const [, value = ''] of snippet.text.matchAll(/--registry-(?:password|username) (\S+)/gu))
        expect(value).toMatch(/^"\$[A-Z_]+"$/u);
  });

  test('has a title of its own on its page, by which the notice of copying names it', () => {
    for (const { sections } of pages) {
      const titles = sections.flatMap(({ snippets }) => snippets.map(({ title }) => title));
      expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
    }
  });
});

describe('hostile names arrive whole', () => {
  const about = (type: (typeof computeTypes)[number]): Guide =>
    present(computeGuide(type, computeId(places.hostile, name), { place: places.hostile, port: 8890 }));

  test('in the commands of Azure CLI', () => {
    const [submit] = snippetsOf([about('AmlCompute')], 'shell');
    const { stdout } = spawnSync('bash', ['-c', `az() { printf '%s\\0' "$@"; }\n${submit?.text}`], {
      encoding: 'utf8',
    });
    expect(stdout.split('\u0000').slice(0, -1)).toEqual([
      'ml',
      'job',
      'create',
      '--file',
      'job.yml',
      '--stream',
      '--subscription',
      places.hostile.subscriptionId,
      '--resource-group',
      places.hostile.resourceGroup,
      '--workspace-name',
      places.hostile.workspace,
    ]);
  });

  test.each([
    ['AmlCompute', `azureml:${name}`],
    ['ComputeInstance', `azureml:${name}`],
    ['Kubernetes', `azureml:${name}`],
    ['SynapseSpark', name],
  ] as const)('in the YAML of a job on %s', (type, compute) => {
    const [job] = snippetsOf([about(type)], 'yaml');
    expect(parse(job?.text ?? '')).toMatchObject({ compute });
  });

  const inPython = computeTypes.filter((type) => type !== 'SynapseSpark');
  test.skipIf(!hasPython).each(inPython)('in the Python for %s', (type) => {
    const [first] = snippetsOf([about(type)], 'python').filter(({ text }) => !text.startsWith('import os'));
    const reader =
      'import ast,json,sys\nprint(json.dumps([n.value for n in ast.walk(ast.parse(sys.stdin.read())) if isinstance(n, ast.Constant) and isinstance(n.value, str)]))';
    const { stdout } = spawnSync('python3', ['-c', reader], {
      input: first?.text ?? '',
      encoding: 'utf8',
      env: { ...process.env, PYTHONUTF8: '1' },
    });
    expect(JSON.parse(stdout)).toEqual(
      expect.arrayContaining([name, ...Object.values(places.hostile)] as string[]),
    );
  });
});

describe('each kind of compute has its next step', () => {
  test.each([
    ['AmlCompute', 'Submit a job', 'type: command'],
    ['AmlCompute', 'Tune hyperparameters', 'type: sweep'],
    ['ComputeInstance', 'Submit a job', 'type: command'],
    ['Kubernetes', 'Submit a job', 'instance_type:'],
    ['Kubernetes', 'Deploy a model to it', 'kubernetesOnlineEndpoint'],
    ['AKS', 'Deploy a model to it', 'AksWebservice.deploy_configuration'],
    ['VirtualMachine', 'Run configuration', '# On a machine with a GPU: DEFAULT_GPU_IMAGE'],
    ['VirtualMachine', 'Run configuration', 'CondaDependencies.create'],
    ['HDInsight', 'Run configuration', 'RunConfiguration(framework="pyspark")'],
    ['Batch', 'Use it as a step of a pipeline', 'AzureBatchStep('],
    ['Databricks', 'Use it as a step of a pipeline', 'DatabricksStep('],
    ['DataLakeAnalytics', 'Use it as a step of a pipeline', 'AdlaStep('],
    ['DataFactory', 'Use it as a step of a pipeline', 'DataTransferStep('],
    ['SynapseSpark', 'Submit a Spark job', 'type: spark'],
    ['AmlCompute', 'The managed identity in code', 'DEFAULT_IDENTITY_CLIENT_ID'],
    ['ComputeInstance', 'The managed identity in code', 'ManagedIdentityCredential('],
  ] as const)('%s: %s has %s', (type, title, code) => {
    const place = places.plain;
    expect(stepTitles(type, { place, name: 'x' })).toContain(title);
    const { sections } = present(computeGuide(type, computeId(place, 'x'), { place, port: 8890 }));
    const section = sections.find((each) => each.title === title);
    expect(section?.snippets.map(({ text }) => text).join('\n')).toContain(code);
  });
});

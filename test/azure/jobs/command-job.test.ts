import { describe, expect, it, test } from 'vitest';
import { commandJobForm } from '#azure/jobs/command-job.ts';
import { whyNoJobs } from '#azure/jobs/runs-jobs.ts';
import type { Draft } from '#azure/targets/field.ts';
import { readSpecification, skipNote, specificationIsThere } from '#test/conformance/specification.ts';
import {
  checkedJob,
  cluster,
  facts,
  inRegistry,
  jobFixtures,
  kubernetes,
  machine,
  ofWorkspace,
  planOfJob,
  stoppedInstance,
} from './jobs.ts';

describe('the body of a command job', () => {
  test.each(jobFixtures)('with $title is exactly this', ({ draft, properties, secrets }) => {
    const plan = planOfJob(draft);
    expect(plan.body).toStrictEqual({ properties });
    expect(plan.secrets).toStrictEqual(secrets ?? []);
  });

  test.skipIf(!specificationIsThere)(`conforms to the specification${skipNote}`, () => {
    const { check } = readSpecification();
    const wrong = jobFixtures.map(({ title, draft }) => ({
      title,
      faults: check('JobBaseResource', planOfJob(draft).body, 'request').faults,
    }));
    expect(wrong.filter(({ faults }) => faults.length > 0)).toEqual([]);
  });

  it('is told to the checks by the name of its compute, its nodes and its environment', () => {
    expect(planOfJob({ compute: 'GPU-TRAIN', count: '3' }).job).toEqual({
      compute: 'gpu-train',
      count: 3,
      environmentId: inRegistry,
    });
  });
});

const refused: readonly (readonly [string, string, string])[] = [
  ['command', '  ', 'a command is needed'],
  ['command', '--- !', 'a letter, a digit or _'],
  ['command', 'a\u0007b', 'control characters'],
  ['environment', '', 'an environment is needed'],
  ['environment', 'sklearn', 'is no id of an environment'],
  ['environment', 'azureml:sklearn', 'is no id of an environment'],
  [
    'environment',
    'azureml://registries/azureml/environments/sklearn-1.5',
    'the id of an environment of a registry',
  ],
  ['environment', ofWorkspace.replace('/versions/4', ''), 'its version is missing'],
  ['environment', ofWorkspace.replace('environments', 'models'), 'is not a version of an environment'],
  ['compute', '', 'a compute is needed'],
  ['compute', 'nobody', 'this workspace has no compute "nobody"'],
  ['compute', 'dsvm', 'dsvm runs no command jobs'],
  ['count', '0', '1 or more'],
  ['count', '1.5', '1 or more'],
  ['name', '', 'a name is needed'],
  ['name', 'a b', 'not " "'],
  ['name', '-a', 'must begin with a letter or a digit'],
  ['name', 'a'.repeat(256), 'at most 255'],
  ['limit', '0', 'a time is needed'],
  ['limit', 'soon', 'a time is needed'],
  ['shm', '8 gigs', 'a size is a number'],
  ['variables', 'A', 'entry 1 is not NAME=value'],
  ['variables', 'A=1\n2B=x', 'entry 2 is not NAME=value'],
  ['variables', 'A=1, A=2', '"A" is there twice'],
  ['variables', 'HF_TOKEN=hf_x', '"HF_TOKEN" looks like a secret'],
  ['secretVariables', 'hf_x', 'entry 1 is not NAME=value'],
];

describe('the form of a command job', () => {
  test.each(refused)('says in words what is wrong with the %s %j', (field, text, words) => {
    const { fields, plan } = checkedJob({ [field]: text });
    expect(plan).toBeUndefined();
    expect(fields[field]).toMatchObject({ is: 'block' });
    expect(fields[field]?.words).toContain(words);
  });

  const blocked: readonly (readonly [Draft, string])[] = [
    [{ count: '5' }, '5 instances, but gpu-train has at most 4 nodes: it would never start'],
    [{ compute: 'ada', count: '2' }, 'ada is one instance: instances must be 1'],
    [{ variables: 'A=1', secretVariables: 'A=2' }, 'A is among the variables and the secret ones'],
  ];
  test.each(blocked)('blocks %j', (draft, words) => {
    expect(checkedJob(draft)).toMatchObject({ blocks: [words] });
    expect(checkedJob(draft).plan).toBeUndefined();
  });

  it('lets a job on Kubernetes have as many nodes as it asks for: nothing is known of its limits', () => {
    expect(checkedJob({ compute: 'k8s', count: '50' }).plan).toBeDefined();
  });

  it('warns of an instance that is stopped, of nodes without a distribution, and of who sees secrets', () => {
    const warnings = (draft: Draft): readonly string[] => checkedJob(draft).plan?.warnings ?? [];
    expect(warnings({})).toEqual([]);
    expect(warnings({ compute: 'ada' })).toEqual(['ada is Stopped: the job waits until it is started']);
    expect(warnings({ count: '2' })).toEqual([expect.stringContaining('no distribution is chosen')]);
    expect(warnings({ secretVariables: 'A=1' })).toEqual([
      expect.stringContaining('everybody who may read it'),
    ]);
  });

  it('takes an environment as YAML names it, for the one of the workspace that it means', () => {
    const { plan } = checkedJob({ environment: 'azureml:team-train:4' });
    expect(plan?.job.environmentId).toBe(ofWorkspace);
    expect(checkedJob({ environment: `azureml:${ofWorkspace}` }).plan?.job.environmentId).toBe(ofWorkspace);
  });

  it('warns of an environment of another workspace', () => {
    const elsewhere = ofWorkspace.replace('ml-team', 'ml-other');
    expect(checkedJob({ environment: elsewhere }).fields['environment']).toMatchObject({ is: 'warn' });
  });

  it('never repeats a secret in its words', () => {
    const typed = { secretVariables: 's3cret', variables: 'HF_TOKEN=s3cret' };
    expect(JSON.stringify(checkedJob(typed).fields)).not.toContain('s3cret');
  });

  it('proposes a name that no other job has, a new one each time', () => {
    const names = Array.from({ length: 20 }, () => commandJobForm.initial(facts)['name'] ?? '');
    expect(new Set(names).size).toBe(20);
    for (const name of names) {
      expect(name).toMatch(/^job-[a-z0-9]{8}$/u);
      expect(checkedJob({ name }).plan?.name).toBe(name);
    }
  });
});

describe('why a compute runs no jobs', () => {
  it('is said of what cannot, and of what is going or has failed', () => {
    expect([cluster, stoppedInstance, kubernetes].map(whyNoJobs)).toEqual([undefined, undefined, undefined]);
    expect(whyNoJobs(machine)).toBe('dsvm runs no command jobs: clusters, instances and Kubernetes do');
    expect(whyNoJobs({ ...cluster, provisioning: { is: 'Deleting', text: 'Deleting' } })).toContain(
      'is being deleted',
    );
    expect(whyNoJobs({ ...cluster, provisioning: { is: 'Failed', text: 'Failed' } })).toContain('has failed');
  });
});

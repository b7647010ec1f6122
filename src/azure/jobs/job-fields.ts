import { choice, chosen, optional, when, type FieldSpec, type FieldWords } from '../targets/field.ts';
import { readSeconds } from '../targets/durations.ts';
import { freeText, tagList } from '../targets/free-text.ts';
import { hasControls, quoted, quotedCharacter } from '../targets/quoted.ts';
import type { Compute } from '../model.ts';
import { environmentId } from './environment-id.ts';
import { plainVariables, secretVariables } from './environment-variables.ts';
import { whyNoJobs } from './runs-jobs.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A name that no other job has, as far as chance can tell: 36^8 of them. */
const proposedName = (): string =>
  `job-${[...crypto.getRandomValues(new Uint8Array(8))].map((byte) => letters[byte % letters.length]).join('')}`;

/** The name of a job, its id in the workspace: pattern of `id` in the REST API 2022-10-01. */
const jobName = (words: FieldWords): FieldSpec<string> => ({
  ...words,
  kind: { is: 'text' },
  initial: proposedName,
  parse: (text) => {
    const value = text.trim();
    if (value === '') return { ok: false, why: 'a name is needed: letters, digits, - and _' };
    const odd = /[^\w-]/u.exec(value);
    if (odd !== null)
      return {
        ok: false,
        why: `only letters, digits, - and _ are allowed, not ${quotedCharacter(odd[0])}`,
      };
    if (!/^[A-Za-z0-9]/u.test(value)) return { ok: false, why: 'it must begin with a letter or a digit' };
    return value.length > 255
      ? { ok: false, why: `at most 255 characters are allowed, this has ${value.length}` }
      : { ok: true, value };
  },
});

/** What runs, as a shell reads it; may have several lines. Pattern of `command` in the REST API 2022-10-01: a letter, digit or _ somewhere. */
const command = (words: FieldWords): FieldSpec<string> => ({
  ...words,
  kind: { is: 'text', lines: true },
  initial: '',
  parse: (text) => {
    const value = text.trim();
    if (value === '') return { ok: false, why: 'a command is needed, such as python -c "print(1)"' };
    if (hasControls(value.replaceAll(/[\n\t]/gu, ' ')))
      return { ok: false, why: 'there are control characters in it' };
    return /\w/u.test(value)
      ? { ok: true, value }
      : { ok: false, why: 'a command has a letter, a digit or _ in it' };
  },
});

/** The compute of that name, any case; undefined while the computes are not known. */
export const computeNamed = (name: string, computes: readonly Compute[] | undefined): Compute | undefined =>
  computes?.find((each) => each.name.toLowerCase() === name.toLowerCase());

const jobCompute = (words: FieldWords): FieldSpec<string> => ({
  ...words,
  kind: { is: 'resource', of: 'job-compute' },
  initial: '',
  parse: (text, { computes }) => {
    const name = text.trim();
    if (name === '') return { ok: false, why: 'a compute is needed: Ctrl-O lists those that run jobs' };
    if (computes === undefined)
      return { ok: true, value: name, warn: 'the computes of this workspace are not known yet' };
    const compute = computeNamed(name, computes);
    if (compute === undefined)
      return { ok: false, why: `this workspace has no compute ${quoted(name)}: Ctrl-O lists them` };
    const why = whyNoJobs(compute);
    return why === undefined ? { ok: true, value: compute.name } : { ok: false, why };
  },
});

/** A whole number of 1 or more. */
const atLeastOne = (words: FieldWords, initial: string): FieldSpec<number> => ({
  ...words,
  kind: { is: 'text' },
  initial,
  parse: (text) => {
    const value = Number(text.trim());
    return /^\d{1,9}$/u.test(text.trim()) && value > 0
      ? { ok: true, value }
      : { ok: false, why: 'a whole number is needed: 1 or more' };
  },
});

const timeLimit = (words: FieldWords): FieldSpec<number> => ({
  ...words,
  kind: { is: 'text' },
  initial: '',
  parse: (text) => {
    const value = readSeconds(text.trim());
    return value === undefined || value === 0
      ? { ok: false, why: 'a time is needed, such as 30m, 1h30m or PT2H; empty: no limit' }
      : { ok: true, value };
  },
});

/** Pattern of `shmSize` in the REST API 2022-10-01. */
const shmSize = (words: FieldWords): FieldSpec<string> => ({
  ...words,
  kind: { is: 'text' },
  initial: '',
  parse: (text) => {
    const value = text.trim();
    return /^[1-9]\d{0,8}[bkmg]$/iu.test(value)
      ? { ok: true, value }
      : { ok: false, why: 'a size is a number and b, k, m or g, such as 8g; empty: 2g' };
  },
});

const experiment = (words: FieldWords): FieldSpec<string> => {
  const text = freeText(words, 255);
  return {
    ...text,
    parse: (typed, facts) => {
      const parsed = text.parse(typed, facts);
      return parsed.ok && !/^[A-Za-z0-9][\w-]*$/u.test(parsed.value)
        ? { ...parsed, warn: 'the service may refuse it: letters, digits, - and _, a letter or digit first' }
        : parsed;
    },
  };
};

const basics = 'What it runs';
const where = 'Where it runs';
const more = 'How it runs';

/** What a command job is made of. Not asked: code (nothing is uploaded), inputs and outputs, and the identity (the service's own, AMLToken). */
export const jobFields = {
  command: command({
    label: 'Command',
    help: 'As a shell reads it; nothing is uploaded. Ctrl-X: several lines, in your editor.',
    group: basics,
  }),
  environment: environmentId({
    label: 'Environment',
    help: 'Of this workspace, or azureml://registries/azureml/environments/<name>/versions/<version>.',
    group: basics,
  }),
  compute: jobCompute({ label: 'Compute', help: 'A cluster, an instance or Kubernetes.', group: where }),
  count: atLeastOne({ label: 'Instances', help: 'Nodes at once; an instance is one.', group: where }, '1'),
  name: jobName({
    label: 'Name',
    help: 'Its id in the workspace, of which no other job may have it. Cannot be changed.',
    group: 'Names',
  }),
  displayName: optional(
    freeText({ label: 'Display name', help: 'What lists show; empty: its name.', group: 'Names' }, 255),
  ),
  experiment: optional(
    experiment({ label: 'Experiment', help: 'Groups jobs; empty: Default.', group: 'Names' }),
  ),
  tags: tagList({ label: 'Tags', help: 'team=vision, cost=42; may be empty.', group: 'Names' }),
  variables: plainVariables({
    label: 'Variables',
    help: 'NAME=value, OTHER=value, or a line each (Ctrl-X). Kept with the draft: no secrets.',
    group: more,
  }),
  secretVariables: secretVariables({
    label: 'Secret variables',
    help: 'NAME=value: masked here, never kept. Whoever may read the job in Azure sees them there.',
    group: more,
  }),
  limit: optional(
    timeLimit({ label: 'Time limit', help: 'After it the job is ended. Empty: no limit.', group: more }),
  ),
  shm: optional(
    shmSize({ label: 'Shared memory', help: 'Size of /dev/shm, such as 8g; empty: 2g.', group: more }),
  ),
  distribution: choice(
    {
      label: 'Distribution',
      help: 'What starts its processes on every node.',
      group: more,
    },
    [
      { value: 'none', label: 'none' },
      { value: 'PyTorch', label: 'PyTorch' },
      { value: 'TensorFlow', label: 'TensorFlow' },
      { value: 'Mpi', label: 'MPI' },
    ],
    'none',
  ),
  processes: when(
    chosen('distribution', 'PyTorch', 'Mpi'),
    atLeastOne({ label: 'Processes', help: 'On each node; usually one for each GPU.', group: more }, '1'),
  ),
  workers: when(
    chosen('distribution', 'TensorFlow'),
    optional(atLeastOne({ label: 'Workers', help: 'Empty: as many as instances.', group: more }, '')),
  ),
  servers: when(
    chosen('distribution', 'TensorFlow'),
    optional(atLeastOne({ label: 'Parameter servers', help: 'Empty: none of them.', group: more }, '')),
  ),
};

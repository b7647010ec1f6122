import { isTerminal } from './lookup.ts';
import { hashOf, type Run } from './run.ts';
import type { World } from './world.ts';

/** No log has more lines than this: it is made anew for each request. */
const linesAtMost = 3000;
const everyMs = 1500;

const stamp = (ms: number): string =>
  new Date(ms).toISOString().replace('T', ' ').replace('.', ',').slice(0, 23);

const progress = (share: number): string => {
  const full = Math.floor(share * 20);
  return `${'█'.repeat(full)}${' '.repeat(20 - full)}`;
};

/** How far a stretch of work is, as Python's tqdm draws it: over itself, with carriage returns. */
const bar = (what: string, at: number, of: number, rate: number): string => {
  const share = at / of;
  const percent = String(Math.floor(share * 100)).padStart(3);
  return `\r${what}: ${percent}%|${progress(share)}| ${at}/${of} [${rate.toFixed(1)}it/s]`;
};

const stepsPerEpoch = 40;

/** One piece of a log of work: a line, or a step of a progress bar. Depends on the run's name and the piece's number alone. */
const piece = (run: Run, at: number, ms: number): string => {
  const chance = hashOf(`${run.id} ${at}`);
  const rate = 2 + (chance % 30) / 10;
  const epoch = Math.floor(at / stepsPerEpoch);
  const step = at % stepsPerEpoch;
  if (step === 0)
    return `${stamp(ms)} INFO trainer: epoch ${epoch + 1} begins, lr ${(3e-5 / (1 + epoch / 20)).toExponential(2)}\n`;
  if (step <= 8) return `${bar(`Loading shard ${epoch + 1}`, step, 8, rate * 4)}${step === 8 ? '\n' : ''}`;
  if (step === stepsPerEpoch - 1)
    return `${stamp(ms)} INFO trainer: epoch ${epoch + 1} ended, eval_loss ${(2.2 / (1 + epoch / 6) + (chance % 90) / 1000).toFixed(4)}\n`;
  if (chance % 97 === 0)
    return `${stamp(ms)} WARNING dataloader: worker 3 was slow, 12.4 s for one batch (the storage account may be throttling)\n`;
  const loss = 2.3 / (1 + at / 150) + (chance % 100) / 2000;
  return `step ${at * 50} loss ${loss.toFixed(3)} grad_norm ${(0.6 + (chance % 70) / 100).toFixed(2)} ${rate.toFixed(1)} it/s\n`;
};

const head = (run: Run, ms: number): string =>
  [
    `${stamp(ms)} INFO launcher: run ${run.id} on ${run.target === '' ? 'no compute of its own' : run.target}, ${run.nodes} node${run.nodes === 1 ? '' : 's'}`,
    `${stamp(ms)} INFO launcher: python ${run.job.experiment.replaceAll('-', '_')}.py --run ${run.displayName}`,
    'Seed set to 1337',
    '',
  ].join('\n');

const ends = {
  Completed: (ms: number) => `${stamp(ms)} INFO trainer: done, the model is in outputs/model\n`,
  Failed: (ms: number) =>
    [
      'Traceback (most recent call last):',
      '  File "train.py", line 214, in <module>',
      '    main(parse_args())',
      '  File "train.py", line 187, in main',
      '    loss.backward()',
      'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.50 GiB (GPU 0; 15.78 GiB total capacity)',
      `${stamp(ms)} ERROR launcher: the command ended with exit code 1`,
      '',
    ].join('\n'),
  Canceled: (ms: number) => `${stamp(ms)} WARNING launcher: SIGTERM received, the run was canceled\n`,
} as const;

const work = (world: World, run: Run): string => {
  const { startedAt } = run;
  if (startedAt === undefined) return '';
  const until = run.endedAt ?? world.now;
  const every = Math.max(everyMs, run.job.runMs / linesAtMost);
  const parts = [head(run, startedAt)];
  const count = Math.min(linesAtMost, Math.floor((until - startedAt) / every));
  for (let at = 0; at < count; at += 1) parts.push(piece(run, at, startedAt + at * every));
  const { status } = run;
  if (status === 'Completed' || status === 'Failed' || status === 'Canceled')
    parts.push(
      count > 0 && (count - 1) % stepsPerEpoch > 0 && (count - 1) % stepsPerEpoch < 8 ? '\n' : '',
      ends[status](until),
    );
  return parts.join('');
};

const lifecycle = (world: World, run: Run): string => {
  const { startedAt } = run;
  if (startedAt === undefined) return '';
  const lines = [
    [0, 'vmsize and image are read'],
    [2000, 'setup task: mounting the workspace file store'],
    [9000, 'setup task: ended'],
    [11_000, 'executing the command in its container'],
  ] as const;
  const until = run.endedAt ?? world.now;
  const told = lines
    .filter(([ms]) => startedAt + ms <= until)
    .map(([ms, words]) => `${new Date(startedAt + ms).toISOString()} INFO lifecycler: ${words}\n`);
  const end =
    run.endedAt === undefined ? [] : [`${new Date(run.endedAt).toISOString()} INFO lifecycler: cleaned up\n`];
  return [...told, ...end].join('');
};

const imageSteps = 60;

/** The building of an image, while a job is prepared: a line every other second. */
const building = (world: World, run: Run): string => {
  const { job } = run;
  const count = Math.min(imageSteps, Math.floor((world.now - job.modifiedAt) / 2000));
  return Array.from(
    { length: Math.max(0, count) },
    (_, at) =>
      `${stamp(job.modifiedAt + at * 2000)} Step ${at + 1}/${imageSteps} : RUN pip install -r layer_${at + 1}.txt\n`,
  ).join('');
};

const orchestration = (world: World, run: Run): string => {
  const { startedAt } = run;
  if (startedAt === undefined) return '';
  const until = run.endedAt ?? world.now;
  const count = Math.min(500, Math.floor((until - startedAt) / 30_000) + 1);
  const lines = Array.from(
    { length: count },
    (_, at) =>
      `[${new Date(startedAt + at * 30_000).toISOString()}] Submitting steps that are ready: ${hashOf(`${run.id} ${at}`) % 3}\n`,
  );
  return lines.join('');
};

type Make = (world: World, run: Run) => string;

/** The log files of a run, by their names as Azure Machine Learning gives them. */
export const logsOf = (run: Run): ReadonlyMap<string, Make> => {
  const { job } = run;
  if (run.index === undefined && job.type === 'Pipeline')
    return new Map(run.startedAt === undefined ? [] : [['logs/azureml/executionlogs.txt', orchestration]]);
  if (run.index === undefined && job.type === 'Sweep')
    return new Map(run.startedAt === undefined ? [] : [['azureml-logs/hyperdrive.txt', orchestration]]);
  if (job.status === 'Preparing' && run.index === undefined)
    return new Map([['azureml-logs/20_image_build_log.txt', building]]);
  if (run.startedAt === undefined) return new Map();
  const outputs: [string, Make][] =
    run.nodes === 1
      ? [['user_logs/std_log.txt', work]]
      : Array.from({ length: Math.min(8, run.nodes) }, (_, rank): [string, Make] => [
          `user_logs/std_log_process_0${rank}.txt`,
          (world, own) => work(world, rank === 0 ? own : { ...own, id: `${own.id} ${rank}` }),
        ]);
  return new Map([
    ...outputs,
    ['system_logs/lifecycler/lifecycler.log', lifecycle],
    ...(isTerminal(job) ? [['logs/azureml/stderrlogs.txt', () => ''] as [string, Make]] : []),
  ]);
};

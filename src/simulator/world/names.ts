import { between, letters, pick } from './random.ts';
import type { JobKind, World } from './world.ts';

/** The people of the demo. They and their tenant do not exist. */
export const people = [
  { name: 'Amara Okafor', mail: 'amara.okafor@contoso.example' },
  { name: 'Jonas Weber', mail: 'jonas.weber@contoso.example' },
  { name: 'Mei Tanaka', mail: 'mei.tanaka@contoso.example' },
  { name: 'Lucía Fernández', mail: 'lucia.fernandez@contoso.example' },
  { name: 'Priya Raman', mail: 'priya.raman@contoso.example' },
  { name: 'Søren Lund', mail: 'soren.lund@contoso.example' },
  { name: 'mlops-pipeline', mail: 'mlops@contoso.example' },
] as const;

const adjectives =
  'amber brave calm clever dreamy epic gentle happy icy jolly keen loyal mango neat olive plucky quiet red sleepy teal'.split(
    ' ',
  );
const nouns =
  'apple bridge carpet drawer engine feather garden hat island jelly kettle lamp mountain nail orange pizza queen river sail truck'.split(
    ' ',
  );

const word = (world: World, list: readonly string[]): string =>
  list[between(world, 0, list.length - 1)] ?? '';

/** A job's id as the service makes them up: two words and letters of chance. */
export const jobName = (world: World): string =>
  `${word(world, adjectives)}_${word(world, nouns)}_${letters(world, 10)}`;

const trainings = [
  ['bert-ft', 'nlp-finetune'],
  ['t5-summarize', 'nlp-finetune'],
  ['whisper-distill', 'speech'],
  ['vit-base-pretrain', 'vision-pretrain'],
  ['yolo-shelf', 'retail-detection'],
  ['unet-defects', 'quality-vision'],
  ['demand-tft', 'forecasting'],
  ['embed-contrastive', 'search-embeddings'],
] as const;
const data = [
  ['tokenize-shard', 'corpus-prep'],
  ['dedup-minhash', 'corpus-prep'],
  ['features-daily', 'churn'],
  ['resize-images', 'vision-data'],
  ['join-events', 'clickstream'],
] as const;
const evaluations = [
  ['eval-nightly', 'nightly-eval'],
  ['score-holdout', 'churn'],
  ['bench-latency', 'serving-bench'],
  ['regress-suite', 'nightly-eval'],
] as const;
const sweeps = [
  ['sweep-lr', 'nlp-sweeps'],
  ['sweep-depth', 'churn-sweeps'],
  ['sweep-aug', 'vision-sweeps'],
] as const;
const pipelines = [
  ['train-and-register', 'release'],
  ['retrain-weekly', 'forecasting'],
  ['prep-train-eval', 'retail-detection'],
] as const;

const two = (value: number): string => String(value).padStart(2, '0');

const titles = {
  training: trainings,
  data,
  evaluation: evaluations,
  sweep: sweeps,
  pipeline: pipelines,
} as const;

const endings: Readonly<Record<JobKind, (world: World) => string>> = {
  training: (world) => `-${between(world, 2, 48)}`,
  data: (world) => `-${String(between(world, 0, 127)).padStart(3, '0')}`,
  evaluation: (world) => {
    const day = new Date(world.now);
    return `-${two(day.getUTCMonth() + 1)}${two(day.getUTCDate())}`;
  },
  sweep: (world) => `-${between(world, 1, 9)}/trial-${two(between(world, 1, 24))}`,
  pipeline: (world) => `-${between(world, 11, 99)}`,
};

/** What a colleague would call a job of that kind. */
export const jobTitle = (
  world: World,
  kind: JobKind,
): { readonly displayName: string; readonly experiment: string } => {
  const [name, experiment] = pick(world, titles[kind]);
  return { displayName: `${name}${endings[kind](world)}`, experiment };
};

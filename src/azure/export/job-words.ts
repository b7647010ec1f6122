import { readEnvironmentId } from '../jobs/environment-id.ts';
import { durationSeconds } from '../arm/json.ts';
import { nameOf, placeOf } from '../place.ts';
import { readBody, type BodyReader } from './body-reader.ts';
import type { CodeAction, Where } from './code.ts';
import { jobVariables, sealed, type FromEnvironment } from './sealed.ts';

/** What starts the processes of a job on its nodes. */
export type Distribution =
  | { readonly is: 'PyTorch' | 'Mpi'; readonly processes: number | undefined }
  | { readonly is: 'TensorFlow'; readonly workers: number | undefined; readonly servers: number | undefined };

/** A command job as every language says it. Absent is what the body does not say. */
export type JobWords = {
  readonly name: string;
  readonly displayName: string | undefined;
  /** The REST API's own when the body names none; the other tools would take the name of a folder. */
  readonly experiment: string;
  readonly command: string;
  /** As the body names it. */
  readonly environmentId: string;
  /** The compute's name. */
  readonly compute: string;
  readonly count: number;
  readonly shmSize: string | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly variables: Readonly<Record<string, string>>;
  /** Read from the environment where the code runs. */
  readonly secrets: readonly FromEnvironment[];
  readonly tags: Readonly<Record<string, string>> | undefined;
  readonly distribution: Distribution | undefined;
  /** What of the body has not been read. */
  readonly left: readonly string[];
};

const texts = (values: ReturnType<BodyReader['record']>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(values ?? {}).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value] as const] : [],
    ),
  );

const distributionIn = (reader: BodyReader): Distribution | undefined => {
  const at = 'properties.distribution';
  const type = reader.text(`${at}.distributionType`);
  if (type === 'TensorFlow')
    return {
      is: type,
      workers: reader.number(`${at}.workerCount`),
      servers: reader.number(`${at}.parameterServerCount`),
    };
  return type === 'PyTorch' || type === 'Mpi'
    ? { is: type, processes: reader.number(`${at}.processCountPerInstance`) }
    : undefined;
};

/** The body of a submission in words. No secret is among them. */
export const jobWords = ({ name, body, secrets }: Extract<CodeAction, { is: 'submit' }>): JobWords => {
  const reader = readBody(sealed(body, secrets));
  const all = texts(reader.record('properties.environmentVariables'));
  const isSecret = (variable: string): boolean => secrets.includes(`${jobVariables}${variable}`);
  const tags = reader.record('properties.tags');
  reader.implied('properties.jobType', 'Command');
  reader.implied('properties.limits.jobLimitsType', 'Command');
  const words = {
    name,
    displayName: reader.text('properties.displayName'),
    experiment: reader.text('properties.experimentName') ?? 'Default',
    command: reader.text('properties.command') ?? '',
    environmentId: reader.text('properties.environmentId') ?? '',
    compute: nameOf(reader.text('properties.computeId') ?? ''),
    count: reader.number('properties.resources.instanceCount') ?? 1,
    shmSize: reader.text('properties.resources.shmSize'),
    timeoutSeconds: durationSeconds(reader.text('properties.limits.timeout')),
    variables: Object.fromEntries(Object.entries(all).filter(([key]) => !isSecret(key))),
    secrets: Object.keys(all)
      .filter(isSecret)
      .map((variable) => ({ variable })),
    tags: tags === undefined ? undefined : texts(tags),
    distribution: distributionIn(reader),
  };
  return { ...words, left: reader.left() };
};

/** An environment as the second generation names it: `azureml:<name>:<version>` in the workspace itself, else its whole id. */
export const environmentInV2 = (id: string, { place }: Where): string => {
  const [named, home] = [readEnvironmentId(id), placeOf(id)];
  const isHere =
    home?.workspace.toLowerCase() === place.workspace.toLowerCase() &&
    home.resourceGroup.toLowerCase() === place.resourceGroup.toLowerCase() &&
    home.subscriptionId.toLowerCase() === place.subscriptionId.toLowerCase();
  if (named?.in === 'workspace') return isHere ? `azureml:${named.name}:${named.version}` : `azureml:${id}`;
  return id;
};

/** The record, or nothing when there is nothing in it. */
export const unlessEmpty = <T>(
  record: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> | undefined => (Object.keys(record).length === 0 ? undefined : record);

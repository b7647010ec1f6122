import { jobStatusWord, type Job, type JobDetail } from '../model.ts';
import { idKey, nameOf, workspaceId, type Place } from '../place.ts';
import { durationSeconds, number, present, record, shared, tags, text, time, type Raw } from './json.ts';

const sharedText = shared((raw) => text(raw) ?? '');

const sharedWord = (raw: unknown): string => (typeof raw === 'string' ? sharedText(raw) : '');

/** Reads rows of the job list of one workspace. Undefined when a row has neither a name nor an id. */
export const jobReader = (place: Place): ((raw: unknown) => Job | undefined) => {
  const computes = `${idKey(workspaceId(place))}/computes/`;
  // Jobs on another workspace's compute, on this machine or on none at all have no compute of this workspace.
  const computeName = shared((id) => {
    const key = text(idKey(id)) ?? '';
    return key.startsWith(computes) ? key.slice(computes.length) : '';
  });
  return (raw) => {
    const own = record(raw);
    const name = text(own.name) ?? nameOf(text(own.id) ?? '');
    if (name === '') return undefined;
    const properties = record(own.properties);
    const system = record(own.systemData);
    return {
      name,
      displayName: text(properties.displayName) ?? name,
      experiment: sharedWord(properties.experimentName),
      type: sharedWord(properties.jobType),
      status: jobStatusWord(properties.status),
      compute: typeof properties.computeId === 'string' ? computeName(properties.computeId) : '',
      createdAt: time(system.createdAt) ?? 0,
      createdBy: sharedWord(system.createdBy),
      nodes: Math.max(1, Math.trunc(number(record(properties.resources).instanceCount) ?? 1)),
    };
  };
};

const studioUrl = (properties: Raw): string | undefined =>
  text(record(record(properties.services).Studio).endpoint);

/** One whole job. */
export const readJobDetail = (place: Place, raw: unknown): JobDetail | undefined => {
  const job = jobReader(place)(raw);
  if (job === undefined) return undefined;
  const properties = record(record(raw).properties);
  return {
    ...job,
    tags: tags(properties.tags),
    ...present({
      command: text(properties.command),
      environment: text(properties.environmentId),
      description: text(properties.description),
      studioUrl: studioUrl(properties),
      timeoutSeconds: durationSeconds(record(properties.limits).timeout),
      computeId: text(properties.computeId),
    }),
  };
};

import type { Gateway } from '../gateway.ts';
import type { NamedResource } from '../model.ts';
import { readEnvironmentId } from '../jobs/environment-id.ts';
import { placeOf } from '../place.ts';
import { readReply, type Send } from './attempt.ts';
import { malformed } from './classify.ts';
import { isRecord, present, record, text } from './json.ts';
import { allPages } from './pages.ts';
import { urls } from './urls.ts';

/** An environment by the id of its latest version; by its own where the service tells of none. */
const readContainer = (raw: unknown): NamedResource | undefined => {
  const own = record(raw);
  const [id, name] = [text(own.id), text(own.name)];
  if (id === undefined || name === undefined) return undefined;
  const properties = record(own.properties);
  const version = text(properties.latestVersion);
  return present({
    id: version === undefined ? id : `${id}/versions/${version}`,
    name,
    location: version ?? '-',
    group: '',
    note: text(properties.description),
  });
};

const readVersion = (raw: unknown): NamedResource | undefined => {
  const own = record(raw);
  const [id, version] = [text(own.id), text(own.name)];
  if (id === undefined || version === undefined) return undefined;
  const name = readEnvironmentId(id)?.name ?? version;
  return present({
    id,
    name,
    location: version,
    group: '',
    note: text(record(own.properties).description),
  });
};

/** The environments that jobs run in. */
export const createEnvironments = (send: Send): Pick<Gateway, 'listEnvironments' | 'getEnvironment'> => ({
  listEnvironments: async (place, signal) => {
    const first = { method: 'GET', url: urls.environments(place) } as const;
    const answer = await allPages(send, first, 'value', readContainer, signal);
    if (!answer.ok) return answer;
    return { ...answer, value: answer.value.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
  },
  getEnvironment: async (id, signal) => {
    const [place, named] = [placeOf(id), readEnvironmentId(id)];
    if (place === undefined || named === undefined)
      return { ok: false, problem: malformed('not the id of an environment') };
    const url = urls.environment(place, named.name, named.version);
    return readReply(await send({ method: 'GET', url }, signal), 'not an environment', ({ json }) =>
      isRecord(json) ? readVersion(json) : undefined,
    );
  },
});

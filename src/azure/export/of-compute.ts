import type { Json } from '../gateway.ts';
import type { Compute } from '../model.ts';
import { plain } from '../plain.ts';
import { withoutProofs } from '../proofs.ts';
import { removalOf } from '../targets/index.ts';
import type { CodeAction } from './code.ts';
import { keptSettings, type SecretSetting } from './kept-settings.ts';
import { isRecord } from './sealed.ts';

/** Something that can be done with a compute, by its name in the list of them. */
export type ComputeCode = { readonly title: string; readonly action: CodeAction };

type Fields = Readonly<Record<string, Json>>;

const own = 'properties.properties';

const at = (value: Json | undefined, path: string): Json | undefined => {
  let found = value;
  for (const key of path.split('.'))
    found = isRecord(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  return found ?? undefined;
};

/** The object with a value at a path. */
const withValue = (fields: Fields, [first = '', ...rest]: readonly string[], value: Json): Fields => {
  const inner = fields[first];
  return {
    ...fields,
    [first]: rest.length === 0 ? value : withValue(isRecord(inner) ? inner : {}, rest, value),
  };
};

/** Foreign text made plain, and what is absent left out. */
const cleaned = (value: Json): Json => {
  if (typeof value === 'string') return withoutProofs(plain(value));
  if (Array.isArray(value)) return value.map(cleaned);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      inner === null ? [] : [[plain(key), cleaned(inner)] as const],
    ),
  );
};

/** Of a schedule, what the service adds is left out: its id and how far it has come. */
const scheduleParts = ['action', 'status', 'triggerType', 'cron', 'recurrence'] as const;

const writable = (path: string, value: Json): Json =>
  path === 'schedules.computeStartStop' && Array.isArray(value)
    ? value
        .filter(isRecord)
        .map((each) =>
          Object.fromEntries(
            scheduleParts.flatMap((key) => (each[key] === undefined ? [] : [[key, each[key]] as const])),
          ),
        )
    : value;

const isNeeded = (settings: Json | undefined, { when }: SecretSetting): boolean => {
  if (when === undefined) return true;
  const { path, is, without } = when;
  if (without !== undefined && at(settings, without) !== undefined) return false;
  const found = path === '' ? '' : at(settings, path);
  return found !== undefined && (is === undefined || found === is);
};

/** An empty list says nothing. */
const isEmpty = (value: Json): boolean => Array.isArray(value) && value.length === 0;

/** The nested settings that can be written again, and the paths of the secrets among them. */
const settingsOf = (
  compute: Compute,
  raw: Json,
): { readonly settings: Fields; readonly secrets: readonly string[] } => {
  const { kept = [], secrets = [], notWhenAttached = [] } = keptSettings[compute.type.is] ?? {};
  const told = at(raw, own);
  let settings: Fields = {};
  for (const path of kept) {
    const value = at(told, path);
    const left = compute.attached && notWhenAttached.some((each) => `${path}.`.startsWith(`${each}.`));
    if (value !== undefined && !isEmpty(value) && !left)
      settings = withValue(settings, path.split('.'), cleaned(writable(path, value)));
  }
  const needed = secrets.filter((secret) => isNeeded(told, secret)).map(({ path }) => path);
  for (const path of needed) settings = withValue(settings, path.split('.'), '');
  return { settings, secrets: needed.map((path) => `${own}.${path}`) };
};

const identityBody = ({ identityType, identityIds = [] }: Compute): Fields => {
  if (identityType === undefined || /^none$/iu.test(identityType)) return {};
  const ids = Object.fromEntries(identityIds.map((id) => [id, {}]));
  return {
    identity: {
      type: identityType,
      ...(identityIds.length === 0 ? {} : { userAssignedIdentities: ids }),
    },
  };
};

/**
 * What would make the compute again, from what the service tells of it: without what only the service writes, and with variables in place of
 * the secrets, which it does not tell.
 */
const makeAgain = (compute: Compute, raw: Json): CodeAction => {
  const { settings, secrets } = settingsOf(compute, raw);
  const outer = (path: string): Fields => {
    const value = at(raw, path);
    const key = path.split('.').at(-1) ?? path;
    return value === undefined ? {} : { [key]: cleaned(value) };
  };
  return {
    is: 'make',
    name: compute.name,
    secrets,
    body: {
      ...outer('location'),
      ...(Object.keys(compute.tags).length === 0 ? {} : { tags: compute.tags }),
      ...identityBody(compute),
      properties: {
        computeType: compute.type.text,
        // The region of the workspace is told of every compute: it is another one that has to be said.
        ...(at(raw, 'properties.computeLocation') === at(raw, 'location')
          ? {}
          : outer('properties.computeLocation')),
        ...outer('properties.description'),
        ...outer('properties.disableLocalAuth'),
        ...(compute.attached ? outer('properties.resourceId') : {}),
        ...(Object.keys(settings).length === 0 ? {} : { properties: settings }),
      },
    },
  };
};

const scale = (compute: Compute): readonly ComputeCode[] => {
  const { detail, name } = compute;
  if (detail.is !== 'cluster') return [];
  const scaleSettings = {
    minNodeCount: detail.minNodes,
    maxNodeCount: detail.maxNodes,
    nodeIdleTimeBeforeScaleDown: `PT${detail.idleSeconds ?? 120}S`,
  };
  const identity = identityBody(compute);
  return [
    {
      title: 'scale',
      action: {
        is: 'change',
        change: 'scale',
        name,
        body: { properties: { properties: { scaleSettings } } },
      },
    },
    {
      title: 'identity',
      action: {
        is: 'change',
        change: 'identity',
        name,
        body: {
          location: compute.location,
          properties: {},
          ...(Object.keys(identity).length === 0 ? { identity: { type: 'SystemAssigned' } } : identity),
        },
      },
    },
  ];
};

const runs = ({ detail, name }: Compute): readonly ComputeCode[] =>
  detail.is === 'instance'
    ? (['start', 'stop', 'restart'] as const).map((does) => ({
        title: does,
        action: { is: 'run', does, name },
      }))
    : [];

/**
 * What code there is for a compute: how to make it again, and how to act on it; first with its own values.
 * @param raw the compute as the service sends it; until it is there, only what acts on it
 */
export const codesOfCompute = (compute: Compute, raw: Json | undefined): readonly ComputeCode[] => {
  const by = removalOf(compute);
  return [
    ...(raw === undefined
      ? []
      : [
          {
            title: compute.attached ? 'attach again' : 'create again',
            action: makeAgain(compute, raw),
          } satisfies ComputeCode,
        ]),
    ...scale(compute),
    ...runs(compute),
    { title: by.toLowerCase(), action: { is: 'remove', by, name: compute.name } },
  ];
};

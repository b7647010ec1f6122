import type { FromEnvironment } from './sealed.ts';
import type { PythonValue } from './python.ts';

/**
 * An entity of the second generation: a class of its Python SDK, whose keywords are also the keys of its YAML. A field without a value is
 * left out.
 */
export type Entity = {
  readonly entity: string;
  /** What YAML calls it, where the class says it in Python. */
  readonly type?: string;
  readonly fields: Readonly<Record<string, EntityValue>>;
};

export type EntityValue =
  | string
  | number
  | boolean
  | undefined
  | Entity
  | readonly EntityValue[]
  | { readonly dict: unknown }
  /** Read from the environment; on the command line it has an option of its own, because a file cannot read the environment. */
  | (FromEnvironment & { readonly option: string });

const isList = (value: EntityValue): value is readonly EntityValue[] => Array.isArray(value);

const yamlData = (value: EntityValue): unknown => {
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map(yamlData);
  if ('dict' in value) return value.dict;
  return 'variable' in value ? undefined : yamlFields(value);
};

/** The entity as plain data for YAML. */
export const yamlFields = ({ type, fields }: Entity): Readonly<Record<string, unknown>> => ({
  ...(type === undefined ? {} : { type }),
  ...Object.fromEntries(
    Object.entries(fields)
      .map(([key, inner]) => [key, yamlData(inner)] as const)
      .filter(([, inner]) => inner !== undefined),
  ),
});

/** What of the entity is read from the environment. */
export const fromEnvironment = (
  value: EntityValue,
): readonly (FromEnvironment & { readonly option: string })[] => {
  if (typeof value !== 'object') return [];
  if (isList(value)) return value.flatMap(fromEnvironment);
  if ('dict' in value) return [];
  return 'variable' in value ? [value] : Object.values(value.fields).flatMap(fromEnvironment);
};

/** The entity as a call of its class. */
export const pythonCall = (value: EntityValue): PythonValue => {
  if (typeof value !== 'object') return value;
  if (isList(value)) return value.map(pythonCall);
  if ('dict' in value || 'variable' in value) return value;
  return {
    calls: value.entity,
    arguments: Object.fromEntries(
      Object.entries(value.fields).map(([key, inner]) => [key, pythonCall(inner)]),
    ),
  };
};

/** The classes that an entity is made of, each once, in alphabetical order. */
export const classesOf = (value: EntityValue): readonly string[] => {
  if (typeof value !== 'object') return [];
  const found = isList(value)
    ? value.flatMap(classesOf)
    : 'fields' in value
      ? [value.entity, ...Object.values(value.fields).flatMap(classesOf)]
      : [];
  return [...new Set(found)].toSorted();
};

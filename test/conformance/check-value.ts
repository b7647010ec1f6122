import { parse as parseDuration } from 'tinyduration';

/** The parts of a schema of OpenAPI 2 that Azure's specification uses. */
export type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly readOnly?: boolean;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly discriminator?: string;
  readonly 'x-nullable'?: boolean;
  readonly 'x-ms-secret'?: boolean;
  readonly 'x-ms-enum'?: { readonly modelAsString?: boolean };
  readonly 'x-ms-discriminator-value'?: string;
};

/**
 * Which way a value goes. A request must not hold what is read-only, nor null where that is not declared, and its words must be those
 * of the enumeration. An answer may hold null anywhere, as real ones do, and must not hold a secret.
 */
export type Way = 'request' | 'answer';

export type Findings = {
  readonly faults: readonly string[];
  /** Words of an answer that an open enumeration does not list: allowed, but to be known. */
  readonly newWords: readonly string[];
};

type Merged = {
  readonly properties: Readonly<Record<string, Schema>>;
  readonly required: ReadonlySet<string>;
  /** Undeclared fields are allowed: there are no declared ones. */
  readonly open: boolean;
  /** What undeclared fields hold, when they are declared as a whole. */
  readonly others?: Schema;
  readonly discriminator?: string;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isDuration = (text: string): boolean => {
  try {
    parseDuration(text);
    return true;
  } catch {
    return false;
  }
};

const formats: Readonly<Record<string, { readonly words: string; readonly has: (text: string) => boolean }>> =
  {
    'date-time': {
      words: 'not a time',
      has: (text) =>
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/u.test(text) &&
        !Number.isNaN(Date.parse(text)),
    },
    duration: { words: 'not a duration', has: isDuration },
    uuid: { words: 'not a UUID', has: (text) => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/iu.test(text) },
    uri: { words: 'not a URI', has: (text) => URL.canParse(text) },
  };

const stringFaults = (schema: Schema, value: unknown): string[] => {
  if (typeof value !== 'string') return ['not a string'];
  const format = formats[schema.format ?? ''];
  return [
    ...(format === undefined || format.has(value) ? [] : [format.words]),
    ...(schema.pattern === undefined || new RegExp(schema.pattern, 'u').test(value)
      ? []
      : [`not as ${schema.pattern}`]),
    ...(value.length < (schema.minLength ?? 0) ? ['too short'] : []),
    ...(value.length > (schema.maxLength ?? Infinity) ? ['too long'] : []),
  ];
};

const numberFaults = (schema: Schema, value: unknown): string[] => {
  const whole = schema.type === 'integer' || schema.format === 'int32' || schema.format === 'int64';
  if (typeof value !== 'number' || (whole && !Number.isSafeInteger(value)))
    return [whole ? 'not a whole number' : 'not a number'];
  const [least, most] = schema.format === 'int32' ? [-(2 ** 31), 2 ** 31 - 1] : [-Infinity, Infinity];
  return [
    ...(value < Math.max(least, schema.minimum ?? -Infinity) ? ['too small'] : []),
    ...(value > Math.min(most, schema.maximum ?? Infinity) ? ['too large'] : []),
  ];
};

/** How values are compared with the schemas of a specification. */
export const createValueCheck = (definitions: Readonly<Record<string, Schema>>) => {
  const nameOf = (schema: Schema): string | undefined => schema.$ref?.replace('#/definitions/', '');
  const resolve = (schema: Schema): Schema => {
    const name = nameOf(schema);
    if (name === undefined) return schema;
    const found = definitions[name];
    if (found === undefined) throw new Error(`The specification has no definition ${name}.`);
    return resolve(found);
  };
  const subtype = (base: string, word: unknown): Schema | undefined =>
    Object.values(definitions).find(
      (schema) =>
        schema['x-ms-discriminator-value'] === word &&
        schema.allOf?.some((part) => nameOf(part) === base) === true,
    );

  const merge = (schema: Schema): Merged => {
    const properties: Record<string, Schema> = {};
    const required = new Set<string>();
    let discriminator: string | undefined;
    const others: Schema[] = [];
    const closed: boolean[] = [];
    const add = (part: Schema): void => {
      const own = resolve(part);
      for (const inner of own.allOf ?? []) add(inner);
      Object.assign(properties, own.properties);
      for (const name of own.required ?? []) required.add(name);
      discriminator = own.discriminator ?? discriminator;
      if (typeof own.additionalProperties === 'object') others.push(own.additionalProperties);
      if (own.additionalProperties === false) closed.push(true);
    };
    add(schema);
    return {
      properties,
      required,
      open: closed.length + others.length === 0 && Object.keys(properties).length === 0,
      ...(others[0] === undefined ? {} : { others: others[0] }),
      ...(discriminator === undefined ? {} : { discriminator }),
    };
  };
  const merged = new Map<Schema, Merged>();
  const mergedOf = (schema: Schema): Merged => {
    const known = merged.get(schema) ?? merge(schema);
    merged.set(schema, known);
    return known;
  };

  return (root: Schema, value: unknown, name: string, way: Way): Findings => {
    const faults: string[] = [];
    const newWords: string[] = [];

    /** The shape of a value of a type with kinds, by the word that tells which kind it is. */
    const shapeOf = (given: Schema, schema: Schema, own: Record<string, unknown>, at: string): Merged => {
      const base = mergedOf(schema);
      if (base.discriminator === undefined || schema['x-ms-discriminator-value'] !== undefined) return base;
      const word = own[base.discriminator];
      const kind = subtype(nameOf(given) ?? '', word);
      if (kind !== undefined) return mergedOf(kind);
      const telling = resolve(base.properties[base.discriminator] ?? {});
      // Otherwise the check of that field tells what is wrong with it; nothing is known of the fields of such a kind.
      if (telling.enum === undefined || (typeof word === 'string' && telling.enum.includes(word)))
        faults.push(`${at}: ${String(word)} is no kind of ${nameOf(given) ?? 'it'}`);
      return { ...base, open: true };
    };

    const checkObject = (given: Schema, schema: Schema, inside: unknown, at: string): void => {
      if (!isRecord(inside)) {
        faults.push(`${at}: not an object`);
        return;
      }
      const shape = shapeOf(given, schema, inside, at);
      for (const field of shape.required)
        if (inside[field] === undefined || inside[field] === null) faults.push(`${at}.${field}: missing`);
      for (const [field, inner] of Object.entries(inside)) {
        const known = Object.hasOwn(shape.properties, field) ? shape.properties[field] : shape.others;
        if (known !== undefined) check(known, inner, `${at}.${field}`);
        else if (!shape.open) faults.push(`${at}.${field}: not in the specification`);
      }
    };

    const check = (given: Schema, inside: unknown, at: string): void => {
      const schema = resolve(given);
      const is = (flag: 'readOnly' | 'x-nullable' | 'x-ms-secret'): boolean =>
        given[flag] === true || schema[flag] === true;
      if (way === 'request' && is('readOnly')) {
        faults.push(`${at}: read-only`);
        return;
      }
      if (inside === null || inside === undefined) {
        if (way === 'request' && !is('x-nullable')) faults.push(`${at}: null`);
        return;
      }
      if (way === 'answer' && is('x-ms-secret')) faults.push(`${at}: a secret`);
      if (schema.enum !== undefined && !(typeof inside === 'string' && schema.enum.includes(inside))) {
        const isNewWord =
          way === 'answer' && typeof inside === 'string' && schema['x-ms-enum']?.modelAsString === true;
        (isNewWord ? newWords : faults).push(`${at}: ${JSON.stringify(inside)} is no value of it`);
        return;
      }
      switch (schema.type) {
        case 'string':
          faults.push(...stringFaults(schema, inside).map((fault) => `${at}: ${fault}`));
          return;
        case 'integer':
        case 'number':
          faults.push(...numberFaults(schema, inside).map((fault) => `${at}: ${fault}`));
          return;
        case 'boolean':
          if (typeof inside !== 'boolean') faults.push(`${at}: not a boolean`);
          return;
        case 'array':
          if (!Array.isArray(inside)) faults.push(`${at}: not a list`);
          else
            for (const [index, item] of inside.entries()) check(schema.items ?? {}, item, `${at}[${index}]`);
          return;
        case undefined:
        default:
          checkObject(given, schema, inside, at);
      }
    };
    check(root, value, name);
    return { faults, newWords };
  };
};

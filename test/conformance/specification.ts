import { existsSync, readFileSync } from 'node:fs';

/*
 * Azure's published specification, which lies beside this repository on the machines of its developers. Nothing of it is
 * part of the project: where it is missing, what needs it is skipped, visibly.
 */

const folder = new URL('../../../shared/spec/2022-10-01/', import.meta.url);

export const specificationIsThere = existsSync(new URL('bundle.json', folder));

/** To be put into the title of what may be skipped. */
export const skipNote = specificationIsThere ? '' : ` (SKIPPED: no specification at ${folder.pathname})`;

if (!specificationIsThere) process.stderr.write(`Conformance is not checked${skipNote}\n`);

export type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly discriminator?: string;
  readonly 'x-ms-discriminator-value'?: string;
};

export type Operation = {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly responses: Readonly<
    Record<string, { readonly schema: string | null; readonly headers: readonly string[] }>
  >;
};

const load = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

export type Specification = {
  readonly operations: readonly Operation[];
  /** What is wrong with a value of that definition; nothing when the list is empty. */
  readonly faults: (definition: string, value: unknown) => string[];
};

type Merged = {
  properties: Record<string, Schema>;
  required: Set<string>;
  open: boolean;
  discriminator?: string;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads the specification. Call only where it is there. */
export const readSpecification = (): Specification => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the border where the specification enters
  const { definitions } = load('bundle.json') as { definitions: Record<string, Schema> };
  const resolve = (schema: Schema): Schema => {
    const name = schema.$ref?.replace('#/definitions/', '');
    return name === undefined ? schema : resolve(definitions[name] ?? {});
  };
  const subtype = (base: string, value: string): Schema | undefined =>
    Object.values(definitions).find(
      (schema) =>
        schema['x-ms-discriminator-value'] === value &&
        schema.allOf?.some((part) => part.$ref === `#/definitions/${base}`) === true,
    );
  const merge = (schema: Schema): Merged => {
    const merged: Merged = { properties: {}, required: new Set(), open: false };
    const add = (part: Schema): void => {
      const own = resolve(part);
      for (const inner of own.allOf ?? []) add(inner);
      Object.assign(merged.properties, own.properties);
      for (const name of own.required ?? []) merged.required.add(name);
      if (own.discriminator !== undefined) merged.discriminator = own.discriminator;
      if (own.additionalProperties !== undefined) merged.open = true;
    };
    add(schema);
    if (Object.keys(merged.properties).length === 0) merged.open = true;
    return merged;
  };

  const check = (given: Schema, value: unknown, at: string): string[] => {
    // Real answers hold null where the specification says nothing of it: null is as good as absent.
    if (value === null || value === undefined) return [];
    const schema = resolve(given);
    if (schema.enum !== undefined && !(typeof value === 'string' && schema.enum.includes(value)))
      return [`${at}: ${JSON.stringify(value)} is no value of it`];
    switch (schema.type) {
      case 'string':
        if (typeof value !== 'string') return [`${at}: not a string`];
        return schema.format === 'date-time' && Number.isNaN(Date.parse(value)) ? [`${at}: not a time`] : [];
      case 'integer':
        return Number.isInteger(value) ? [] : [`${at}: not a whole number`];
      case 'number':
        return typeof value === 'number' ? [] : [`${at}: not a number`];
      case 'boolean':
        return typeof value === 'boolean' ? [] : [`${at}: not a boolean`];
      case 'array':
        if (!Array.isArray(value)) return [`${at}: not a list`];
        return value.flatMap((item, index) => check(schema.items ?? {}, item, `${at}[${index}]`));
      case undefined:
      default:
        return checkObject(given, schema, value, at);
    }
  };

  const checkObject = (given: Schema, schema: Schema, value: unknown, at: string): string[] => {
    if (!isRecord(value)) return [`${at}: not an object`];
    let merged = merge(schema);
    if (merged.discriminator !== undefined && schema['x-ms-discriminator-value'] === undefined) {
      const word = value[merged.discriminator];
      const base = given.$ref?.replace('#/definitions/', '') ?? '';
      const special = typeof word === 'string' ? subtype(base, word) : undefined;
      if (special === undefined) return [`${at}: ${String(word)} is no kind of ${base}`];
      merged = merge(special);
    }
    const found: string[] = [];
    for (const name of merged.required)
      if (value[name] === undefined || value[name] === null) found.push(`${at}.${name}: missing`);
    for (const [name, inner] of Object.entries(value)) {
      const known = merged.properties[name];
      if (known !== undefined) found.push(...check(known, inner, `${at}.${name}`));
      else if (typeof schema.additionalProperties === 'object')
        found.push(...check(schema.additionalProperties, inner, `${at}.${name}`));
      else if (!merged.open) found.push(`${at}.${name}: not in the specification`);
    }
    return found;
  };

  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same border
    operations: load('operations.json') as Operation[],
    faults: (definition, value) => check({ $ref: `#/definitions/${definition}` }, value, definition),
  };
};

import { existsSync, readFileSync } from 'node:fs';
import { createValueCheck, type Findings, type Schema, type Way } from './check-value.ts';

/*
 * Azure's published specification, which lies beside this repository on the machines of its developers. Nothing of it is
 * part of the project: where it is missing, what needs it is skipped, visibly.
 */

const folder = new URL('../../../shared/spec/2022-10-01/', import.meta.url);

export const specificationIsThere = existsSync(new URL('bundle.json', folder));

/** To be put into the title of what may be skipped. */
export const skipNote = specificationIsThere ? '' : ` (SKIPPED: no specification at ${folder.pathname})`;

if (!specificationIsThere) process.stderr.write(`Conformance is not checked${skipNote}\n`);

/** A parameter of the path or the query: a schema of its own. */
export type Parameter = Schema & { readonly name: string; readonly required?: boolean | readonly string[] };

export type Operation = {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly pathParams: readonly Parameter[];
  readonly query: readonly Parameter[];
  /** The definition of the request's body; null where none is declared. */
  readonly body: string | null;
  readonly bodyRequired: boolean | null;
  readonly responses: Readonly<
    Record<string, { readonly schema: string | null; readonly headers: readonly string[] }>
  >;
};

const load = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

export type Specification = {
  readonly version: string;
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
  readonly operations: readonly Operation[];
  /** The operation at an address (a path or a whole URL; the case of its fixed words counts) with the values in its path. */
  readonly operationAt: (
    method: string,
    address: string,
  ) =>
    | { readonly operation: Operation; readonly params: Readonly<Record<string, string | undefined>> }
    | undefined;
  /** What is wrong with a value of that definition, and which of its words an open enumeration lacks. */
  readonly check: (definition: string, value: unknown, way: Way) => Findings;
  /** The same of a parameter's value. */
  readonly checkParameter: (parameter: Parameter, value: unknown) => Findings;
};

const pathOf = (address: string): string => new URL(address, 'https://any.invalid').pathname;

const patternOf = (template: string): RegExp =>
  new RegExp(
    `^${template.replaceAll(/[.$]/gu, String.raw`\$&`).replaceAll(/\{(\w+)\}/gu, '(?<$1>[^/]+)')}$`,
    'u',
  );

/** Reads the specification. Call only where it is there. */
export const readSpecification = (): Specification => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the border where the specification enters
  const bundle = load('bundle.json') as {
    readonly info: { readonly version: string };
    readonly consumes: readonly string[];
    readonly produces: readonly string[];
    readonly definitions: Readonly<Record<string, Schema>>;
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the same border
  const operations = load('operations.json') as Operation[];
  const addresses = operations.map((operation) => ({ operation, pattern: patternOf(operation.path) }));
  const check = createValueCheck(bundle.definitions);
  return {
    version: bundle.info.version,
    consumes: bundle.consumes,
    produces: bundle.produces,
    operations,
    operationAt: (method, address) => {
      const path = pathOf(address);
      for (const { operation, pattern } of addresses) {
        const match = operation.method === method ? pattern.exec(path) : null;
        if (match !== null) return { operation, params: match.groups ?? {} };
      }
      return undefined;
    },
    check: (definition, value, way) => check({ $ref: `#/definitions/${definition}` }, value, definition, way),
    // A parameter's `required` is a word about itself, not a list of fields.
    checkParameter: ({ required: _, ...schema }, value) => check(schema, value, schema.name, 'request'),
  };
};

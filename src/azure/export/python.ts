import { pythonString } from '../quoting.ts';
import type { FromEnvironment } from './sealed.ts';

/** A call of a constructor or function by keywords. A keyword without a value is left out. */
export type Call = { readonly calls: string; readonly arguments: Readonly<Record<string, PythonValue>> };

/** What can stand on the right side of a keyword; `name` is code as it is. */
export type PythonValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly PythonValue[]
  | { readonly dict: unknown }
  /** A dictionary whose values need not be JSON. */
  | { readonly pairs: Readonly<Record<string, PythonValue>> }
  | { readonly name: string }
  | Call
  | FromEnvironment;

const inLines = (
  [open, close]: readonly [string, string],
  items: readonly string[],
  indent: string,
): string =>
  items.length === 0
    ? `${open}${close}`
    : `${open}\n${items.map((item) => `${indent}    ${item},\n`).join('')}${indent}${close}`;

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** JSON as Python. */
const literal = (value: unknown, indent: string): string => {
  if (typeof value === 'string') return pythonString(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object' || value === null) return 'None';
  const deeper = `${indent}    `;
  if (isList(value))
    return inLines(
      ['[', ']'],
      value.map((each) => literal(each, deeper)),
      indent,
    );
  return inLines(
    ['{', '}'],
    Object.entries(value).map(([key, inner]) => `${pythonString(key)}: ${literal(inner, deeper)}`),
    indent,
  );
};

/** A value as Python code, whose further lines are indented by `indent`. */
export const pythonValue = (value: PythonValue, indent = ''): string => {
  if (typeof value !== 'object' || value === null) return literal(value, indent);
  const deeper = `${indent}    `;
  if ('variable' in value) return `os.environ[${pythonString(value.variable)}]`;
  if ('name' in value) return value.name;
  if ('dict' in value) return literal(value.dict, indent);
  if ('pairs' in value)
    return inLines(
      ['{', '}'],
      Object.entries(value.pairs).map(
        ([key, inner]) => `${pythonString(key)}: ${pythonValue(inner, deeper)}`,
      ),
      indent,
    );
  if ('calls' in value)
    return inLines(
      [`${value.calls}(`, ')'],
      Object.entries(value.arguments).flatMap(([key, inner]) =>
        inner === undefined ? [] : [`${key}=${pythonValue(inner, deeper)}`],
      ),
      indent,
    );
  return inLines(
    ['[', ']'],
    value.map((each) => pythonValue(each, deeper)),
    indent,
  );
};

/** `import os`, when the code reads the environment. */
export const importOs = (code: string): string => (code.includes('os.environ[') ? 'import os\n\n' : '');

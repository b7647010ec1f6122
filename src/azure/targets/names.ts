import type { FieldSpec, FieldWords, FormFacts, Parsed } from './field.ts';
import { quoted, quotedCharacter } from './quoted.ts';

const reserved = new Set(['local', 'amlcompute', 'containerinstance']);

/** What every document refuses, in words. */
const refused = (
  name: string,
  { from, to }: { readonly from: number; readonly to: number },
): string | undefined => {
  if (name === '') return `a name is needed: ${from} to ${to} letters, digits and hyphens`;
  const odd = /[^A-Za-z0-9-]/u.exec(name);
  if (odd !== null) return `only letters, digits and hyphens are allowed, not ${quotedCharacter(odd[0])}`;
  if (name.length < from || name.length > to)
    return `${from} to ${to} characters are allowed, this has ${name.length}`;
  if (!/^[A-Za-z]/u.test(name)) return 'it must start with a letter';
  if (name.endsWith('-')) return 'it must end with a letter or a digit';
  if (reserved.has(name.toLowerCase())) return `${quoted(name)} is a reserved name`;
  return undefined;
};

/** Whether the workspace has a compute of that name, in whatever case it is typed. */
const inUse = (name: string, { computes = [] }: FormFacts): boolean =>
  computes.some((each) => each.name.toLowerCase() === name.toLowerCase());

const already = (name: string): string => `this workspace has a compute "${name}" already`;

const parseClusterName = (text: string, facts: FormFacts): Parsed<string> => {
  const name = text.trim();
  const why = refused(name, { from: 2, to: 32 });
  if (why !== undefined) return { ok: false, why };
  const warn = inUse(name, facts)
    ? already(name)
    : name.length > 24
      ? 'longer than 24 characters: newer service versions refuse it'
      : /-\d+$/u.test(name)
        ? 'a hyphen and digits at the end: newer service versions refuse it'
        : undefined;
  return { ok: true, value: name, ...(warn === undefined ? {} : { warn }) };
};

/**
 * The name of a cluster or of an attached compute. The documents disagree on its rules; what all refuse is an error here, what
 * only some refuse is a warning, and the service has the last word.
 */
export const computeName = (words: FieldWords): FieldSpec<string> => ({
  ...words,
  kind: { is: 'text' },
  initial: '',
  parse: parseClusterName,
});

/** `ci` and the first eight characters of the workspace's GUID; of its name, until the GUID is known. */
const proposedName = ({ workspaceId, place }: FormFacts): string => {
  const letters = (workspaceId ?? place.workspace).toLowerCase().replaceAll(/[^a-z0-9]/gu, '');
  return `ci${letters === '' ? 'notebook' : letters.slice(0, 8)}`;
};

/** The name of an instance: stricter than that of a cluster, and unique in the whole region. */
export const instanceName = (words: FieldWords): FieldSpec<string> => ({
  ...words,
  kind: { is: 'text' },
  initial: proposedName,
  parse: (text, facts) => {
    const name = text.trim();
    const why = refused(name, { from: 3, to: 24 });
    if (why !== undefined) return { ok: false, why };
    if (/-\d*$/u.test(name)) return { ok: false, why: 'it must not end with a hyphen and digits' };
    // No block: the checks look at what is there, and lead to it.
    return inUse(name, facts)
      ? { ok: true, value: name, warn: `${already(name)}: use it, or choose another name` }
      : { ok: true, value: name };
  },
});

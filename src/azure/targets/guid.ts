import type { FieldSpec, FieldWords } from './field.ts';

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;
const bracketed = /^(?:\{(.*)\}|\((.*)\)|"(.*)"|'(.*)'|urn:uuid:(.*))$/u;

/** A GUID in lower case; with or without the braces or quotes that other programs put around it. Undefined when it is none. */
export const readGuid = (text: string): string | undefined => {
  const bare = text.trim().toLowerCase();
  const inner = bracketed.exec(bare)?.slice(1).find(Boolean) ?? bare;
  return shape.test(inner) ? inner : undefined;
};

/** A GUID, as Microsoft Entra ID gives one to every user and tenant. */
export const guid = (words: FieldWords): FieldSpec<string> => ({
  ...words,
  kind: { is: 'text' },
  initial: '',
  parse: (text) => {
    const value = readGuid(text);
    if (value !== undefined) return { ok: true, value };
    return text.includes('@')
      ? { ok: false, why: 'an object id is needed, not an e-mail address: a GUID' }
      : { ok: false, why: 'a GUID is needed, such as 6f1d0c4e-8a35-4b7e-9c1f-2d3e4f5a6b7c' };
  },
});

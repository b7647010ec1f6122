import type { FieldSpec, FieldWords } from './field.ts';
import { hasControls, quoted } from './quoted.ts';

/** A line of free text; more than `advisedLength` characters are only warned of. */
export const freeText = (words: FieldWords, advisedLength: number): FieldSpec<string> => ({
  ...words,
  kind: { is: 'text' },
  initial: '',
  parse: (text) => {
    const value = text.trim();
    if (value === '') return { ok: false, why: 'a text is needed' };
    if (hasControls(value)) return { ok: false, why: 'one line without control characters is needed' };
    return value.length > advisedLength
      ? { ok: true, value, warn: `${value.length} characters: the service may refuse that many` }
      : { ok: true, value };
  },
});

/** A region by its short name, such as `westeurope`. Whether it offers the size is looked into before the write. */
export const regionName = (words: FieldWords): FieldSpec<string> => ({
  ...words,
  kind: { is: 'text' },
  initial: '',
  parse: (text) => {
    const value = text.trim().toLowerCase().replaceAll(' ', '');
    // The pattern of `location` in the REST API is wider; names of regions are not.
    return /^[a-z][a-z0-9]{2,39}$/u.test(value)
      ? { ok: true, value }
      : { ok: false, why: `${quoted(text.trim())} is not the short name of a region, such as westeurope` };
  },
});

/** Tags as `key=value, key=value`. Limits are those of Azure Resource Manager: 50 tags, keys to 512, values to 256 characters. */
export const tagList = (words: FieldWords): FieldSpec<Readonly<Record<string, string>>> => ({
  ...words,
  kind: { is: 'text' },
  initial: '',
  parse: (text) => {
    if (hasControls(text)) return { ok: false, why: 'one line without control characters is needed' };
    const tags = new Map<string, readonly [string, string]>();
    for (const pair of text.split(',').filter((each) => each.trim() !== '')) {
      const at = pair.indexOf('=');
      const key = (at === -1 ? pair : pair.slice(0, at)).trim();
      const value = at === -1 ? '' : pair.slice(at + 1).trim();
      if (at === -1 || key === '')
        return { ok: false, why: `tags look like team=vision, cost=42, not like ${quoted(pair.trim())}` };
      if (/[<>%&\\?/]/u.test(key)) return { ok: false, why: `a key must not hold any of < > % & \\ ? /` };
      if (key.length > 512) return { ok: false, why: 'a key has at most 512 characters' };
      if (value.length > 256) return { ok: false, why: `a value has at most 256 characters: ${quoted(key)}` };
      if (tags.has(key.toLowerCase())) return { ok: false, why: `${quoted(key)} is there twice` };
      tags.set(key.toLowerCase(), [key, value]);
    }
    if (tags.size > 50) return { ok: false, why: `at most 50 tags are allowed, these are ${tags.size}` };
    return { ok: true, value: Object.fromEntries(tags.values()) };
  },
});

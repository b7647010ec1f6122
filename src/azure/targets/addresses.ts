import type { FieldSpec, FieldWords, Parsed } from './field.ts';
import { quoted } from './quoted.ts';

/** A range of IPv4 addresses: its first one as a number, and how many bits of it are fixed. */
export type Cidr = { readonly text: string; readonly first: number; readonly bits: number };

/** An IPv4 address. */
export type Address = { readonly text: string; readonly number: number };

/** Four numbers of at most 255, none of them with a leading zero, which some programs read as octal. */
const readAddress = (text: string): number | undefined => {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/u.test(part) && Number(part) <= 255))
    return undefined;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
};

const sizeOf = ({ bits }: Cidr): number => 2 ** (32 - bits);

/** Whether an address lies in a range. */
export const holds = (range: Cidr, { number }: Address): boolean =>
  number >= range.first && number < range.first + sizeOf(range);

/** Whether two ranges have an address in common. */
export const overlap = (a: Cidr, b: Cidr): boolean =>
  a.first < b.first + sizeOf(b) && b.first < a.first + sizeOf(a);

const parseCidr = (text: string): Parsed<Cidr> => {
  const value = text.trim();
  const [address = '', suffix = '', ...more] = value.split('/');
  const number = readAddress(address);
  const bits = Number(suffix);
  if (number === undefined || !/^\d{1,2}$/u.test(suffix) || bits > 32 || more.length > 0)
    return { ok: false, why: `a range looks like 10.0.0.0/16, not like ${quoted(value)}` };
  const first = Math.floor(number / 2 ** (32 - bits)) * 2 ** (32 - bits);
  return { ok: true, value: { text: value, first, bits } };
};

/** A range of IPv4 addresses, such as `10.0.0.0/16`. */
export const cidr = (words: FieldWords): FieldSpec<Cidr> => ({
  ...words,
  kind: { is: 'text' },
  initial: '',
  parse: parseCidr,
});

/** One IPv4 address. */
export const ipAddress = (words: FieldWords): FieldSpec<Address> => ({
  ...words,
  kind: { is: 'text' },
  initial: '',
  parse: (text) => {
    const value = text.trim();
    const number = readAddress(value);
    return number === undefined
      ? { ok: false, why: `an address looks like 10.0.0.10, not like ${quoted(value)}` }
      : { ok: true, value: { text: value, number } };
  },
});

/** A name of a host, or its IPv4 address; without a scheme and without a port. */
export const hostName = (words: FieldWords): FieldSpec<string> => ({
  ...words,
  kind: { is: 'text' },
  initial: '',
  parse: (text) => {
    const value = text.trim().toLowerCase();
    const labels = value.split('.');
    const good =
      value.length <= 253 && labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u.test(label));
    if (good && (readAddress(value) !== undefined || (labels.length > 1 && !/^[\d.]+$/u.test(value))))
      return { ok: true, value };
    return /^[a-z]+:\/\/|:\d+$/u.test(value)
      ? { ok: false, why: 'the name of the host alone is needed, without https:// and without a port' }
      : {
          ok: false,
          why: `${value === '' ? 'a host is needed' : `${quoted(value)} is not a host`}, such as ml.contoso.com`,
        };
  },
});

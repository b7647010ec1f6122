import { remember, type Pattern } from './known-secrets.ts';

/** Shorter ones are found in any text. */
const shortest = 6;

/** A backslash, as often as texts within texts have doubled it, also in an address. */
const slash = String.raw`(?:\\|%(?:25)*5c|\\u005c)`;

const hex = (code: number): string => code.toString(16).padStart(2, '0');

/** A character that texts within texts, addresses, forms and JSON write in their own ways, however often one is within the other. */
const oddly = (char: string): string => {
  const code = char.codePointAt(0) ?? 0;
  const inAddress = Array.from(Buffer.from(char), (byte) => `%(?:25)*${hex(byte)}`).join('');
  const inJson = Array.from(
    { length: char.length },
    (_, at) => `u${char.charCodeAt(at).toString(16).padStart(4, '0')}`,
  );
  const space = char === ' ' ? String.raw`|\+` : '';
  return `(?:\\u{${hex(code)}}|${inAddress}|${inJson.join(`${slash}+`)}|&#?\\w{2,6};${space})`;
};

/** Finds a text however it is written. Each backslash counts once, so that no text makes the search long. */
const patternOf = (part: string): Pattern => {
  const pieces = [...part.toWellFormed().matchAll(/\\+|[^\\]/gsu)].map(([piece], at, all) => {
    if (piece.startsWith('\\')) return `${slash}{${piece.length},}`;
    if (/^[A-Za-z0-9]$/u.test(piece)) return piece;
    const afterSlash = all[at - 1]?.[0].startsWith('\\') ?? false;
    return `${afterSlash ? '' : `${slash}*`}${oddly(piece)}`;
  });
  const [longest = ''] = (part.match(/[A-Za-z0-9]+/gu) ?? []).toSorted((a, b) => b.length - a.length);
  return { surely: longest, finds: new RegExp(pieces.join(''), 'giu') };
};

/** Keys are repeated whole and in pieces. */
const patternsOf = (secret: string): readonly Pattern[] =>
  secret
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter(({ length }) => length >= shortest)
    .map(patternOf);

/** Remembers a secret, so that nobody is told it by mistake. What is too short to be told from words is left out. */
export const noteSecret = (secret: string): void => remember(secret, patternsOf);

/** Parameters of addresses that are proofs: `sig` of storage, `s` and `h` of the addresses of operations. */
const proof = /^(?:s|h|sig|signature|code|key|\w*token)$/iu;

/** Remembers what makes an address a secret. */
export const noteSignatures = (address: string | undefined): void => {
  const url = address === undefined ? null : URL.parse(address);
  for (const [name, value] of url?.searchParams ?? []) if (proof.test(name)) noteSecret(value);
};

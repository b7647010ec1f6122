import type { Ask } from './exchange.ts';

const encode = (position: number): string => Buffer.from(`after:${position}`, 'utf8').toString('base64url');

const decode = (token: string): number | undefined => {
  const match = /^after:(\d+)$/u.exec(Buffer.from(token, 'base64url').toString('utf8'));
  return match === null ? undefined : Number(match[1]);
};

/** Where the page asked for begins: after that serial; undefined for the first page, `bad` for a token that is not ours. */
export const positionOf = (ask: Ask): number | undefined | 'bad' => {
  const token = ask.query.get('$skip');
  if (token === null || token === '') return undefined;
  return decode(token) ?? 'bad';
};

/** The link to what follows `position`: the same request with a continuation token. */
export const nextLink = (ask: Ask, position: number): string => {
  const query = [...ask.query]
    .filter(([name]) => name !== '$skip')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  return `${ask.origin}${ask.path}?${[...query, `%24skip=${encode(position)}`].join('&')}`;
};

/** A page of a list ordered by serial, lowest first. */
export const page = <T extends { readonly serial: number }>(
  ask: Ask,
  all: readonly T[],
  size: number,
): { readonly items: readonly T[]; readonly next?: string } | 'bad' => {
  const from = positionOf(ask);
  if (from === 'bad') return 'bad';
  const rest = from === undefined ? all : all.filter((item) => item.serial > from);
  const items = rest.slice(0, size);
  const last = items.at(-1);
  return last === undefined || rest.length <= size ? { items } : { items, next: nextLink(ask, last.serial) };
};

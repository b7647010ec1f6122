import type { Json } from '../gateway.ts';

/** The body with its secrets masked. @param secrets paths into it, keys joined by dots */
export const masked = (body: Json, secrets: readonly string[], path = ''): Json => {
  if (secrets.includes(path)) return '********';
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      masked(value, secrets, path === '' ? key : `${path}.${key}`),
    ]),
  );
};

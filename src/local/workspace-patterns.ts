import { idKey, workspaceId, type Place } from '#azure/place.ts';

/** What may be written for workspaces: a name, or an ARM id from its beginning; `*` stands for anything. */
export const workspacePattern =
  /^(?:[\p{L}\p{N}_.*()-]+|(?:\/[sS]ubscriptions\/|\*\/)[\p{L}\p{N}_.*()/-]+)$/u;

/**
 * One of the patterns names the place: by the workspace's name, or, where there is a slash in it, by its ARM id or that of
 * something it lies in (a resource group means every workspace in it). `*` stands for any text, slashes too; letter case does
 * not count, as everywhere in Azure Resource Manager.
 */
export const matches = (place: Place, patterns: readonly string[]): boolean => {
  const id = idKey(workspaceId(place));
  const name = place.workspace.toLowerCase();
  return patterns.some((pattern) => {
    const wanted = idKey(pattern);
    return wanted.includes('/')
      ? fits(id, wanted.split('*')) || fits(id, `${wanted}/*`.split('*'))
      : fits(name, wanted.split('*'));
  });
};

/** Whether `text` is `pieces` in this order with anything between two of them. Looks at each letter a few times at the most. */
const fits = (text: string, pieces: readonly string[]): boolean => {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const found = text.indexOf(piece, from);
    if (found === -1) return false;
    from = found + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
};

type Found = { readonly where: string; readonly holds: number };

const partsOf = (value: object): readonly (readonly [string, unknown])[] => {
  if (value instanceof Map) return [...value].map(([key, each]) => [String(key), each]);
  if (value instanceof Set) return [...value].map((each) => ['', each]);
  return Object.entries(value);
};

/** The collection in a state that holds the most, and where it is. */
export const longestIn = (state: object): Found => {
  const seen = new Set<object>();
  let longest: Found = { where: '', holds: 0 };
  const look = (where: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    const parts = partsOf(value);
    if (parts.length > longest.holds) longest = { where, holds: parts.length };
    for (const [name, part] of parts) look(`${where}.${name.slice(-20)}`, part);
  };
  look('', state);
  return longest;
};

const magic = Buffer.from('openssh-key-v1\0');

/** Reads the length-prefixed parts of a key one after the other; undefined once there is not enough left. */
const partsOf = (bytes: Buffer) => {
  let at = 0;
  const number = (): number | undefined => {
    if (at + 4 > bytes.length) return undefined;
    at += 4;
    return bytes.readUInt32BE(at - 4);
  };
  const part = (): Buffer | undefined => {
    const length = number();
    if (length === undefined || at + length > bytes.length) return undefined;
    at += length;
    return bytes.subarray(at - length, at);
  };
  return { number, part };
};

const typeOf = (blob: Buffer): string | undefined => partsOf(blob).part()?.toString('latin1');

/** The private half begins with a number that stands there twice, and repeats the type of the public half. */
const isOpen = (inside: Buffer, type: string): boolean => {
  const { number, part } = partsOf(inside);
  const [first, second] = [number(), number()];
  return first !== undefined && first === second && part()?.toString('latin1') === type;
};

/**
 * A key in OpenSSH's own format (PROTOCOL.key of OpenSSH).
 * @param base64 what stands between its first and its last line
 * @returns whether it is encrypted; undefined when it is cut or broken
 */
export const readOpensshKey = (base64: string): { readonly encrypted: boolean } | undefined => {
  const bytes = Buffer.from(base64, 'base64');
  if (!bytes.subarray(0, magic.length).equals(magic)) return undefined;
  const { number, part } = partsOf(bytes.subarray(magic.length));
  const [cipher, derivation, options, count] = [part(), part(), part(), number()];
  const [known, inside] = [part(), part()];
  if (cipher === undefined || derivation === undefined || options === undefined || count !== 1)
    return undefined;
  const type = known === undefined ? undefined : typeOf(known);
  if (type === undefined || inside === undefined || inside.length === 0 || inside.length % 8 !== 0)
    return undefined;
  if (cipher.toString('latin1') !== 'none') return { encrypted: true };
  return isOpen(inside, type) ? { encrypted: false } : undefined;
};

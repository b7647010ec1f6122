import type { FieldSpec, FieldWords, Parsed } from './field.ts';
import { hasControls } from './quoted.ts';

/** How many length-prefixed parts the blob of each type holds after its own name (RFC 4253, 5656, 8709 and OpenSSH's PROTOCOL.u2f). */
const partsOf: Readonly<Record<string, number>> = {
  'ssh-rsa': 2,
  'ssh-ed25519': 1,
  'ecdsa-sha2-nistp256': 2,
  'ecdsa-sha2-nistp384': 2,
  'ecdsa-sha2-nistp521': 2,
  'sk-ssh-ed25519@openssh.com': 2,
  'sk-ecdsa-sha2-nistp256@openssh.com': 3,
};

/** The length-prefixed parts of a key blob; undefined when it ends too early or goes on after its last part. */
const blobParts = (blob: Buffer): readonly Buffer[] | undefined => {
  const parts: Buffer[] = [];
  let at = 0;
  while (at < blob.length) {
    if (at + 4 > blob.length) return undefined;
    const length = blob.readUInt32BE(at);
    if (at + 4 + length > blob.length) return undefined;
    parts.push(blob.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return parts;
};

const rsaBits = (modulus: Buffer): number => {
  const first = modulus.findIndex((byte) => byte !== 0);
  return first === -1 ? 0 : (modulus.length - first) * 8 - Math.clz32(modulus[first] ?? 0) + 24;
};

const longest = 16_384;

/** Words never repeat any of it: what was pasted may be a secret that belongs elsewhere. */
const parseKey = (text: string): Parsed<string> => {
  const line = text.trim();
  const no = (why: string): Parsed<string> => ({ ok: false, why });
  if (line === '') return no('a public key is needed: the one line of a .pub file');
  if (/PRIVATE KEY|PuTTY-User-Key-File|b3BlbnNzaC1rZXkt/iu.test(line))
    return no('this is a private key, which must never leave your computer: paste the .pub file');
  if (/BEGIN (?:SSH2 |RSA )?PUBLIC KEY/iu.test(line))
    return no('this is a public key in another form: ssh-keygen -i -f <file> gives the OpenSSH one');
  if (line.length > longest) return no('too long for a public key: paste the one line of a .pub file');
  const lines = line.split(/[\r\n]+/u).filter((each) => each.trim() !== '');
  if (lines.length > 1)
    return no(
      lines.every((each) => /^(?:ssh|ecdsa|sk)-/u.test(each))
        ? 'one key is needed, there are several'
        : 'a key is one line, this is broken over several',
    );
  if (hasControls(line.replaceAll('\t', ' '))) return no('a key has no control characters in it');
  const [type = '', base64 = '', ...comment] = line.split(/[ \t]+/u);
  if (type === 'ssh-dss') return no('DSA keys are out of date: make an RSA key of 3072 bits or more');
  const count = Object.hasOwn(partsOf, type) ? partsOf[type] : undefined;
  if (count === undefined) return no('a public key begins with its type, such as ssh-rsa or ssh-ed25519');
  if (base64 === '') return no('the key itself is missing after its type');
  if (!/^[A-Za-z0-9+/]+={0,2}$/u.test(base64) || base64.length % 4 !== 0)
    return no('what follows the type is not base64: the key is cut or broken');
  const parts = blobParts(Buffer.from(base64, 'base64'));
  const [inner, ...rest] = parts ?? [];
  if (inner === undefined || rest.length !== count || rest.some((part) => part.length === 0))
    return no('the key is cut or broken: its parts do not fit its length');
  if (inner.toString('latin1') !== type) return no('the key inside is of another type than it says in front');
  const value = [type, base64, ...comment].join(' ');
  if (type === 'ssh-rsa' && rsaBits(rest[1] ?? Buffer.alloc(0)) < 2048)
    return { ok: true, value, warn: 'an RSA key of less than 2048 bits: Azure may refuse it' };
  return type === 'ssh-rsa'
    ? { ok: true, value }
    : { ok: true, value, warn: 'only RSA keys are documented here: the service may refuse this type' };
};

/** An OpenSSH public key on one line. Its type, its base64 and that what is inside is of that type are looked at. */
export const publicKey = (words: FieldWords): FieldSpec<string> => ({
  ...words,
  kind: { is: 'text' },
  initial: '',
  parse: parseKey,
});

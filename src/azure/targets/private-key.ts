import { createHash, createPrivateKey } from 'node:crypto';
import type { FieldSpec, FieldWords, Parsed } from './field.ts';
import { readOpensshKey } from './openssh-key.ts';
import { readTextFile } from './text-file.ts';

/** A private key as it is sent: PEM, with line feeds. A secret from end to end. */
export type PrivateKey = {
  readonly pem: string;
  readonly encrypted: boolean;
  /** It is in OpenSSH's own format. */
  readonly openssh: boolean;
};

const block =
  /-----BEGIN ((?:RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY)-----\n([\s\S]+?)\n-----END \1-----/gu;

/** What OpenSSL says of a key that is whole, and asks a passphrase that nobody gave. */
const wantsPassphrase = ['ERR_OSSL_CRYPTO_INTERRUPTED_OR_CANCELLED', 'ERR_MISSING_PASSPHRASE'];

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;

/** A key in one of the formats of OpenSSL. @returns undefined when it is cut or broken */
const readOpensslKey = (pem: string): { readonly encrypted: boolean } | undefined => {
  try {
    createPrivateKey(pem);
    return { encrypted: false };
  } catch (error) {
    return wantsPassphrase.some((code) => code === codeOf(error)) ? { encrypted: true } : undefined;
  }
};

/** Of the last question: deriving a key from a passphrase is slow by design, and a form asks with every keystroke. */
let asked: { readonly of: string; readonly opens: boolean } | undefined;

/** Whether a passphrase opens an encrypted key; undefined for OpenSSH's own format, which OpenSSL does not read. */
export const opensKey = ({ pem, openssh }: PrivateKey, passphrase: string): boolean | undefined => {
  if (openssh) return undefined;
  const of = createHash('sha256').update(pem).update('\0').update(passphrase).digest('base64');
  if (asked?.of !== of) asked = { of, opens: canOpen(pem, passphrase) };
  return asked.opens;
};

const canOpen = (key: string, passphrase: string): boolean => {
  try {
    createPrivateKey({ key, passphrase });
    return true;
  } catch {
    return false;
  }
};

/** The one private key of a text. */
export const parsePrivateKey = (text: string): Parsed<PrivateKey> => {
  const no = (why: string): Parsed<PrivateKey> => ({ ok: false, why });
  if (text.includes('PuTTY-User-Key-File'))
    return no(
      "this is PuTTY's own form: puttygen <file> -O private-openssh -o <new file> gives the other one",
    );
  const keys = [...text.matchAll(block)];
  const [first] = keys;
  if (first === undefined)
    return no(
      /PUBLIC KEY|^(?:ssh|ecdsa|sk)-/mu.test(text)
        ? 'this is the public half: the private key is needed, the file without .pub'
        : text.includes('CERTIFICATE')
          ? 'this is a certificate: its private key is needed'
          : /BEGIN .*PRIVATE KEY/u.test(text)
            ? 'the key is cut or broken: its end is missing'
            : 'there is no private key in this file: it begins with -----BEGIN',
    );
  if (keys.length > 1) return no('one key is needed, there are several in this file');
  const [pem, label = '', inner = ''] = first;
  const openssh = label.startsWith('OPENSSH');
  const read = openssh ? readOpensshKey(inner) : readOpensslKey(`${pem}\n`);
  return read === undefined
    ? no('the key is cut or broken: what is between its first and its last line is no private key')
    : { ok: true, value: { pem: `${pem}\n`, openssh, ...read } };
};

/** The file of a private key on this computer. The form holds its path, the body what is in it. */
export const privateKeyFile = (words: FieldWords): FieldSpec<PrivateKey> => ({
  ...words,
  kind: { is: 'text' },
  initial: '',
  parse: (text) => {
    const file = readTextFile(text);
    return file.ok ? parsePrivateKey(file.value) : file;
  },
});

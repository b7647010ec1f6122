import type { FieldSpec, FieldWords, Parsed } from './field.ts';
import { readTextFile } from './text-file.ts';

/** A private key as it is sent: PEM, with line feeds. A secret from end to end. */
export type PrivateKey = { readonly pem: string; readonly encrypted: boolean };

const block =
  /-----BEGIN ((?:RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY)-----\n([\s\S]+?)\n-----END \1-----/gu;

/** In OpenSSH's own format the name of the cipher follows its magic word; `none` means that nothing is encrypted. */
const opensshCipher = (base64: string): string => {
  const bytes = Buffer.from(base64, 'base64');
  const start = 'openssh-key-v1\0'.length;
  return bytes.length < start + 4
    ? ''
    : bytes.subarray(start + 4, start + 4 + bytes.readUInt32BE(start)).toString('latin1');
};

const isEncrypted = (label: string, inner: string): boolean =>
  label.startsWith('ENCRYPTED') ||
  inner.includes('Proc-Type: 4,ENCRYPTED') ||
  (label.startsWith('OPENSSH') && opensshCipher(inner) !== 'none');

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
  return { ok: true, value: { pem: `${pem}\n`, encrypted: isEncrypted(label, inner) } };
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

import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { FieldSpec, FieldWords, Parsed } from './field.ts';
import type { PrivateKey } from './private-key.ts';
import { readTextFile } from './text-file.ts';

/** A certificate, the ones that vouch for it after it, as they are sent. */
export type Certificate = { readonly pem: string };

const block = /-----BEGIN CERTIFICATE-----\n[\s\S]+?\n-----END CERTIFICATE-----/gu;

const readCertificate = (pem: string): X509Certificate | undefined => {
  try {
    return new X509Certificate(pem);
  } catch {
    return undefined;
  }
};

const parseCertificate = (text: string): Parsed<Certificate> => {
  const found = text.match(block) ?? [];
  const [first] = found;
  if (first === undefined)
    return {
      ok: false,
      why: /PRIVATE KEY/u.test(text)
        ? 'this is a private key: the certificate is needed'
        : 'there is no certificate in this file: it begins with -----BEGIN CERTIFICATE-----',
    };
  const certificate = readCertificate(first);
  if (certificate === undefined) return { ok: false, why: 'the certificate is cut or broken' };
  const value = { pem: `${found.join('\n')}\n` };
  return Date.parse(certificate.validTo) < Date.now()
    ? { ok: true, value, warn: `it has expired: ${certificate.validTo}` }
    : { ok: true, value };
};

/** The file of a certificate on this computer. The form holds its path, the body what is in it. */
export const certificateFile = (words: FieldWords): FieldSpec<Certificate> => ({
  ...words,
  kind: { is: 'text' },
  initial: '',
  parse: (text) => {
    const file = readTextFile(text);
    return file.ok ? parseCertificate(file.value) : file;
  },
});

const fits = (certificate: X509Certificate, key: PrivateKey): boolean => {
  try {
    return certificate.checkPrivateKey(createPrivateKey(key.pem));
  } catch {
    return false;
  }
};

/** What of a certificate and its key does not go together. */
export const certificateRules = ({ pem }: Certificate, key: PrivateKey): readonly string[] => {
  if (key.encrypted)
    return ['the key of the certificate must not be encrypted: there is nothing to send its passphrase in'];
  const certificate = readCertificate(pem);
  return certificate !== undefined && fits(certificate, key)
    ? []
    : ['the private key is not that of the certificate'];
};

/** What is said of a certificate before it is sent. */
export const certificateWarnings = ({ pem }: Certificate, host: string): readonly string[] =>
  readCertificate(pem)?.checkHost(host) === undefined ? [`the certificate is not for ${host}`] : [];

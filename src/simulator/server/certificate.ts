// The certificate library's own dependency wants this loaded before it.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** What a server on the loopback interface proves itself with; all of it PEM. */
export type Certificate = {
  /** The certificate to trust. Its key has signed one certificate and was then forgotten. */
  readonly ca: string;
  readonly server: string;
  readonly serverKey: string;
};

const dayMs = 24 * 3_600_000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

const newKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

/**
 * Makes an authority and a certificate of it for 127.0.0.1 and localhost, valid from yesterday (clocks differ) for a month.
 * Both carry key identifiers: Python from 3.13 on trusts no chain without them.
 *
 * @param now wall time in ms
 */
export const makeCertificate = async (now: number): Promise<Certificate> => {
  const validity = { notBefore: new Date(now - dayMs), notAfter: new Date(now + 30 * dayMs) };
  const [caKeys, keys] = await Promise.all([newKeys(), newKeys()]);
  const issuer = 'CN=aml-workbench simulator CA';
  const ca = await X509CertificateGenerator.createSelfSigned(
    {
      ...validity,
      name: issuer,
      keys: caKeys,
      signingAlgorithm: algorithm,
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
        await SubjectKeyIdentifierExtension.create(caKeys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  const server = await X509CertificateGenerator.create(
    {
      ...validity,
      subject: 'CN=localhost',
      issuer,
      publicKey: keys.publicKey,
      signingKey: caKeys.privateKey,
      signingAlgorithm: algorithm,
      extensions: [
        new BasicConstraintsExtension(false, undefined, true),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension([
          { type: 'ip', value: '127.0.0.1' },
          { type: 'dns', value: 'localhost' },
        ]),
        await SubjectKeyIdentifierExtension.create(keys.publicKey, false, webcrypto),
        await AuthorityKeyIdentifierExtension.create(caKeys.publicKey, false, webcrypto),
      ],
    },
    webcrypto,
  );
  const key = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return { ca: `${ca.toString('pem')}\n`, server: `${server.toString('pem')}\n`, serverKey: pem(key) };
};

const pem = (key: Buffer): string =>
  `-----BEGIN PRIVATE KEY-----\n${key.toString('base64').replaceAll(/.{64}(?=.)/gu, '$&\n')}\n-----END PRIVATE KEY-----\n`;

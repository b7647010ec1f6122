import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'aml-workbench-keys-'));

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Writes a file that is gone after the tests. @returns its path */
export const fileOf = (name: string, text: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

export const aFolder = folder;

const { privateKey, publicKey } = generateKeyPairSync('ed25519');

/** Made anew by every run. */
export const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
export const encryptedPem = privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' })
  .toString();
export const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** The beginning of OpenSSH's own format, as far as it is looked at: the cipher's name. */
export const opensshKey = (cipher: string): string => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(cipher.length);
  const bytes = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    length,
    Buffer.from(cipher),
    Buffer.alloc(60, 7),
  ]);
  const label = 'OPENSSH PRIVATE KEY';
  return `-----BEGIN ${label}-----\n${bytes.toString('base64')}\n-----END ${label}-----\n`;
};

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
export const encryptedWith = (passphrase: string): string =>
  privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }).toString();
export const encryptedPem = encryptedWith('open sesame');
export const publicPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** The same, in the form that OpenSSL wrote before: encrypted by headers. */
export const encryptedOldForm = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'sec1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'open sesame' })
  .toString();

const part = (bytes: Uint8Array | string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, Buffer.from(bytes)]);
};

/**
 * A key in OpenSSH's own format.
 * @param cipher what it says of its encryption; the private half is noise unless it is `none`
 * @param checks the number that stands twice before the private half, and that says whether it was opened well
 */
export const opensshKey = (cipher: string, checks: readonly [number, number] = [7, 7]): string => {
  const { d = '', x = '' } = privateKey.export({ format: 'jwk' });
  const [secret, known] = [Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')];
  const type = part('ssh-ed25519');
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(checks[0]);
  numbers.writeUInt32BE(checks[1], 4);
  const half = [numbers, type, part(known), part(Buffer.concat([secret, known])), part('ada@laptop')];
  const bare = Buffer.concat(half);
  const padding = Buffer.from([1, 2, 3, 4, 5, 6, 7]).subarray(0, (8 - (bare.length % 8)) % 8);
  const inside = cipher === 'none' ? Buffer.concat([bare, padding]) : Buffer.alloc(144, 0xa5);
  const bytes = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    part(cipher),
    part(cipher === 'none' ? 'none' : 'bcrypt'),
    part(cipher === 'none' ? '' : Buffer.alloc(24, 3)),
    Buffer.from([0, 0, 0, 1]),
    part(Buffer.concat([type, part(known)])),
    part(inside),
  ]);
  return asPem('OPENSSH PRIVATE KEY', [bytes.toString('base64')]);
};

const asPem = (label: string, lines: readonly string[]): string =>
  [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');

/** For scoring.contoso.example, until the year 2126. Made for these tests, by their own key. */
export const certificate = asPem('CERTIFICATE', [
  'MIIBvzCCAWWgAwIBAgIUO7vGjTp5W1TqvIb9Sg5g61D3WOEwCgYIKoZIzj0EAwIw',
  'IjEgMB4GA1UEAwwXc2NvcmluZy5jb250b3NvLmV4YW1wbGUwIBcNMjYxMTIxMTQw',
  'OTA0WhgPMjEyNjEwMjgxNDA5MDRaMCIxIDAeBgNVBAMMF3Njb3JpbmcuY29udG9z',
  'by5leGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEWrmXALk8B5TLBpIe',
  'FfT/38PrYPt3+Q8tp6ks1AH7/XPeHVpY19ktwXKHEFvMViv8xZECwaffbG3kU/7L',
  'ZPStCKN3MHUwHQYDVR0OBBYEFE0AP7uJX3E16UfySgfwUPboLvW3MB8GA1UdIwQY',
  'MBaAFE0AP7uJX3E16UfySgfwUPboLvW3MA8GA1UdEwEB/wQFMAMBAf8wIgYDVR0R',
  'BBswGYIXc2NvcmluZy5jb250b3NvLmV4YW1wbGUwCgYIKoZIzj0EAwIDSAAwRQIg',
  'J0hI1c4iDYQWt5jSKJ7556s7TyTMn+Z0GFgcIoLIhsYCIQDXhggc3yl8HziEvEnA',
  'yRrAHx+nPs38SXsvJC4HO16fog==',
]);

/** The key of that certificate: it guards nothing. */
export const certificateKey = asPem('PRIVATE KEY', [
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgf+0fwxrtFvsr3E0h',
  'fBuZEdzLAVbY8I2lIh5TmjBXnKKhRANCAARauZcAuTwHlMsGkh4V9P/fw+tg+3f5',
  'Dy2nqSzUAfv9c94dWljX2S3BcocQW8xWK/zFkQLBp99sbeRT/stk9K0I',
]);

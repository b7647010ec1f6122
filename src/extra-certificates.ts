import { readText } from './local/read-text.ts';

/**
 * Has Node read the file that NODE_EXTRA_CA_CERTS names, now rather than with the first connection: what Node writes to standard error when it
 * cannot would otherwise stand across the picture.
 * @returns a sentence when there is no certificate in it that can be used
 */
export const loadExtraCertificates = async (
  env: Readonly<Record<string, string | undefined>>,
): Promise<string | undefined> => {
  const path = env['NODE_EXTRA_CA_CERTS'];
  if (path === undefined || path === '') return undefined;
  const [{ createSecureContext }, { X509Certificate }] = await Promise.all([
    import('node:tls'),
    import('node:crypto'),
  ]);
  createSecureContext();
  const file = readText(path);
  try {
    if (file.is === 'text' && new X509Certificate(file.text).raw.length > 0) return undefined;
  } catch {
    // Not a certificate: told like a file that is not there.
  }
  return `NODE_EXTRA_CA_CERTS is ignored: no certificate can be read from ${path}.`;
};

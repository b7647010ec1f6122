import type { CodeWords } from './code-words.ts';

const network = 'Check the network, the VPN or the proxy.';
const ownAuthority =
  "Set NODE_EXTRA_CA_CERTS to the file of its certificates (where a proxy looks into HTTPS, your organisation's) and start again.";
const untrusted: CodeWords = [
  'The certificate is of an authority that this machine does not trust.',
  ownAuthority,
];
const handshake: CodeWords = [
  'No secure connection came about.',
  'Check the proxy (HTTPS_PROXY is mostly an http:// address) and the endpoint.',
];
const slow: CodeWords = ['Azure does not answer in time.', network];

/** Words by the reasons of Node and OpenSSL for getting no answer, lower-cased. Source: Node's documents of errors and of TLS. */
export const networkWords: Readonly<Record<string, CodeWords>> = {
  cert_has_expired: [
    "The certificate has expired, or this machine's clock is wrong.",
    "Check the clock of this machine, then the proxy's certificate.",
  ],
  cert_not_yet_valid: [
    'The certificate is not valid yet: the clock of this machine is wrong.',
    'Set the clock.',
  ],
  depth_zero_self_signed_cert: untrusted,
  eai_again: ['The name server does not answer.', network],
  econnaborted: ['The connection was cut.', network],
  econnrefused: [
    'Nothing takes connections at that address.',
    'Check the proxy (HTTPS_PROXY, NO_PROXY) and --arm-endpoint.',
  ],
  econnreset: ['The connection was cut.', network],
  ehostunreach: ['There is no way to that address.', network],
  enetunreach: ['There is no network.', network],
  enotfound: [
    'The name of the service is not known to the name server.',
    'Check the network, the VPN, and --cloud or --arm-endpoint.',
  ],
  epipe: ['The connection was cut.', network],
  eproto: handshake,
  err_tls_cert_altname_invalid: [
    'The certificate is for another name than the one that was asked.',
    'Check the proxy and --arm-endpoint.',
  ],
  etimedout: slow,
  invalid_https_proxy: [
    'HTTPS_PROXY is not an address of a proxy that can be used.',
    'It begins with http:// or https://. Put it right and start again.',
  ],
  self_signed_cert_in_chain: untrusted,
  timeout: slow,
  timeouterror: slow,
  unable_to_get_issuer_cert: untrusted,
  unable_to_get_issuer_cert_locally: untrusted,
  unable_to_verify_leaf_signature: untrusted,
};

/** The words of what begins alike: Node and undici have many reasons of their own. */
export const networkFamily = (reason: string): CodeWords | undefined => {
  const key = reason.toLowerCase();
  if (key.startsWith('err_tls') || key.startsWith('err_ssl')) return handshake;
  if (key.startsWith('cert_')) return untrusted;
  if (key.includes('proxy'))
    return ['The proxy refuses the connection.', 'Check HTTPS_PROXY, its name and password, and NO_PROXY.'];
  return key.startsWith('und_err') && key.includes('timeout') ? slow : undefined;
};

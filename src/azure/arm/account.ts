import { plain } from '../plain.ts';
import type { Account, SignInWay } from '../sign-in.ts';
import { present, record, text } from './json.ts';

const longestName = 120;

/** The claims of a JSON Web Token. Read for display, never verified: only the service can say whether they hold. */
const claimsOf = (token: string): Readonly<Record<string, unknown>> => {
  const [, payload = ''] = token.split('.');
  try {
    return record(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  } catch {
    // Azure's tokens are opaque by contract: one that cannot be read names nobody.
    return {};
  }
};

/** People by their sign-in name, applications and identities by their name, else by their client id. */
const nameClaims = [
  'upn',
  'unique_name',
  'preferred_username',
  'app_displayname',
  'name',
  'appid',
  'azp',
  'oid',
];

/** Who an access token was given to, as it says itself. */
export const accountOf = (token: string, way: SignInWay): Account => {
  const claims = claimsOf(token);
  const [name = 'somebody', ...others] = nameClaims.flatMap((claim) => {
    const found = text(claims[claim]);
    return found === undefined ? [] : [plain(found).slice(0, longestName)];
  });
  const aliases = [...new Set(others)].filter((other) => other !== name);
  const tenantId = text(claims['tid']);
  return {
    name,
    way,
    ...present({
      tenantId: tenantId?.slice(0, longestName),
      aliases: aliases.length === 0 ? undefined : aliases,
    }),
  };
};

import { isKnownAudience } from './audience.ts';
import type { Memory } from './grants.ts';
import { worldApplication } from './principal.ts';
import { jsonResponse } from './refusal.ts';

/**
 * The endpoint that App Service and compute instances of Azure Machine Learning give their managed identities (their
 * `IDENTITY_ENDPOINT`, api-version 2019-08-01). `IDENTITY_HEADER` is the secret of the application, and the identity is the
 * application.
 */
export const managedIdentityAnswer = (
  memory: Memory,
  { origin, searchParams }: URL,
  header: string | undefined,
): Response => {
  if (header !== memory.clientSecret)
    return jsonResponse(401, { statusCode: 401, message: 'The X-IDENTITY-HEADER is missing or not valid.' });
  const resource = searchParams.get('resource') ?? '';
  const clientId = searchParams.get('client_id') ?? worldApplication.clientId;
  if (!isKnownAudience(resource, origin))
    return jsonResponse(400, { statusCode: 400, message: `The resource '${resource}' is not valid.` });
  if (clientId.toLowerCase() !== worldApplication.clientId)
    return jsonResponse(400, { statusCode: 400, message: `No managed identity found for '${clientId}'.` });
  return jsonResponse(200, {
    access_token: memory.tokens.access({
      principal: worldApplication,
      clientId: worldApplication.clientId,
      audience: resource,
      origin,
    }),
    expires_on: String(Math.floor(memory.now() / 1000) + memory.tokenSeconds),
    resource,
    token_type: 'Bearer',
    client_id: worldApplication.clientId,
  });
};

import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';

/** Secrets that Azure hands out. */
export type HandedOut = {
  /** Of the addresses of operations and of log files. */
  readonly signature: string;
  /** What stands in answers where no answer of Azure's has anything, or in words about something else. */
  readonly found: string;
};

/** The requests that meet with a fault. */
export const meets = ['write', 'operation', 'read', 'data'] as const;
export const faults = [
  'none',
  'refused',
  'html',
  'half-json',
  'cut',
  'fails-later',
  'broken-resource',
  'headers',
] as const;
/** How what was sent is written when it is repeated. */
export const writings = ['plain', 'json', 'address', 'form', 'base64', 'base64url'] as const;

export type Leak = {
  readonly fault: (typeof faults)[number];
  readonly at: (typeof meets)[number];
  readonly status: number;
  readonly writing: (typeof writings)[number];
};

const written: Readonly<Record<Leak['writing'], (text: string) => string>> = {
  plain: (text) => text,
  json: (text) => JSON.stringify(text),
  address: encodeURIComponent,
  form: (text) => new URLSearchParams([['', text]]).toString(),
  base64: (text) => Buffer.from(text).toString('base64'),
  base64url: (text) => Buffer.from(text).toString('base64url'),
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const json = (value: unknown): string => JSON.stringify(value);

const kindOf = ({ method, url }: PlainRequest): Leak['at'] => {
  const { hostname, pathname } = new URL(url);
  if (hostname !== 'management.azure.com') return 'data';
  if (/operations(?:status|results)\//iu.test(pathname)) return 'operation';
  const asks = method === 'GET' || /listNodes|ResourceGraph|checkPermissions/iu.test(pathname);
  return asks ? 'read' : 'write';
};

/** Words of a service about something that it was told of in confidence, as job errors quote commands. */
const indiscreet = ({ found }: HandedOut): string =>
  `Cannot read https://st.blob.core.windows.net/c/b?sv=2021-08-06&sr=b&sig=${encodeURIComponent(found)}&sp=r with Bearer ${found} or AccountKey=${found}==; token eyJhbGciOiJub25lIn0.${Buffer.from(`{"of":"${found}"}`).toString('base64url')}.${found}`;

/** A resource as no service should tell it: with everything that was sent to make it. */
const toldWhole = (value: unknown, out: HandedOut): unknown => {
  if (Array.isArray(value)) return value.map((each) => toldWhole(each, out));
  if (!isRecord(value)) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, toldWhole(each, out)]));
  const { found } = out;
  if (typeof value['computeType'] === 'string')
    return {
      ...inner,
      properties: {
        ...(isRecord(inner['properties']) ? inner['properties'] : {}),
        administratorAccount: { username: 'ada', password: found, privateKeyData: found, passphrase: found },
        userAccountCredentials: { adminUserName: 'ada', adminUserPassword: found },
        databricksAccessToken: found,
        sslConfiguration: { status: 'Enabled', cert: found, key: found },
      },
    };
  if (typeof value['jobType'] === 'string')
    return {
      ...inner,
      environmentVariables: { API_TOKEN: found },
      description: indiscreet(out),
      command: `python x.py && echo ${indiscreet(out)}`,
    };
  if (typeof value['runId'] === 'string')
    return { ...inner, error: { error: { code: 'UserError', message: indiscreet(out) } } };
  return inner;
};

/**
 * Azure as one would not wish it: the addresses that it gives are signed with what can be looked for, its answers hold secrets, and where it fails
 * it repeats everything that it was sent, in one of several writings, in the body of its answer and in the headers.
 *
 * @param isUnwell whether faults happen by now
 */
export const createLeakyAzure = (out: HandedOut, leak: Leak, isUnwell: () => boolean) => {
  /** Real signatures, by the part of an address that was signed with them. */
  const real = new Map<string, string>();
  let body = '';

  /** The same text with signatures of our own in its addresses. */
  const signed = (text: string): string =>
    text.replaceAll(
      /(https:\/\/[^\s"?]+)\?([^\s"]*?)([?&](?:sig|s)=)([^&"\s]+)/gu,
      (whole, path: string, before: string, name: string, signature: string) => {
        if (!/operations(?:status|results)|ExperimentRun/iu.test(path)) return whole;
        real.set(new URL(path).pathname, signature);
        return `${path}?${before}${name}${encodeURIComponent(out.signature)}`;
      },
    );
  const unsigned = (request: PlainRequest): PlainRequest => ({
    ...request,
    url: request.url.replace(
      encodeURIComponent(out.signature),
      real.get(new URL(request.url).pathname) ?? 'none',
    ),
  });

  const repeated = (request: PlainRequest): string =>
    written[leak.writing](
      json([request.url, decodeURIComponent(request.url), request.headers, request.body ?? body]),
    );
  const errorOf = (request: PlainRequest): object => {
    const words = `Not understood: ${repeated(request)}`;
    return {
      code: leak.writing === 'plain' ? `Bad ${request.headers['authorization'] ?? ''}` : 'Bad',
      message: words,
      target: words,
      details: [{ code: words, message: words }],
      additionalInfo: [{ type: 'Request', info: { words } }],
      innererror: { code: 'Inner', message: words },
    };
  };
  const headersOf = (request: PlainRequest): Readonly<Record<string, string>> => {
    const token = (request.headers['authorization'] ?? '').replace('Bearer ', '');
    return {
      'content-type': 'application/json',
      // Nobody can know it before it has been handed out.
      'x-ms-request-id': token === '' && real.size > 0 ? out.signature : token,
      'x-ms-correlation-request-id': `of ${real.size === 0 ? token : out.signature}`,
      'x-ms-error-code': real.size === 0 ? 'Bad' : out.signature,
      'www-authenticate': `Bearer realm="${token}", error="invalid_token", error_description="${repeated(request).slice(0, 300)}"`,
      location: request.url,
    };
  };
  const refused = (request: PlainRequest, status: number): PlainResponse => ({
    status,
    headers: headersOf(request),
    body: json({ error: errorOf(request) }),
  });

  const faulty = (request: PlainRequest): PlainResponse | undefined => {
    const words = repeated(request);
    switch (leak.fault) {
      case 'refused':
        return refused(request, leak.status);
      case 'html':
        return { status: 200, headers: { 'content-type': 'text/html' }, body: `<html>${words}</html>` };
      case 'half-json':
        return { status: 200, headers: headersOf(request), body: json({ value: words }).slice(0, -3) };
      case 'cut':
        throw Object.assign(new TypeError(`Cannot read the ${words} of undefined`), {
          request,
          cause: new Error(words),
        });
      case 'none':
      case 'fails-later':
      case 'broken-resource':
      case 'headers':
        return undefined;
    }
  };

  const spoiled = (request: PlainRequest, answer: PlainResponse): PlainResponse => {
    const told: unknown = ((): unknown => {
      try {
        return JSON.parse(answer.body);
      } catch {
        return undefined;
      }
    })();
    if (!isRecord(told)) return answer;
    if (leak.fault === 'fails-later' && isUnwell() && kindOf(request) === 'operation')
      return { ...answer, body: json({ ...told, status: 'Failed', error: errorOf(request) }) };
    const whole = toldWhole(told, out);
    if (leak.fault !== 'broken-resource' || !isUnwell() || !isRecord(whole))
      return { ...answer, body: json(whole) };
    const broken = (each: unknown): unknown =>
      isRecord(each) && isRecord(each['properties'])
        ? {
            ...each,
            properties: {
              ...each['properties'],
              provisioningErrors: [
                { error: errorOf(request) },
                { error: { code: 'X', message: indiscreet(out) } },
              ],
            },
          }
        : each;
    const { value } = whole;
    return {
      ...answer,
      body: json(Array.isArray(value) ? { ...whole, value: value.map(broken) } : broken(whole)),
    };
  };

  return async (
    request: PlainRequest,
    send: (request: PlainRequest) => Promise<PlainResponse>,
  ): Promise<PlainResponse> => {
    if (kindOf(request) === 'write') body = request.body ?? body;
    const fault = isUnwell() && kindOf(request) === leak.at ? faulty(request) : undefined;
    if (fault !== undefined) return fault;
    const answer = await send(unsigned(request));
    const odd = leak.fault === 'headers' && isUnwell();
    const { 'x-ms-request-id': requestId, 'x-ms-correlation-request-id': correlationId } = headersOf(request);
    const headers = Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [name, signed(value)]),
    );
    if (answer.bytes !== undefined) return { ...answer, headers };
    return spoiled(request, {
      ...answer,
      headers: odd
        ? {
            ...headers,
            'x-ms-request-id': requestId ?? '',
            'x-ms-correlation-request-id': correlationId ?? '',
          }
        : headers,
      body: signed(answer.body),
    });
  };
};

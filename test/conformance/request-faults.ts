import type { PlainRequest } from '#azure/arm/transport.ts';
import type { Operation, Parameter, Specification } from './specification.ts';

/** What the SDK's pipeline and HTTP itself add to every request, whatever the operation. */
const pipelineHeaders = new Set([
  'accept',
  'accept-encoding',
  'authorization',
  'content-type',
  'user-agent',
  'x-ms-client-request-id',
  'x-ms-useragent',
]);

const typedValue = (parameter: Parameter, text: string): unknown => {
  if (parameter.type === 'integer' || parameter.type === 'number') return text === '' ? text : Number(text);
  if (parameter.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  return text;
};

const pathFaults = (
  specification: Specification,
  operation: Operation,
  params: Readonly<Record<string, string | undefined>>,
): string[] =>
  operation.pathParams.flatMap((parameter) => {
    const value = decodeURIComponent(params[parameter.name] ?? '');
    return specification.checkParameter(parameter, value).faults.map((fault) => `path ${fault}`);
  });

const queryFaults = (specification: Specification, operation: Operation, url: URL): string[] => {
  const found: string[] = [];
  for (const name of new Set(url.searchParams.keys())) {
    const parameter = operation.query.find((one) => one.name === name);
    const values = url.searchParams.getAll(name);
    if (parameter === undefined) found.push(`query ${name}: not in the specification`);
    else if (values.length > 1) found.push(`query ${name}: given twice`);
    else
      found.push(
        ...specification
          .checkParameter(parameter, typedValue(parameter, values[0] ?? ''))
          .faults.map((fault) => `query ${fault}`),
      );
  }
  for (const { name, required } of operation.query)
    if (required === true && !url.searchParams.has(name)) found.push(`query ${name}: missing`);
  const version = url.searchParams.get('api-version');
  if (version !== null && version !== specification.version)
    found.push(`query api-version: ${version} instead of ${specification.version}`);
  return found;
};

const headerFaults = (specification: Specification, { headers, body }: PlainRequest): string[] => {
  const found = Object.keys(headers)
    .filter((header) => !pipelineHeaders.has(header))
    .map((header) => `header ${header}: not in the specification`);
  const media = (headers['content-type'] ?? '').split(';')[0] ?? '';
  if (body === undefined && media !== '') found.push('header content-type: without a body');
  if (body !== undefined && !specification.consumes.includes(media))
    found.push(`header content-type: '${media}' is not taken`);
  if (!specification.produces.includes(headers['accept'] ?? ''))
    found.push(`header accept: '${headers['accept'] ?? ''}' is not what is answered`);
  return found;
};

const bodyFaults = (
  specification: Specification,
  operation: Operation,
  body: string | undefined,
): readonly string[] => {
  if (operation.body === null) return body === undefined ? [] : ['body: none is declared'];
  if (body === undefined) return operation.bodyRequired === true ? ['body: missing'] : [];
  const value: unknown = JSON.parse(body);
  return specification.check(operation.body, value, 'request').faults.map((fault) => `body ${fault}`);
};

/**
 * What is wrong with a request, and the operation of the specification that it asks for; undefined when it asks for
 * something else.
 */
export const requestFaults = (
  specification: Specification,
  request: PlainRequest,
): { readonly operation: Operation; readonly faults: readonly string[] } | undefined => {
  const found = specification.operationAt(request.method, request.url);
  if (found === undefined) return undefined;
  const { operation, params } = found;
  return {
    operation,
    faults: [
      ...pathFaults(specification, operation, params),
      ...queryFaults(specification, operation, new URL(request.url)),
      ...headerFaults(specification, request),
      ...bodyFaults(specification, operation, request.body),
    ],
  };
};

import { clouds } from '../clouds.ts';
import { urls } from '../arm/urls.ts';
import type { Json } from '../gateway.ts';
import type { Code, CodeAction, Where } from './code.ts';
import { isRecord, sealed, variableFor } from './sealed.ts';
import { shellCommand, shellWord } from './shell.ts';

type Request = {
  readonly method: string;
  readonly path: string;
  readonly body?: Json;
  readonly secrets?: readonly string[];
  readonly onlyIfNew?: boolean;
};

const requestOf = (action: CodeAction, { place }: Where): Request => {
  switch (action.is) {
    case 'make':
      return {
        method: 'PUT',
        path: urls.compute(place, action.name),
        body: action.body,
        secrets: action.secrets,
        onlyIfNew: action.overwrites !== true,
      };
    case 'submit':
      return {
        method: 'PUT',
        path: urls.job(place, action.name),
        body: action.body,
        secrets: action.secrets,
      };
    case 'change':
      return { method: 'PATCH', path: urls.compute(place, action.name), body: action.body };
    case 'run':
      return { method: 'POST', path: urls.action(place, action.name, action.does) };
    case 'remove':
      return { method: 'DELETE', path: urls.removal(place, action.name, action.by) };
  }
};

/**
 * The body as a program for jq, which reads the secrets from its environment: so they are on no command line, and jq knows how JSON quotes
 * them. JSON itself is a program of jq: what would be more than a text there, `\(`, cannot be in the strings of JSON.
 */
const jqProgram = (value: Json, secrets: readonly string[], path = '', indent = ''): string => {
  if (secrets.includes(path)) return `$ENV.${variableFor(path)}`;
  if (!isRecord(value) || Object.keys(value).length === 0)
    return JSON.stringify(value, undefined, 2).replaceAll('\n', `\n${indent}`);
  const fields = Object.entries(value).map(
    ([key, inner]) =>
      `${indent}  ${JSON.stringify(key)}: ${jqProgram(inner, secrets, path === '' ? key : `${path}.${key}`, `${indent}  `)}`,
  );
  return `{\n${fields.join(',\n')}\n${indent}}`;
};

const curl = (where: Where, request: Request, data: readonly (readonly string[])[]): string => {
  const endpoint = where.cloud === 'custom' ? undefined : clouds[where.cloud].endpoint;
  const resource = endpoint === undefined ? '"${ARM_ENDPOINT:?is not set}"' : shellWord(endpoint);
  const token = `$(az account get-access-token --resource ${resource} --query accessToken --output tsv)`;
  return [
    `curl --fail-with-body --silent --show-error --request ${request.method}`,
    `--header "Authorization: Bearer ${token}"`,
    ...(request.onlyIfNew === true ? [`--header 'If-None-Match: *'`] : []),
    ...(request.body === undefined ? [] : [`--header 'Content-Type: application/json'`]),
    ...data.map((words) => words.map(shellWord).join(' ')),
    `--url ${endpoint === undefined ? resource + shellWord(request.path) : shellWord(endpoint + request.path)}`,
  ].join(' \\\n  ');
};

/** The request itself, with curl; az gives the token. */
export const restCode = (action: CodeAction, where: Where): Code => {
  const request = requestOf(action, where);
  const { body, secrets = [] } = request;
  if (body === undefined) {
    // Without a body curl would send no length, which the service asks of a POST.
    const data = request.method === 'POST' ? [['--header', 'Content-Length: 0']] : [];
    return { is: 'code', text: `${curl(where, request, data)}\n` };
  }
  if (secrets.length === 0) {
    const data = [['--data-binary', JSON.stringify(sealed(body, secrets), undefined, 2)]];
    return { is: 'code', text: `${curl(where, request, data)}\n` };
  }
  const exported = [...new Set(secrets.map(variableFor))]
    .map((variable) => `export ${variable}="\${${variable}:?is not set}" &&\n`)
    .join('');
  const program = shellCommand(['jq', '--null-input', jqProgram(body, secrets)]);
  return {
    is: 'code',
    text: `${exported}${program} |\n${curl(where, request, [['--data-binary', '@-']])}\n`,
  };
};

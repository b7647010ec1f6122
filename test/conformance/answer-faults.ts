import type { PlainResponse } from '#simulator/simulator.ts';
import type { SdkMappers } from './sdk-mappers.ts';
import type { Operation, Specification } from './specification.ts';

/** Fields that later API versions have, and which the service sends with this one already. */
const laterFields: readonly RegExp[] = [
  /Workspace(ListResult\.value\[\d+\])?\.kind: not in the specification$/u,
  /Workspace(ListResult\.value\[\d+\])?\.etag: not in the specification$/u,
  /\.properties\.properties\.idleTimeBeforeShutdown: not in the specification$/u,
];

/** How many there are: a day in the life must meet every one of them. */
export const laterFieldCount = laterFields.length;

/** What is to be said of an answer. */
export type AnswerFindings = {
  readonly faults: readonly string[];
  /** Words that an open enumeration of the specification does not list, and where they were found. */
  readonly newWords: readonly string[];
  /** Which of the later fields it holds, by their place in the list. */
  readonly later: readonly number[];
};

const found = (
  faults: readonly string[],
  newWords: readonly string[] = [],
  later: readonly number[] = [],
): AnswerFindings => ({
  faults,
  newWords: newWords.map((word) => word.replaceAll(/\[\d+\]/gu, '[]')),
  later,
});

/** What is wrong with an answer to an operation: its status, its headers, its body by the schema and through the SDK's mappers. */
export const answerFaults = (
  specification: Specification,
  mappers: SdkMappers,
  operation: Operation,
  { status, headers, body }: PlainResponse,
): AnswerFindings => {
  const where = `${operation.operationId} ${status}`;
  const declared = operation.responses[String(status)];
  if (declared === undefined && status < 400) return found([`${where}: this status is not declared`]);
  const schema = declared === undefined ? (operation.responses['default']?.schema ?? null) : declared.schema;
  const missing = (declared?.headers ?? [])
    .filter((name) => headers[name.toLowerCase()] === undefined)
    .map((name) => `${where}: header ${name} is missing`);
  if (schema === null || body === '') {
    const odd = schema === null ? 'a body where none is declared' : 'no body';
    return found(schema === null && body === '' ? missing : [...missing, `${where}: ${odd}`]);
  }
  const json = JSON.parse(body) as {
    readonly error?: { readonly code?: unknown; readonly message?: unknown };
  };
  const { faults, newWords } = specification.check(schema, json, 'answer');
  const { code, message } = json.error ?? {};
  const silent = status >= 400 && (typeof code !== 'string' || typeof message !== 'string' || message === '');
  const lost = mappers.lost(operation.operationId, status, json);
  const laterIn = (fault: string): number => laterFields.findIndex((pattern) => pattern.test(fault));
  return found(
    [
      ...missing,
      ...(headers['content-type']?.startsWith('application/json') === true
        ? []
        : [`${where}: not said to be JSON`]),
      ...(silent ? [`${where}: no error code and message`] : []),
      ...faults.filter((fault) => laterIn(fault) < 0).map((fault) => `${where} ${fault}`),
      ...(lost ?? ['the SDK has no type for it']).map((loss) => `${where}: ${loss}`),
    ],
    newWords,
    [...new Set(faults.map(laterIn))].filter((index) => index >= 0),
  );
};

import fc from 'fast-check';
import type { PlainResponse } from '#azure/arm/transport.ts';

/** What names look like that somebody made to do harm, and what people call things in other languages. */
export const hostile = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ minLength: 4000, maxLength: 4096 }),
  fc.constantFrom(
    '\u001b[2J\u001b[31mgone',
    '\u001b]52;c;aGVsbG8=\u0007',
    '\u009b6n',
    'a\r\nb\tc',
    'مجموعة-تدريب',
    '훈련-클러스터',
    '👩‍👩‍👧‍👦 family 🏳️‍🌈',
    'e\u0301\u0301\u0301',
    '\u202egnp.exe',
    'zero\u200bwidth\u200d\u2060\ufeff',
    '\u2067isolated\u2069\u061c\u200f',
    'line\u2028paragraph\u2029',
    '\u001bP1$r\u001b\\\u001b_x\u001b\\',
    '训练'.repeat(60),
  ),
);

/** What is left as it is, because nothing would come after it. */
export const skipped = new Set([
  'id',
  'nextLink',
  'computeType',
  'jobType',
  'location',
  'resourceGroup',
  'subscriptionId',
]);

/** The same answer with every name and sentence in it replaced. */
export const poisoned = (
  value: unknown,
  next: () => string,
  spared: ReadonlySet<string> = skipped,
  key = '',
): unknown => {
  if (Array.isArray(value)) return value.map((each) => poisoned(each, next, spared, key));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, poisoned(each, next, spared, name)]),
    );
  return typeof value === 'string' && !spared.has(key) && !/^\d{4}-/u.test(value) ? next() : value;
};

/** Everything that drives a terminal but our own colours. */
export const foreignEscape =
  /\u001b(?!\[(?:[0-9;]*)m)|[\u0000-\u0009\u000b-\u001a\u001c-\u001f\u007f-\u009f]/u;

/** With other words in these the rows could not be opened, and most keys would do nothing. */
const states = new Set([
  ...skipped,
  'type',
  'kind',
  'status',
  'state',
  'provisioningState',
  'allocationState',
  'nodeState',
  'currentStatus',
  'computeId',
  'computeLocation',
  'runId',
  'nodeId',
  'sshPublicAccess',
  'publicIpAddress',
  'remoteLoginPortPublicAccess',
  'supportedComputeTypes',
  'actions',
  'notActions',
  'vmSize',
  'family',
]);

/** Those and the names by which things are asked for again: every screen can be reached. */
const names = new Set([
  ...states,
  'name',
  'logFiles',
  'rootRunId',
  'adminUserName',
  'adminUsername',
  'sshSettings',
]);

/** How much of an answer is replaced: all words but those that would lead nowhere, the names too, or all. */
const spared = { words: names, names: states, all: skipped } as const;

/** What is kept under names that people chose. */
const maps = new Set(['tags', 'environmentVariables']);

/**
 * Answers with these texts, in turn, in place of their own: in every field of JSON, in tags as names too, and before the lines of a
 * log; also in the headers that are shown.
 */
export const poisonedAnswer = (
  texts: readonly string[],
  extent: keyof typeof spared,
): ((answer: PlainResponse) => PlainResponse) => {
  let at = 0;
  const next = (): string => texts[(at += 1) % texts.length] ?? '';
  const bodyOf = (body: string): string => {
    try {
      const named: unknown = JSON.parse(body, (key, value: unknown) =>
        maps.has(key) && typeof value === 'object' ? { ...value, [next()]: next() } : value,
      );
      return JSON.stringify(poisoned(named, next, spared[extent]));
    } catch {
      return `${next()}\n${next()}\n${body}`;
    }
  };
  return (answer) => ({
    ...answer,
    headers: {
      ...answer.headers,
      'x-ms-request-id': next(),
      'x-ms-correlation-request-id': next(),
    },
    body: bodyOf(answer.body),
  });
};

const refusals = [400, 403, 404, 409, 429, 500, 503] as const;

/** Answers that refuse, one way after the other, with these texts in everything that an error of Azure has. */
export const refusing = (texts: readonly string[]): (() => PlainResponse) => {
  let at = 0;
  const next = (): string => texts[(at += 1) % texts.length] ?? '';
  return () => ({
    status: refusals[(at += 1) % refusals.length] ?? 400,
    headers: {
      'content-type': 'application/json',
      'retry-after': next(),
      'x-ms-request-id': next(),
      'x-ms-correlation-request-id': next(),
      'x-ms-error-code': next(),
      'www-authenticate': next(),
    },
    body: JSON.stringify({
      error: {
        code: next(),
        message: next(),
        target: next(),
        details: [
          { code: next(), message: next() },
          { code: next(), message: next(), details: [{ code: next(), message: next() }] },
        ],
        additionalInfo: [{ type: next(), info: { [next()]: next() } }],
      },
    }),
  });
};

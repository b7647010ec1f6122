import fc from 'fast-check';

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

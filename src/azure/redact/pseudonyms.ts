import { first, second } from './stand-in-words.ts';

/** What stands in for names, identifiers and addresses, and what it stands for. */
export type Pseudonyms = {
  /** The stand-in of a name, an identifier, an address or a mail address: always the same one, whatever its case. */
  readonly standIn: (real: string) => string;
  /** A text with everything in it replaced that looks like an identifier or an address, or is a name met before. */
  readonly inText: (real: string) => string;
  /** The path of a request: an ARM id anywhere in it, the job in the container of its files, and what `inText` finds in the rest. */
  readonly inPath: (real: string) => string;
  /** The name of a log file, in which names of nodes and other things stand within longer words. */
  readonly fileName: (real: string) => string;
  /** A text with everything real again that stands in for something; what stands for nothing is left as it is. */
  readonly back: (text: string) => string;
  /** A name that the user has just made up, before everybody's eyes: it stands for itself from now on. */
  readonly own: (name: string) => void;
};

const guid = /\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/giu;
const mail = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu;
const address4 = /\b(?:\d{1,3}\.){3}\d{1,3}\b/gu;
const address6 = /(?<![\w:])(?:[\da-f]{0,4}:){3,7}[\da-f]{0,4}(?![\w:])/giu;
const armPath = /\/subscriptions(?:\/[^\s"'<>?#,;()]*)?/giu;
/** Hosts have two dots or more; a provider's name has one. */
const host = /(?<![\w.@-])(?=[\w.-]*[a-z])[\w-]+(?:\.[\w-]+){2,}(?![\w-])/giu;
const webAddress = /\bhttps?:\/\/[^\s"'<>)]+/giu;
/** The container of a job's files in storage is called by the job's name. */
const container = /(?<![\p{L}\p{N}_.-])(dcid\.)([\p{L}\p{N}_][\p{L}\p{N}_.-]*[\p{L}\p{N}_]|[\p{L}\p{N}_])/giu;
const containerAlone = /^(dcid\.)([^/]+)$/iu;
/** What a name is made of, with what may stand inside a mail address or an identifier. */
const token = /[\p{L}\p{N}_][\p{L}\p{N}_.+@-]*/gu;

/** What names are joined by in the names of files. */
const joints = /([._-]+)/u;
/** What the platform itself puts into names of logs: somebody's experiment may be called so, too. */
const platformWords = new Set(
  'azureml control driver execution executionlogs hyperdrive lifecycler log logs process rank run std stderr stdout system txt user worker'.split(
    ' ',
  ),
);

const isWhole = (pattern: RegExp, text: string): boolean => text.replace(pattern, '') === '';

/** Stand-ins by kind, counted: names are pairs of words that Azure takes as names, addresses are of ranges kept for documents and tests. */
const made = {
  name: (count: number): string => {
    const pairs = first.length * second.length;
    // Neighbours get pairs that have no word in common: the step has no divisor in common with their number.
    const pair = (count * 1297) % pairs;
    const round = Math.floor(count / pairs);
    const words = `${first[pair % first.length]}-${second[Math.floor(pair / first.length)]}`;
    return round === 0 ? words : `${words}-${round + 1}`;
  },
  guid: (count: number): string => `00000000-0000-4000-8000-${String(count + 1).padStart(12, '0')}`,
  address: (count: number): string => `198.18.${Math.floor(count / 250) % 256}.${(count % 250) + 1}`,
  address6: (count: number): string => `2001:db8::${(count + 1).toString(16)}`,
  mail: (count: number): string => `${made.name(count)}@example.com`,
  host: (count: number): string => `${made.name(count)}.example.com`,
  node: (count: number): string => `tvm-${String(count + 1).padStart(8, '0')}`,
} as const;
type Kind = keyof typeof made;

/** In an ARM id names follow their kinds, and the kinds and providers are public. */
const armSegments = (path: string, name: (real: string) => string): string =>
  path
    .split('/')
    .map((segment, index, all) => {
      const isName = index > 0 && all.slice(0, index).filter((each) => each !== '').length % 2 === 1;
      const ofProvider = all[index - 1]?.toLowerCase() === 'providers';
      return isName && !ofProvider && segment !== '' ? name(segment) : segment;
    })
    .join('/');

/** A segment of a path as people write it. */
const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

/** Of the computer that the program runs on. */
export type LocalNames = { readonly home: string; readonly user: string };

/** A home folder of whoever it is, as Linux and macOS have them. */
const anyHome = /(?<![\w.~-])\/(?:home|Users)\/[^\s/"'<>:;,()]+/gu;

/** What says nothing about anybody. */
const nobodys = new Set(['', 'root', 'user', 'nobody']);

/**
 * Stand-ins for one session: nothing of them is kept, and another session has others.
 * @param local what of this computer must not be seen either
 */
export const createPseudonyms = (local: LocalNames = { home: '', user: '' }): Pseudonyms => {
  const standIns = new Map<string, string>();
  const reals = new Map<string, string>();
  const counts = new Map<Kind, number>();
  /** Names that are no single word: a text is searched for them one by one. */
  const phrases: string[] = [];
  /** Names of files by what is shown of them. */
  const files = new Map<string, string>();

  const give = (kind: Kind, real: string): string => {
    const key = real.toLowerCase();
    const known = standIns.get(key);
    if (known !== undefined) return known;
    // What stands in for something already stays what it is: it has come back from where it was shown.
    if (reals.has(key)) return key;
    let count = counts.get(kind) ?? 0;
    // A name of the user's may by chance be one of these words.
    while (standIns.has(made[kind](count))) count += 1;
    const standIn = made[kind](count);
    counts.set(kind, count + 1);
    standIns.set(key, standIn);
    reals.set(standIn, real);
    if (!isWhole(token, real)) phrases.push(real);
    return standIn;
  };

  const web = (real: string): string => {
    const url = URL.parse(real);
    if (url === null) return give('name', real);
    const path = withoutJobs(armSegments(url.pathname, standIn));
    // Microsoft's own hosts say nothing about anybody, unless their first part is a name.
    const shown = /^(?:ml|studio\.ml|portal)\.azure\.(?:com|us|cn)$/u.test(url.hostname)
      ? url.hostname
      : give('host', url.hostname);
    const query = [...url.searchParams].map(([key, value]) => `${key}=${standIn(value)}`).join('&');
    return `${url.protocol}//${shown}${path}${query === '' ? '' : `?${query}`}`;
  };

  const standIn = (real: string): string => {
    if (real.trim() === '') return real;
    if (/^\/subscriptions\//iu.test(real)) return armSegments(real, standIn);
    if (isWhole(guid, real)) return give('guid', real);
    if (isWhole(mail, real)) return give('mail', real);
    if (isWhole(address4, real)) return give('address', real);
    if (isWhole(address6, real)) return give('address6', real);
    if (isWhole(webAddress, real)) return web(real);
    const [, prefix, job] = containerAlone.exec(real) ?? [];
    if (prefix !== undefined && job !== undefined) return prefix + standIn(job);
    return give(real.startsWith('tvm') ? 'node' : 'name', real);
  };

  const withoutHome = (text: string): string =>
    (local.home.length > 1 ? text.replaceAll(local.home, '~') : text).replace(anyHome, '~');

  const withoutPhrases = (text: string): string =>
    phrases.reduce((rest, phrase) => rest.replaceAll(phrase, standIn(phrase)), text);

  const withoutJobs = (text: string): string =>
    text.replace(container, (_, prefix: string, job: string) => prefix + standIn(job));

  const inText = (real: string): string =>
    withoutJobs(withoutPhrases(withoutHome(real)))
      .replace(webAddress, (match) => standIn(match))
      .replace(armPath, (match) => armSegments(match, standIn))
      .replace(mail, (match) => standIn(match))
      .replace(host, (match) => (reals.has(match.toLowerCase()) ? match : give('host', match)))
      .replace(guid, (match) => standIn(match))
      .replace(address4, (match) => standIn(match))
      .replace(address6, (match) => standIn(match))
      .replace(token, (match) => standIns.get(match.toLowerCase()) ?? tail(match));

  const isKnown = (part: string): boolean => standIns.has(part) && !platformWords.has(part);

  /** How many parts from `at` on are one name: the longest that is known, or a node that is not, up to what its file is besides. */
  const nameFrom = (parts: readonly string[], at: number): number => {
    for (let length = parts.length - at; length > 0; length -= 1)
      if (
        isKnown(
          parts
            .slice(at, at + length)
            .join('')
            .toLowerCase(),
        )
      )
        return length;
    if (!/^tvm/iu.test(parts[at] ?? '')) return 0;
    const end = parts.findIndex((part, index) => index > at && part.includes('.'));
    return (end < 0 ? parts.length : end) - at;
  };

  const withoutParts = (segment: string): string => {
    const parts = segment.split(joints);
    let shown = '';
    for (let at = 0; at < parts.length;) {
      const length = nameFrom(parts, at);
      shown += length === 0 ? parts[at] : standIn(parts.slice(at, at + length).join(''));
      at += Math.max(1, length);
    }
    return shown;
  };

  const fileName = (real: string): string => {
    const shown = inText(real).split('/').map(withoutParts).join('/');
    if (shown !== real) files.set(shown, real);
    return shown;
  };

  const inPath = (real: string): string => {
    const at = real.search(/\/subscriptions(?:\/|$)/iu);
    const [before, id] = at < 0 ? [real, ''] : [real.slice(0, at), real.slice(at)];
    const shown = before
      .split('/')
      .map((raw) => {
        const segment = decoded(raw);
        return containerAlone.test(segment) ? standIn(segment) : fileName(segment);
      })
      .join('/');
    return shown + armSegments(id, (name) => standIn(decoded(name)));
  };

  /** A name at the end of a sentence has its full stop. */
  const tail = (match: string): string => {
    const bare = match.replace(/[.+@-]+$/u, '');
    const known = standIns.get(bare.toLowerCase());
    return known === undefined ? match : known + match.slice(bare.length);
  };

  const back = (text: string): string =>
    files.get(text) ??
    text
      .replace(address6, (match) => reals.get(match.toLowerCase()) ?? match)
      .replace(container, (match, prefix: string, job: string) => {
        const known = reals.get(job.toLowerCase());
        return known === undefined ? match : prefix + known;
      })
      .replace(token, (match) => reals.get(match.toLowerCase()) ?? match);

  const own = (name: string): void => {
    const key = name.toLowerCase();
    if (standIns.has(key) || reals.has(key)) return;
    standIns.set(key, key);
    reals.set(key, name);
  };

  if (!nobodys.has(local.user)) give('name', local.user);

  return { standIn, inText, inPath, fileName, back, own };
};

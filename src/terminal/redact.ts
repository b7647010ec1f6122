/**
 * A function that takes out of a text what must not leave the machine: tokens, keys, the queries of addresses (they carry
 * signatures), identifiers and the names in ARM ids, mail addresses, the home folder. What was taken out is replaced by
 * a stable stand-in: the same identifier gets the same stand-in in every text given to one redactor, so that a report
 * still tells what is equal to what.
 *
 * @param home the user's home folder, or '' when there is none
 */
export const createRedactor = (home: string): ((text: string) => string) => {
  const identifiers = standIns((count) => `00000000-0000-0000-0000-${String(count).padStart(12, '0')}`);
  const names = standIns((count) => `name-${count}`);

  const armId = (id: string): string =>
    id.replace(armSegment, (_, kind: string, name: string) => `/${kind}/${names(name.toLowerCase())}`);

  const rules: readonly (readonly [RegExp, string | ((match: string) => string)])[] = [
    [/-----BEGIN [A-Z ]+-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/gu, '[key]'],
    [/\beyJ[\w-]*\.[\w-]+(?:\.[\w-]*)?/gu, '[token]'],
    [/\b(bearer|basic)\s+[^\s"',;]+/giu, '[authorization]'],
    [/(\bhttps?:\/\/[^\s"'<>?#]+)[?#][^\s"'<>)]*/giu, (match) => match.replace(/[?#].*$/su, '?[query]')],
    [secretAssignment, (match) => match.replace(/([=:]["'\s]*)[^=:].*$/su, '$1[secret]')],
    // Keys of storage accounts and the like: long base64, padded or mixed enough not to be a word or a path.
    [/[\w+/]{30,}={1,2}(?![\w=])/gu, '[secret]'],
    [/(?<![\w+-])(?=[\w-]*\d)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{40,}(?![\w-])/gu, '[secret]'],
    [/\/(?:subscriptions|resourceGroups|workspaces)\/[^\s"'<>?#,;)]+/giu, armId],
    [
      /\b[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}\b/giu,
      (id) => identifiers(id.toLowerCase().replaceAll('-', '')),
    ],
    [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu, '[mail]'],
  ];

  return (text) => {
    let redacted = text;
    for (const [pattern, replacement] of rules) {
      redacted =
        typeof replacement === 'string'
          ? redacted.replace(pattern, replacement)
          : redacted.replace(pattern, (match: string) => replacement(match));
    }
    return home.length > 1 ? redacted.replaceAll(home, '~') : redacted;
  };
};

/** In an ARM id the names follow their kinds; the providers' own names are public. A subscription's identifier is left to the rule for identifiers. */
const armSegment = /\/(?!subscriptions\b|providers\b|microsoft\.)([a-z]+)\/([^/\s"'<>?#,;)]+)/giu;

const secretAssignment =
  /\b\w*(?:password|passwd|passphrase|secret|account_?key|api_?key|access_?key|shared_?access_?\w*|sig|signature|token)["']?\s*[=:]\s*["']?[^\s"',;&]+/giu;

/** Gives each text met its own stand-in, counted from 1. */
const standIns = (make: (count: number) => string): ((text: string) => string) => {
  const met = new Map<string, string>();
  return (text) => {
    const standIn = met.get(text) ?? make(met.size + 1);
    met.set(text, standIn);
    return standIn;
  };
};

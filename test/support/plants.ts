/** Secrets by what they are planted as: `token`, `sas`, a field's name. */
export type Plants = ReadonlyMap<string, string>;

/** So many letters of a secret that follow each other tell it: a cut one is found, too. */
const piece = 8;

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1);

/** The base64 of a text, wherever in a longer one it begins. What depends on its neighbours is left out. */
const base64 = (text: string): readonly string[] =>
  [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]).toString('base64');
    return whole.slice(before === 0 ? 0 : 4).slice(0, -4);
  });

/** Every way in which a secret may come to be written somewhere. */
export const writtenForms = (secret: string): readonly string[] => {
  const texts = secret.split(/\s+/u).flatMap((line) => [line, escaped(line), escaped(escaped(line))]);
  return [
    ...new Set([
      ...texts,
      ...texts.flatMap((each) => [
        encodeURIComponent(each),
        new URLSearchParams([['', each]]).toString().slice(1),
        encodeURIComponent(encodeURIComponent(each)),
        Buffer.from(each).toString('hex'),
      ]),
      ...texts.flatMap(base64),
      ...texts.flatMap(base64).map((each) => each.replaceAll('+', '-').replaceAll('/', '_')),
    ]),
  ];
};

/** Runs of quotes and backslashes are everywhere, however they are written: they tell nothing. */
const tells = (each: string): boolean => each.replaceAll(/%(?:25)*[\da-f]{0,2}|\W/giu, '').length > 4;

const piecesOf = (text: string): readonly string[] =>
  Array.from({ length: Math.max(0, text.length - piece + 1) }, (_, at) => text.slice(at, at + piece)).filter(
    tells,
  );

/** What breaks a word on a screen: line ends, blanks, borders of panels and boxes. */
const breaks = /[\s│┃║|─━┌┐└┘├┤┬┴┼╭╮╰╯]+/gu;

/**
 * Looks for secrets in a text: as they are, cut, escaped, in addresses, in base64 and hexadecimal, and broken over lines.
 * @returns what was found and what stands around it; undefined when there is none
 */
export const createFinder = (plants: Plants): ((text: string) => string | undefined) => {
  const pieces = new Map<string, string>();
  for (const [name, secret] of plants)
    for (const form of writtenForms(secret)) for (const each of piecesOf(form)) pieces.set(each, name);
  const findIn = (text: string): string | undefined => {
    for (let at = 0; at + piece <= text.length; at += 1) {
      const name = pieces.get(text.slice(at, at + piece));
      if (name !== undefined)
        return `${name} in "${text.slice(Math.max(0, at - 160), at)}>>${text.slice(at, at + 60)}"`;
    }
    return undefined;
  };
  return (text) => findIn(text) ?? findIn(text.replaceAll(breaks, ''));
};

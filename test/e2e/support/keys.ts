/** What terminals send for keys that are not characters (xterm, normal cursor mode). */
export const keys = {
  up: '\u001b[A',
  down: '\u001b[B',
  right: '\u001b[C',
  left: '\u001b[D',
  home: '\u001b[H',
  end: '\u001b[F',
  'page-up': '\u001b[5~',
  'page-down': '\u001b[6~',
  insert: '\u001b[2~',
  delete: '\u001b[3~',
  enter: '\r',
  escape: '\u001b',
  tab: '\t',
  'shift-tab': '\u001b[Z',
  backspace: '\u007f',
  space: ' ',
  f5: '\u001b[15~',
} as const;

/** A key by its name above, `ctrl-` and a letter, or any single character. */
export const bytesOf = (key: string): string => {
  const control = /^ctrl-([a-z])$/u.exec(key)?.[1];
  if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) - 96);
  const named: string | undefined = new Map(Object.entries(keys)).get(key);
  if (named !== undefined) return named;
  if (Array.from(key).length === 1) return key;
  throw new Error(`There is no key called ${key}.`);
};

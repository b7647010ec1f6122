/** The value of an option in a section; undefined when it is not there or empty. */
type IniFile = (section: string, option: string) => string | undefined;

/**
 * Reads a file that az has written with Python's configparser. That is a dialect of its own (`:` as good as `=`, options in any
 * letter case, quotes and a `;` after a value belong to it, an indented line goes on with the line before), which the INI
 * parsers of npm read differently. The first line of a value is its value.
 */
export const readIni = (text: string): IniFile => {
  const found = new Map<string, string>();
  let section = '';
  let indent = Infinity;
  for (const line of text.replace(/^\ufeff/u, '').split(/\r\n|\r|\n/u)) {
    const content = line.trim();
    const inset = line.length - line.trimStart().length;
    if (content === '' || content.startsWith('#') || content.startsWith(';') || inset > indent) continue;
    const heading = /^\[([^\]]+)\]/u.exec(content)?.[1];
    const between = content.search(/[=:]/u);
    if (heading !== undefined) {
      section = heading;
      indent = Infinity;
    } else if (between > 0) {
      const option = content.slice(0, between).trim().toLowerCase();
      found.set(keyOf(section, option), content.slice(between + 1).trim());
      indent = inset;
    }
  }
  return (inSection, option) => {
    const value = found.get(keyOf(inSection, option));
    return value === '' ? undefined : value;
  };
};

const keyOf = (section: string, option: string): string => `${section}\n${option}`;

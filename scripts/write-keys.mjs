// Writes the key section of the README from the one table of keys.
import { readFileSync, writeFileSync } from 'node:fs';
import { keysMarkdown } from '../src/screens/help-text.ts';
import { keyTable } from '../src/screens/keys.ts';

const path = new URL('../README.md', import.meta.url);
const readme = readFileSync(path, 'utf8');
const section = /(<!-- keys -->\n)[\s\S]*(<!-- \/keys -->)/u;
writeFileSync(
  path,
  readme.replace(section, (_, open, close) => `${open}\n${keysMarkdown(keyTable)}\n${close}`),
);

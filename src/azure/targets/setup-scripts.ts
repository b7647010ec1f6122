import { readSeconds } from './durations.ts';
import { choice, type FieldSpec, type FieldWords, type Parsed } from './field.ts';
import { hasControls, quoted } from './quoted.ts';

const sources = [
  { value: 'none', label: 'none' },
  { value: 'path', label: 'file in the workspace' },
  { value: 'inline', label: 'commands typed here' },
  { value: 'base64', label: 'base64 of a script' },
] as const;

/** A path in the file share of the workspace, such as `Users/ada/setup.sh`. */
const parsePath = (text: string): Parsed<string> => {
  const path = text.trim();
  if (path === '') return { ok: false, why: 'a path is needed, such as Users/<you>/setup.sh' };
  if (hasControls(path)) return { ok: false, why: 'a path has no line breaks or control characters' };
  if (path.length > 1024) return { ok: false, why: 'too long for a path: at most 1024 characters' };
  if (/^[a-z][a-z0-9+.-]*:\/\//iu.test(path))
    return { ok: false, why: 'a path in the file share of the workspace is needed, not an address' };
  if (path.includes('\\')) return { ok: false, why: 'folders are divided by "/", not by a backslash' };
  if (path.startsWith('/') || path.split('/').includes('..'))
    return { ok: false, why: `the path begins at the root of the file share: Users/…, not ${quoted(path)}` };
  if (path.endsWith('/')) return { ok: false, why: 'this is a folder: a script is needed' };
  return { ok: true, value: path };
};

const parseBase64 = (text: string): Parsed<string> => {
  const base64 = text.replaceAll(/\s+/gu, '');
  if (base64 === '') return { ok: false, why: 'the base64 of a script is needed: base64 -w0 setup.sh' };
  if (!/^[A-Za-z0-9+/]+={0,2}$/u.test(base64) || base64.length % 4 !== 0)
    return { ok: false, why: 'this is not base64, or it is cut: base64 -w0 setup.sh gives it' };
  return Buffer.from(base64, 'base64').toString('utf8').includes('\r\n')
    ? { ok: true, value: base64, warn: 'its lines end as Windows ends them: bash will trip over that' }
    : { ok: true, value: base64 };
};

/** Commands as typed; the service wants them as base64 of UTF-8, with the line ends of Linux. */
const parseCommands = (text: string): Parsed<string> => {
  const commands = text.trim().replaceAll(/\r\n?/gu, '\n');
  if (commands === '') return { ok: false, why: 'commands are needed, such as pip install lightgbm' };
  if (hasControls(commands.replaceAll(/[\n\t]/gu, ' ')))
    return { ok: false, why: 'there are control characters in it' };
  return { ok: true, value: Buffer.from(commands, 'utf8').toString('base64') };
};

/** Minutes, printed as the service's `timeout` wants it. */
const parseTimeout = (text: string): Parsed<string> => {
  const seconds = readSeconds(text.trim());
  if (seconds === undefined || seconds === 0 || seconds % 60 !== 0)
    return { ok: false, why: 'whole minutes are needed, such as 15m or 1h' };
  const value = `${seconds / 60}m`;
  return seconds > 3600
    ? { ok: true, value, warn: 'longer than an hour: the service may refuse it' }
    : { ok: true, value };
};

/** Where a script comes from. */
export const scriptSource = (words: FieldWords) => choice(words, sources, 'none');

const line = (
  words: FieldWords,
  parse: (text: string) => Parsed<string>,
  initial: string = '',
): FieldSpec<string> => ({ ...words, kind: { is: 'text' }, initial, parse });

export const scriptPath = (words: FieldWords): FieldSpec<string> => line(words, parsePath);
export const scriptCommands = (words: FieldWords): FieldSpec<string> => line(words, parseCommands);
export const scriptBase64 = (words: FieldWords): FieldSpec<string> => line(words, parseBase64);
export const scriptTimeout = (words: FieldWords): FieldSpec<string> => line(words, parseTimeout, '15m');

type Script = {
  readonly source: (typeof sources)[number]['value'];
  readonly data: string | undefined;
  readonly arguments: string | undefined;
  readonly timeout: string | undefined;
};

/** As one of `setupScripts.scripts`; undefined when there is no script. */
export const scriptBody = (script: Script) =>
  script.data === undefined
    ? undefined
    : {
        scriptSource: script.source === 'path' ? 'workspaceStorage' : 'inline',
        scriptData: script.data,
        ...(script.arguments === undefined ? {} : { scriptArguments: script.arguments }),
        ...(script.timeout === undefined ? {} : { timeout: script.timeout }),
      };

import { cliV1Code } from './cli-v1.ts';
import { cliV2Code } from './cli-v2.ts';
import type { Code, CodeAction, LanguageId, Where } from './code.ts';
import { pythonV1Code } from './python-v1.ts';
import { pythonV2Code } from './python-v2.ts';
import { restCode } from './rest.ts';

/*
 * The same action as code. It is loaded by `import()` when it is first asked for: nothing that the first frame needs may import it in
 * another way than as types.
 */

const printers: Readonly<Record<LanguageId, (action: CodeAction, where: Where) => Code>> = {
  rest: restCode,
  'cli-v2': cliV2Code,
  'python-v2': pythonV2Code,
  'cli-v1': cliV1Code,
  'python-v1': pythonV1Code,
};

export { codesOfCompute } from './of-compute.ts';

/** An action in a language. Never throws, and never prints a secret: those are read from the environment where the code runs. */
export const codeOf = (language: LanguageId, action: CodeAction, where: Where): Code =>
  printers[language](action, where);

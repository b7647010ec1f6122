import type { Failure, Json } from './world.ts';

const field = (value: Json | undefined, name: string): Json | undefined =>
  value === null || typeof value !== 'object' || Array.isArray(value) ? undefined : value[name];

const refusal = (name: string, why: string): Failure => ({
  code: 'SetupScriptsError',
  message: `The specified Azure ML Compute Instance ${name} user script setup failed: ${why}`,
});

/**
 * How the creation script of an instance fails; undefined when it does not. Scripts are not run: an inline one (base64) fails when
 * it says `exit` with a code, one of the workspace's storage when it is named `missing`.
 */
export const failureOfScript = (name: string, setupScripts: Json): Failure | undefined => {
  const script = field(field(setupScripts, 'scripts'), 'creationScript');
  const data = field(script, 'scriptData');
  if (typeof data !== 'string') return undefined;
  if (field(script, 'scriptSource') !== 'inline') {
    return /(?:^|\/)missing\b/u.test(data)
      ? refusal(name, `the script file '${data}' was not found.`)
      : undefined;
  }
  const code = /\bexit\s+([1-9]\d*)/u.exec(Buffer.from(data, 'base64').toString('utf8'))?.[1];
  return code === undefined ? undefined : refusal(name, `the creation script ended with exit code ${code}.`);
};

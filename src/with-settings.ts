import type { Options } from './arguments.ts';
import type { Settings } from './local/config.ts';

/**
 * The command line with what the environment and the configuration file add to it. Read-only is what any of them says: the
 * command line cannot take it back.
 */
export const withSettings = (
  options: Options,
  env: Readonly<Record<string, string | undefined>>,
  settings: Settings,
): Options => ({
  ...options,
  ascii: options.ascii || settings.ascii === true,
  readOnly: options.readOnly || isOn(env['AML_WORKBENCH_READ_ONLY']) || settings.readOnly,
});

/** Any word but these switches it on: who sets the variable means to be safe. */
const off = new Set(['', '0', 'false', 'no', 'off']);

const isOn = (value: string | undefined): boolean =>
  value !== undefined && !off.has(value.trim().toLowerCase());

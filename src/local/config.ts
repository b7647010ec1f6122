import { plain } from '#azure/plain.ts';
import { signInWays, type SignInWay } from '#azure/sign-in.ts';
import type { TextRead } from './read-text.ts';
import { workspacePattern } from './workspace-patterns.ts';

/** The clouds that can be named; any other is given by its addresses. */
export const cloudNames = ['public', 'usgov', 'china'] as const;
export type CloudName = (typeof cloudNames)[number];

export const colorWords = ['auto', 'always', 'never'] as const;
export const themeNames = ['default', 'colour-blind'] as const;
export const notifyWords = ['bell', 'terminal', 'off'] as const;

/** What is opened and how it is signed in, where neither the command line nor the environment says it. */
export type Defaults = {
  readonly subscription: string | undefined;
  readonly resourceGroup: string | undefined;
  readonly workspace: string | undefined;
  readonly cloud: CloudName | undefined;
  readonly auth: SignInWay | undefined;
  readonly tenant: string | undefined;
  /** Origin of Azure Resource Manager, no trailing slash. */
  readonly armEndpoint: string | undefined;
  /** Origin of the sign-in service, no trailing slash. */
  readonly authority: string | undefined;
};

/** What the user's configuration file says; undefined where it says nothing. */
export type Settings = {
  readonly defaults: Defaults;
  /** Names or ARM ids, see `matches`. */
  readonly protectedWorkspaces: readonly string[];
  readonly readOnlyWorkspaces: readonly string[];
  readonly readOnly: boolean;
  readonly refreshSeconds: number | undefined;
  readonly ascii: boolean | undefined;
  readonly color: (typeof colorWords)[number] | undefined;
  readonly theme: (typeof themeNames)[number] | undefined;
  /** How it is told that an operation or a job of the user's has ended. */
  readonly notify: (typeof notifyWords)[number] | undefined;
  /** Nothing is asked while the terminal's window has not the focus. */
  readonly focus: boolean | undefined;
};

export type ConfigRead = {
  readonly settings: Settings;
  /** Everything that is wrong with the file, a sentence each: file, key, what is allowed. The other keys count. */
  readonly faults: readonly string[];
};

/** The shortest and the longest time between two looks at Azure that may be asked for, in seconds. */
export const refreshRange = { from: 5, to: 300 } as const;

/**
 * Reads the configuration file; `schema/config.schema.json` describes it. Never throws. What may have been meant to protect a
 * workspace and cannot be understood makes the session read-only: a typing mistake must not open what was to be closed.
 * @param path how the file is called in sentences
 */
export const readConfig = (file: TextRead, path: string): ConfigRead => {
  const name = plain(path);
  switch (file.is) {
    case 'absent':
      return { settings: noSettings, faults: [] };
    case 'unreadable':
      return unusable(`${name} cannot be read: ${file.reason}.`, name);
    case 'text': {
      const content = parsed(file.text);
      if ('error' in content) return unusable(`${name} is not JSON: ${content.error}.`, name);
      if (!isRecord(content.value))
        return unusable(`${name} takes an object, not ${shown(content.value)}.`, name);
      return readFields(new Fields(content.value, ''), name);
    }
  }
};

const readFields = (fields: Fields, name: string): ConfigRead => {
  fields.take('$schema', anyText);
  const defaults = new Fields(fields.take('defaults', object) ?? {}, 'defaults.');
  const settings = settingsOf(fields, defaults);
  const faults = [...fields.allFaults(), ...defaults.allFaults()];
  const mayProtect = faults.some(({ key }) => /read|protect/iu.test(key));
  return {
    settings: mayProtect ? { ...settings, readOnly: true } : settings,
    faults: [
      ...faults.map(({ sentence }) => `${name}: ${sentence}`),
      ...(mayProtect ? [readOnlyUntil(name)] : []),
    ],
  };
};

const settingsOf = (fields: Fields, defaults: Fields): Settings => ({
  defaults: {
    subscription: defaults.take('subscription', word),
    resourceGroup: defaults.take('resourceGroup', word),
    workspace: defaults.take('workspace', word),
    cloud: defaults.take('cloud', oneOf(cloudNames)),
    auth: defaults.take('auth', oneOf(signInWays)),
    tenant: defaults.take('tenant', word),
    armEndpoint: defaults.take('armEndpoint', origin),
    authority: defaults.take('authority', origin),
  },
  protectedWorkspaces: fields.takeEach('protectedWorkspaces', pattern),
  readOnlyWorkspaces: fields.takeEach('readOnlyWorkspaces', pattern),
  readOnly: fields.take('readOnly', flag) ?? false,
  refreshSeconds: fields.take('refreshSeconds', seconds),
  ascii: fields.take('ascii', flag),
  color: fields.take('color', oneOf(colorWords)),
  theme: fields.take('theme', oneOf(themeNames)),
  notify: fields.take('notify', oneOf(notifyWords)),
  focus: fields.take('focus', flag),
});

const unusable = (sentence: string, name: string): ConfigRead => ({
  settings: { ...noSettings, readOnly: true },
  faults: [sentence, readOnlyUntil(name)],
});

const readOnlyUntil = (name: string): string =>
  `Until ${name} is put right, the session is read-only: it may have been meant to protect a workspace.`;

/** What a key takes, in words, and the value as it is used; undefined for one that is not allowed. */
type Kind<T> = { readonly takes: string; readonly read: (value: unknown) => T | undefined };

const texts = <T extends string>(takes: string, read: (text: string) => T | undefined): Kind<T> => ({
  takes,
  read: (value) => (typeof value === 'string' ? read(value) : undefined),
});
const oneOf = <const T extends string>(words: readonly T[]): Kind<T> =>
  texts(`${words.slice(0, -1).join(', ')} or ${words.at(-1)}`, (text) => words.find((each) => each === text));

const anyText = texts('a text', (text) => text);
/** Letters, digits, punctuation and symbols only: nothing in it can drive a terminal. */
const word = texts('a text without spaces', (text) =>
  /^[\p{L}\p{N}\p{P}\p{S}]+$/u.test(text) ? text : undefined,
);
const pattern = texts('names or ARM ids of workspaces, in which * stands for anything', (text) =>
  workspacePattern.test(text) ? text : undefined,
);
const origin = texts('an address like https://management.azure.com, without a path', (text) =>
  httpsOrigin(text),
);
const flag: Kind<boolean> = {
  takes: 'true or false',
  read: (value) => (typeof value === 'boolean' ? value : undefined),
};
const seconds: Kind<number> = {
  takes: `a number from ${refreshRange.from} to ${refreshRange.to}`,
  read: (value) =>
    typeof value === 'number' && value >= refreshRange.from && value <= refreshRange.to ? value : undefined,
};
const object: Kind<Readonly<Record<string, unknown>>> = {
  takes: 'an object',
  read: (value) => (isRecord(value) ? value : undefined),
};

/** An https origin without its trailing slash; undefined for any other text. */
export const httpsOrigin = (text: string): string | undefined =>
  /^https:\/\/(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?\/?$/u.test(text)
    ? text.replace(/\/$/u, '')
    : undefined;

type Fault = { readonly key: string; readonly sentence: string };

/** The keys of an object, taken one by one; what nobody has taken is unknown. */
class Fields {
  readonly #taken = new Set<string>();
  readonly #faults: Fault[] = [];
  readonly #values: Readonly<Record<string, unknown>>;
  readonly #prefix: string;

  constructor(values: Readonly<Record<string, unknown>>, prefix: string) {
    this.#values = values;
    this.#prefix = prefix;
  }

  take<T>(key: string, { takes, read }: Kind<T>): T | undefined {
    this.#taken.add(key);
    if (!Object.hasOwn(this.#values, key)) return undefined;
    const found = read(this.#values[key]);
    if (found === undefined) this.#refuse(key, takes, this.#values[key]);
    return found;
  }

  /** The good items of a list. */
  takeEach<T>(key: string, { takes, read }: Kind<T>): readonly T[] {
    const list = this.take(key, {
      takes: `a list of ${takes}`,
      read: (value): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined),
    });
    return (list ?? []).flatMap((item) => {
      const found = read(item);
      if (found === undefined) this.#refuse(key, takes, item);
      return found === undefined ? [] : [found];
    });
  }

  allFaults(): readonly Fault[] {
    const unknown = Object.keys(this.#values)
      .filter((key) => !this.#taken.has(key))
      .map((key) => ({ key, sentence: `there is no key ${shown(this.#prefix + key)}.` }));
    return [...this.#faults, ...unknown];
  }

  #refuse(key: string, takes: string, value: unknown): void {
    this.#faults.push({ key, sentence: `${this.#prefix}${key} takes ${takes}, not ${shown(value)}.` });
  }
}

/** A value as a few plain words: a list or an object may be of any size and depth. */
const shown = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'an object';
  return typeof value === 'string' ? `"${shortened(value, 40)}"` : String(value);
};

const shortened = (text: string, most: number): string => {
  const letters = plain(text.slice(0, 4 * most));
  return letters.length > most ? `${letters.slice(0, most - 2).toWellFormed()}..` : letters;
};

const parsed = (text: string): { readonly value: unknown } | { readonly error: string } => {
  try {
    return { value: JSON.parse(text.replace(/^\ufeff/u, '')) };
  } catch (error) {
    return { error: shortened(error instanceof Error ? error.message : String(error), 120) };
  }
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What counts where there is no configuration file. */
export const noSettings: Settings = settingsOf(new Fields({}, ''), new Fields({}, ''));

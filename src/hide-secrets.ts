import { withoutSecrets } from '#azure/known-secrets.ts';
import { noteSecret } from '#azure/note-secrets.ts';
import { childEnvironment } from './local/child-environment.ts';
import { hideInReports } from './terminal/crash-text.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What of a variable is secret: of an address its password and its signature, else the whole. */
const secretsOf = (value: string): readonly string[] => {
  const url = URL.parse(value);
  return url === null ? [value] : [value, url.password, decodeURIComponent(url.password)];
};

/** Remembers what is secret in the environment: whatever fails, it must not be told with it. */
const noteEnvironment = (env: Environment): void => {
  const harmless = childEnvironment(env);
  for (const [name, value = ''] of Object.entries(env))
    if (!Object.hasOwn(harmless, name)) for (const secret of secretsOf(value)) noteSecret(secret);
};

/**
 * From now on no report of a crash holds a secret of the environment, or one that was sent.
 * @param others those that nobody else knows of, asked for when there is a report to write
 */
export const hideSecrets = (others: () => readonly string[] = () => []): void => {
  noteEnvironment(process.env);
  hideInReports((text) => {
    for (const secret of others()) noteSecret(secret);
    return withoutSecrets(text);
  });
};

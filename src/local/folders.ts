import envPaths from 'env-paths';

/** Where this user's files of this program lie, by the habits of the platform (XDG on Linux). Nothing is created here. */
export const userFolders = (): {
  readonly config: string;
  readonly state: string;
  readonly cache: string;
} => {
  const { config, log, cache } = envPaths('aml-workbench', { suffix: '' });
  return { config, state: log, cache };
};

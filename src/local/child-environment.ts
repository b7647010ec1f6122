type Environment = Readonly<Record<string, string | undefined>>;

/** Called like a secret by every custom (`AZURE_CLIENT_SECRET`, `SSH_PASSWORD`, `IDENTITY_HEADER`); `PWD` is a folder. */
const secretName =
  /(?:^|_)(?:(?:account|access|api|private|secret|shared)_?key|token|secret|pass(?:word|wd|phrase)?|sas|credentials?|connection_?string)$|^(?:IDENTITY_HEADER|MSI_SECRET)$/iu;

/** An address with a password before its host, as proxies have it. */
const withPassword = /:\/\/[^/\s@]*:[^/\s@]*@/u;

/** What a signed address carries. */
const signed = /[?&;](?:sig|SharedAccessSignature)=/iu;

/**
 * The environment for programs that are started for the user and need nothing of Azure (an editor, tmux, Docker, a shell that waits): all
 * of ours but what is called like a secret, or is an address with a password or a signature in it.
 */
export const childEnvironment = (env: Environment): Environment =>
  Object.fromEntries(
    Object.entries(env).filter(
      ([name, value = '']) => !secretName.test(name) && !withPassword.test(value) && !signed.test(value),
    ),
  );

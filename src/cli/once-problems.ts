import { spoken, wordsOfError, wordsOfReason } from '#screens/known-words.ts';
import { permissionWords } from '#screens/permission-words.ts';
import type { SnapshotProblem } from './once-snapshot.ts';

type Kind = SnapshotProblem['kind'];

/** What can be done about computes that could not be read, of which no more is known. A kind without an entry does not compile. */
const nextSteps: Readonly<Record<Kind, string>> = {
  'signed-out': 'Sign in with "az login", or set AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.',
  forbidden: 'Ask an owner of the workspace for a role that may read it.',
  'not-found': 'Check --subscription, --resource-group and --workspace.',
  conflict: 'Try again later.',
  quota: 'Try again later.',
  throttled: 'Try again in a few minutes.',
  rejected: 'Check --subscription, --resource-group and --workspace.',
  'service-fault': 'Try again later.',
  unreachable: 'Check the network, the VPN or the proxy.',
  malformed: 'A proxy or a sign-in page in between is the usual cause.',
  'read-only': 'Start without --read-only.',
  aborted: 'Try again.',
  capped: '',
};

/** Longer texts are cut on stderr; the JSON has them whole. */
const longestWords = 240;

const shortened = (text: string): string =>
  text.length > longestWords ? `${text.slice(0, longestWords - 3).trimEnd()}...` : text;

/** Of a chain, before Azure was asked: it recites every way to sign in that was tried. */
const isNobody = ({ kind, code }: SnapshotProblem): boolean =>
  kind === 'signed-out' && ['AggregateAuthenticationError', 'CredentialUnavailableError'].includes(code);

/** Why, on one line, without what it is about. */
const why = (problem: SnapshotProblem): string => {
  if (isNobody(problem)) return 'nobody is signed in';
  const { kind, code, message } = problem;
  return [kind, code, shortened(message)].filter((word) => word !== '').join(': ');
};

const requestOf = ({ requestId }: SnapshotProblem): string =>
  requestId === null ? '' : ` (request ${requestId})`;

/** What can be done: by the error code where it is known, in the words of the screens. */
const nextStep = ({ kind, code, message }: SnapshotProblem): string => {
  const error = { code, message, details: [] };
  if (kind === 'forbidden') {
    const lacking = permissionWords({ error });
    if (lacking !== undefined) return lacking.next.slice(0, 2).join(' ');
  }
  // What is not found was named on the command line.
  if (kind === 'not-found') return nextSteps[kind];
  const words = kind === 'unreachable' ? wordsOfReason(code) : wordsOfError(error);
  return words === undefined ? nextSteps[kind] : spoken(words, message).next.join(' ');
};

const subject = ({ source, of }: SnapshotProblem): string => (of === null ? source : `${source} of ${of}`);

const endOfSentence = (text: string): string => (/[.!?]$/u.test(text) ? text : `${text}.`);

const sentence = (workspace: string, problem: SnapshotProblem): string =>
  `The computes of ${workspace} could not be read: ${endOfSentence(why(problem) + requestOf(problem))} ${nextStep(problem)}`;

/**
 * What could not be read, for stderr: the computes in a sentence with what to do next, everything else in a line each. The same reason
 * is told once.
 */
export const problemLines = (workspace: string, problems: readonly SnapshotProblem[]): readonly string[] => {
  const told = new Map<string, { readonly about: string[]; readonly problem: SnapshotProblem }>();
  for (const problem of problems) {
    const before = told.get(why(problem));
    if (before === undefined) told.set(why(problem), { about: [subject(problem)], problem });
    else before.about.push(subject(problem));
  }
  return [...told].map(([reason, { about, problem }]) =>
    problem.source === 'computes'
      ? sentence(workspace, problem)
      : `${about.join(', ')}: ${reason}${requestOf(problem)}`,
  );
};

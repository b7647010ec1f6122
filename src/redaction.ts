import type { Call, Gateway } from '#azure/gateway.ts';
import type { Place } from '#azure/place.ts';
import { homedir, userInfo } from 'node:os';
import { createPseudonyms, type LocalNames, type Pseudonyms } from '#azure/redact/pseudonyms.ts';
import { redactedGateway } from '#azure/redact/redacted-gateway.ts';
import { redactedSignIn } from '#azure/redact/redacted-sign-in.ts';
import { redactValue, restoreValue } from '#azure/redact/redact-value.ts';
import type { SignIn } from '#azure/sign-in.ts';
import type { JournalEntry, Keeper } from '#state/keeper.ts';
import type { Recents } from '#state/recents.ts';
import type { ThisComputer } from '#state/this-computer.ts';

/** Of an entry in the journal, what names something. */
const entryWith = (entry: JournalEntry, change: (text: string) => string): JournalEntry => ({
  ...entry,
  computeId: change(entry.computeId),
  name: change(entry.name),
});

/** What outlives the program is kept as it really is, and told with stand-ins: a session without them finds its own. */
const redactedKeeper = (keeper: Keeper, names: Pseudonyms): Keeper => ({
  loadForm: (workspaceId, target) => {
    const form = keeper.loadForm(names.back(workspaceId), names.back(target));
    // What was typed is the user's own, and is shown as it was typed but for what is known by then.
    return form === undefined
      ? undefined
      : {
          ...form,
          workspaceId,
          target,
          texts: Object.fromEntries(
            Object.entries(form.texts).map(([key, text]) => [key, names.inText(text)]),
          ),
        };
  },
  saveForm: (form) =>
    keeper.saveForm({
      ...form,
      workspaceId: names.back(form.workspaceId),
      target: names.back(form.target),
      texts: restoreValue(form.texts, names),
    }),
  dropForm: (workspaceId, target) => keeper.dropForm(names.back(workspaceId), names.back(target)),
  loadJournal: () => keeper.loadJournal().map((entry) => entryWith(entry, names.standIn)),
  noteBegun: (entry) => keeper.noteBegun(entryWith(entry, names.back)),
  noteAccepted: keeper.noteAccepted,
  noteEnded: keeper.noteEnded,
  trouble: () => {
    const words = keeper.trouble();
    return words === undefined ? undefined : names.inText(words);
  },
});

const redactedRecents = (recents: Recents, names: Pseudonyms): Recents => ({
  load: () => recents.load().map((each) => redactValue(each, names)),
  note: (workspace) => recents.note(restoreValue(workspace, names)),
});

/** Everything that a session needs so that nobody who looks at it learns a name. */
export type Redaction = {
  readonly gateway: (gateway: Gateway) => Gateway;
  readonly signIn: (signIn: SignIn) => SignIn;
  readonly keeper: (keeper: Keeper) => Keeper;
  readonly recents: (recents: Recents) => Recents;
  readonly computer: (computer: ThisComputer) => ThisComputer;
  readonly call: (call: Call) => Call;
  /** A text of the program's own making, in which names stand among words. */
  readonly text: (real: string) => string;
  /** What is public is shown as it is. */
  readonly keep: (name: string) => void;
  /** An ARM id with stand-ins. */
  readonly id: (real: string) => string;
  readonly place: <P extends Partial<Place>>(real: P) => P;
  /** The place that stand-ins stand for. */
  readonly realPlace: <P extends Partial<Place>>(shown: P) => P;
};

/** Containers may run under a user id that has no name. */
const localNames = (): LocalNames => {
  const home = homedir();
  try {
    return { home, user: userInfo().username };
  } catch {
    return { home, user: '' };
  }
};

/** What is said of this computer, of which programs tell by its paths. */
const redactedComputer = (computer: ThisComputer, names: Pseudonyms): ThisComputer => ({
  docker: async (signal) => withWords(await computer.docker(signal), names),
  port: async (port, signal) => withWords(await computer.port(port, signal), names),
});

const withWords = <F extends object>(found: F, names: Pseudonyms): F =>
  'words' in found && typeof found.words === 'string'
    ? { ...found, words: names.inText(found.words) }
    : found;

/** Stand-ins for one session, at every door through which names come in. */
export const createRedaction = (local: LocalNames = localNames()): Redaction => {
  const names = createPseudonyms(local);
  return {
    gateway: (gateway) => redactedGateway(gateway, names),
    signIn: (signIn) => redactedSignIn(signIn, names),
    keeper: (keeper) => redactedKeeper(keeper, names),
    recents: (recents) => redactedRecents(recents, names),
    computer: (computer) => redactedComputer(computer, names),
    call: (call) => ({ ...call, path: names.inPath(call.path) }),
    text: names.inText,
    keep: names.own,
    id: names.standIn,
    place: (real) => redactValue(real, names),
    realPlace: (shown) => restoreValue(shown, names),
  };
};

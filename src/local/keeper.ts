import { join } from 'node:path';
import { plain } from '#azure/plain.ts';
import { formKey, inJournal, journalDays, type Keeper } from '#state/keeper.ts';
import { createDrawer, drawerPattern } from './drawer.ts';
import { parseEntry, parseForm, printEntry, printForm } from './kept-texts.ts';
import { ownFiles } from './own-files.ts';
import { reasonOf } from './reasons.ts';

const entryLimitBytes = 64 * 1024;
/** Scripts and long lists are pasted into forms, and escaping may make six bytes of one. */
const formLimitBytes = 4 * 1024 * 1024;

/** Whether there is a process of that id on this host; one of another user counts, too. */
const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/**
 * Keeps forms and the journal in files of this user, one per form and one per operation, so that several sessions do not get in
 * each other's way: of two that save the same form, the later one's stays.
 * @param folder made when first written to, for its owner only
 * @param now wall time in ms
 */
export const createKeeper = (folder: string, now: () => number): Keeper => {
  const formFiles = ownFiles(join(folder, 'forms'), drawerPattern, formLimitBytes);
  const entryFiles = ownFiles(join(folder, 'journal'), drawerPattern, entryLimitBytes);
  const forms = createDrawer(formFiles, { print: printForm, parse: parseForm, keyOf: formKey });
  const journal = createDrawer(entryFiles, { print: printEntry, parse: parseEntry, keyOf: ({ id }) => id });
  let failure: { readonly error: unknown } | undefined;

  /** Also tries again what could not be written before: the disk may have room now. */
  const flush = (): void => {
    const [ofJournal, ofForms] = [journal.flush(), forms.flush()];
    failure = ofJournal ?? ofForms;
  };

  return {
    loadForm: (workspaceId, target) => forms.load(formKey({ workspaceId, target })),
    saveForm: (form) => {
      forms.put(form);
      flush();
    },
    dropForm: (workspaceId, target) => {
      forms.drop(formKey({ workspaceId, target }));
    },
    loadJournal: () => {
      entryFiles.removeOlder(journalDays * 86_400_000, now());
      // A form has no age at which it is worth nothing; what a killed session left of one has.
      formFiles.removeOlder(Infinity, now());
      return inJournal(journal.all(), now()).map((entry) =>
        entry.session === undefined || entry.session === process.pid || !runs(entry.session)
          ? entry
          : { ...entry, elsewhere: true },
      );
    },
    noteBegun: (entry) => {
      journal.put(entry.restore === undefined ? entry : { ...entry, session: process.pid });
      flush();
    },
    noteAccepted: (id) => {
      const entry = journal.load(id);
      if (entry === undefined) return;
      journal.put({ ...entry, accepted: true });
      flush();
    },
    noteEnded: (id) => {
      journal.drop(id);
    },
    trouble: () =>
      failure === undefined
        ? undefined
        : `Unfinished forms and begun operations are remembered only until the program ends: ${plain(folder)}: ${reasonOf(failure.error, 'write')}`,
  };
};

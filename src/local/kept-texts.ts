import { plain } from '#azure/plain.ts';
import { targets } from '#azure/targets/index.ts';
import type { Scale } from '#azure/targets/scale-body.ts';
import { journaledVerbs, type JournalEntry, type KeptForm } from '#state/keeper.ts';

/** Raised when a file can no longer be read as before; files of another version are left to the program that wrote them. */
const version = 1;

/** A journal entry as the text of a file: what it is made of is named here, so that nothing else can slip in. */
export const printEntry = ({
  id,
  does,
  computeId,
  name,
  target,
  startedAt,
  accepted,
  asked,
  before,
  restore,
  session,
}: JournalEntry): string =>
  JSON.stringify({
    version,
    id,
    does,
    computeId,
    name,
    ...(target === undefined ? {} : { target }),
    startedAt,
    ...(accepted === undefined ? {} : { accepted }),
    ...(asked === undefined ? {} : { asked }),
    ...(before === undefined ? {} : { before }),
    ...(restore === undefined ? {} : { restore, session }),
  });

/** @returns undefined for a text that is no entry, or one that could drive the terminal it is shown on */
export const parseEntry = (text: string): JournalEntry | undefined => {
  const { id, does, computeId, name, target, startedAt, accepted, asked, before, restore, session } =
    parse(text);
  const verb = journaledVerbs.find((each) => each === does);
  // A target that only another version knows: its operation is there all the same.
  const known = targets.find((each) => each.id === target)?.id;
  const scale = parseScale(restore);
  const askedScale = parseScale(asked);
  // A recycling without its scale says nothing that could be done.
  if (verb === 'recycle' && scale === undefined) return undefined;
  return verb !== undefined && isName(id) && isName(computeId) && isName(name) && isTime(startedAt)
    ? {
        id,
        does: verb,
        computeId,
        name,
        ...(known === undefined ? {} : { target: known }),
        startedAt,
        ...(accepted === true ? { accepted } : {}),
        ...(askedScale === undefined ? {} : { asked: askedScale }),
        ...(isName(before) ? { before } : {}),
        ...(scale === undefined ? {} : { restore: scale }),
        ...(scale !== undefined && isCount(session) ? { session } : {}),
      }
    : undefined;
};

const parseScale = (value: unknown): Scale | undefined => {
  if (!isRecord(value)) return undefined;
  const { min, max, idleSeconds } = value;
  if (!isCount(min) || !isCount(max)) return undefined;
  return { min, max, ...(isCount(idleSeconds) ? { idleSeconds } : {}) };
};

/** A form as the text of a file. */
export const printForm = ({ target, workspaceId, texts, savedAt }: KeptForm): string =>
  JSON.stringify({ version, target, workspaceId, texts, savedAt });

/** @returns undefined for a text that is no form */
export const parseForm = (text: string): KeptForm | undefined => {
  const { target, workspaceId, texts, savedAt } = parse(text);
  return isText(target) && isText(workspaceId) && isTexts(texts) && isTime(savedAt)
    ? { target, workspaceId, texts, savedAt }
    : undefined;
};

/** The fields of a file of this version; none for anything else. */
const parse = (text: string): Readonly<Record<string, unknown>> => {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && value['version'] === version ? value : {};
  } catch {
    return {};
  }
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';
const isName = (value: unknown): value is string => isText(value) && value !== '' && plain(value) === value;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const isTime = (value: unknown): value is number => typeof value === 'number';
const isTexts = (value: unknown): value is Readonly<Record<string, string>> =>
  isRecord(value) && Object.values(value).every(isText);

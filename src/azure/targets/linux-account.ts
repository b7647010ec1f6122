import type { FieldSpec, FieldWords, Parsed } from './field.ts';
import { hasControls, quoted, quotedCharacter } from './quoted.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u).filter(Boolean));

/** Accounts that every Ubuntu has, and the two that Azure refuses everywhere. */
const taken =
  words(`root admin administrator daemon bin sys sync games man lp mail news uucp proxy backup list irc gnats nobody
  www-data sshd messagebus syslog systemd-network systemd-resolve systemd-timesync`);

/** What virtual machines of Azure refuse besides; whether clusters do is not documented. */
const doubtful =
  words(`1 123 a actuser adm admin1 admin2 aspnet console david guest john owner server sql support
  support_388945a0 test test1 test2 test3 user user1 user2 user3 user4 user5 video`);

/** The name of a Linux account: 1 to 32 characters, a lower-case letter or `_` first. */
export const accountName = (about: FieldWords, initial: string): FieldSpec<string> => ({
  ...about,
  kind: { is: 'text' },
  initial,
  parse: (text) => {
    const name = text.trim();
    if (name === '') return { ok: false, why: 'a user name is needed' };
    if (/[A-Z]/u.test(name)) return { ok: false, why: 'lower-case letters only' };
    const odd = /[^a-z0-9_-]/u.exec(name);
    if (odd !== null)
      return {
        ok: false,
        why: `only a to z, digits, "_" and "-" are allowed, not ${quotedCharacter(odd[0])}`,
      };
    if (name.length > 32)
      return { ok: false, why: `1 to 32 characters are allowed, this has ${name.length}` };
    if (taken.has(name)) return { ok: false, why: `${quoted(name)} is a name of the system's own` };
    if (!/^[a-z_]/u.test(name)) return { ok: false, why: 'it must start with a lower-case letter or "_"' };
    return doubtful.has(name)
      ? { ok: true, value: name, warn: `virtual machines of Azure refuse ${quoted(name)}` }
      : { ok: true, value: name };
  },
});

const classes = [/[a-z]/u, /[A-Z]/u, /\d/u, /[^A-Za-z0-9]/u];

/** Says what is wrong without a character of it; not trimmed, as spaces may be meant. */
const parsePassword = (text: string): Parsed<string> => {
  if (text === '') return { ok: false, why: 'a password is needed' };
  if (hasControls(text)) return { ok: false, why: 'a password has no line breaks or control characters' };
  if (text.length < 8 || text.length > 123) return { ok: false, why: '8 to 123 characters are needed' };
  if (classes.filter((each) => each.test(text)).length < 3)
    return { ok: false, why: 'three of these are needed: lower case, upper case, digit, special character' };
  const warn = /[^ -~]/u.test(text)
    ? 'characters beyond ASCII: the service may refuse them'
    : text !== text.trim()
      ? 'it begins or ends with a space'
      : text.length > 72
        ? 'longer than 72 characters: the service may refuse it'
        : undefined;
  return { ok: true, value: text, ...(warn === undefined ? {} : { warn }) };
};

/** The password of a Linux account: three of four classes of characters, as the first SDK generation demanded. */
export const password = (about: FieldWords): FieldSpec<string> => ({
  ...about,
  kind: { is: 'secret' },
  initial: '',
  parse: parsePassword,
});

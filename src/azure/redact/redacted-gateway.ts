import { everyMethod } from '../every-method.ts';
import type { Gateway } from '../gateway.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import { redactValue, restoreValue } from './redact-value.ts';

/** Answers that hold nothing but Azure's own words: sizes, what roles allow, whether a provider is registered. */
const publicAnswers = new Set<keyof Gateway>(['listSizes', 'listPermissions', 'getRegistration']);

/** In usages names are titles of families of machines; only those of workspaces and computes name something of the user's. */
const titled = new Set<keyof Gateway>(['listUsages', 'listQuotas']);

/**
 * A gateway behind which nobody learns a name: every answer comes with stand-ins, and what is asked with them is asked for real. Everything
 * above it (screens, copies, code, what is printed) holds stand-ins only, and still works.
 */
export const redactedGateway = (gateway: Gateway, names: Pseudonyms): Gateway =>
  everyMethod(async (name, args, ask) => {
    // What stands for nothing has been typed by the user: it is looked for, or about to be made.
    for (const arg of args) if (typeof arg === 'string') names.own(arg);
    const answer = await ask(gateway, restoreValue([...args], names));
    if (!answer.ok) return { ok: false, problem: redactValue(answer.problem, names) };
    if (publicAnswers.has(name)) return answer;
    const value = titled.has(name) ? withTitles(answer.value, names) : redactValue(answer.value, names);
    return { ...answer, value };
  });

const withTitles = (rows: unknown, names: Pseudonyms): unknown =>
  Array.isArray(rows)
    ? rows.map((row: { readonly scope?: string; readonly name?: string }) => ({
        ...redactValue(row, names),
        name: row.scope === 'workspace' || row.scope === 'compute' ? names.inText(row.name ?? '') : row.name,
      }))
    : rows;

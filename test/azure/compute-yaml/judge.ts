import { checkDocument, readDocuments } from '#azure/compute-yaml/read-documents.ts';
import type { Json } from '#azure/gateway.ts';
import { targetForms } from '#azure/targets/forms.ts';
import { startMs } from '#test/support/gateway.ts';
import { mainPlace } from '#simulator/simulator.ts';

export const facts = { place: mainPlace, location: 'westeurope' };

/** What becomes of a text: bodies by name unless anything is wrong, and the faults as `line:column sentence`. */
export const judge = (text: string, agreed = false) => {
  const { documents, faults, notes } = readDocuments(text, facts, startMs);
  const bodies: Record<string, Json> = {};
  const unconfirmed: string[] = [];
  const all = [...faults];
  for (const document of documents) {
    const form = targetForms[document.target];
    if (form === undefined) throw new Error(document.target);
    const checked = checkDocument(document, form, facts, agreed);
    if (checked.is === 'plan') bodies[checked.plan.name] = checked.plan.body;
    if (checked.is === 'faults') all.push(...checked.faults);
    if (checked.is === 'unconfirmed') unconfirmed.push(...checked.why);
  }
  const said = (of: typeof faults) => of.map(({ line, column, sentence }) => `${line}:${column} ${sentence}`);
  return { bodies: all.length > 0 ? {} : bodies, faults: said(all), notes: said(notes), unconfirmed };
};

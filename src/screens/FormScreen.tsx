import { useState } from 'react';
import type { FieldInfo, FieldVerdict } from '#azure/targets/target.ts';
import { quotaForecast } from '#azure/what-if.ts';
import { changedFields, shownChecks } from '#state/changed-fields.ts';
import { namedAlready } from '#state/entry-to-open.ts';
import { emptyLine } from '#state/line-edit.ts';
import { checkedForm, formFacts, openForm, visibleFields } from '#state/selectors.ts';
import { cut, pad } from './cells.ts';
import { checkLines, checksTitle } from './check-lines.ts';
import { scrollWindow } from './columns.ts';
import { useApp, useKit, type Area } from './context.ts';
import { wrapWords } from './facts.ts';
import { forecastLine } from './forecast-line.ts';
import { fieldText } from './parts/field-text.ts';
import { Lines } from './parts/Lines.tsx';
import type { Paint } from './theme.ts';
import { count, dateTime, money } from './words.ts';

const labelCells = 17;
const hoursAMonth = 730;

/** Lines for what is said of the focused field. */
const wordRows = 2;

/** Rows of the fields while the button has the keys and there is more to be said of the plan than fits. */
const fieldRowsBesideFindings = 2;

/** What a field holds, drawn by its kind. */
const boxOf = (
  field: FieldInfo,
  text: string,
  line: Parameters<typeof fieldText>[0],
  focused: boolean,
  cells: number,
  paint: Paint,
): string => {
  if (field.kind.is === 'choice') {
    const label = field.kind.options.find(({ value }) => value === text)?.label ?? text;
    const box = `< ${cut(label, cells - 4)} >`;
    return focused ? paint.selected(box) : box;
  }
  return fieldText(line, { cells, focused, ...(field.kind.is === 'secret' ? { mask: '*' } : {}) }, paint);
};

const verdictMark = (verdict: FieldVerdict | undefined, paint: Paint, ok: string, no: string): string => {
  switch (verdict?.is) {
    case 'ok':
      return paint.works(ok);
    case 'warn':
      return paint.changing('!');
    case 'block':
      return paint.needsPerson(no);
    case undefined:
      return '';
  }
};

/** The words under the fields: what is wrong with the focused one, else how it is filled. */
const spoken = (
  field: FieldInfo | undefined,
  verdict: FieldVerdict | undefined,
  { taken, proposed }: { readonly taken: boolean; readonly proposed: boolean },
): string => {
  if (field === undefined) return 'Shows what will be sent; nothing is sent yet.';
  if (verdict !== undefined && verdict.is !== 'ok')
    return taken ? `${verdict.words}. Ctrl-O opens it.` : verdict.words;
  const how =
    field.kind.is === 'choice'
      ? ' Left and Right change it.'
      : field.kind.is === 'size' || field.kind.is === 'resource'
        ? ' Ctrl-O lists them.'
        : '';
  const replaced =
    proposed && field.kind.is !== 'choice' ? ' Typing replaces what is proposed, Left edits it.' : '';
  return `${field.help}${how}${replaced}`;
};

/** What an hourly price is in a month of 730 hours. */
const aMonth = (perHour: number | undefined): string =>
  perHour === undefined ? '-' : `$${count(Math.round(perHour * hoursAMonth))}`;

/** A form: its fields in groups, what is said of the focused one, what it costs, and what was looked into. */
export const FormScreen = ({ columns, rows }: Area) => {
  const { paint, glyphs } = useKit();
  const form = useApp(openForm);
  const fields = useApp(visibleFields);
  const checked = useApp(checkedForm);
  const checks = useApp(shownChecks);
  const changed = useApp(changedFields);
  const facts = useApp(formFacts);
  const taken = useApp((state) => namedAlready(state) !== undefined);
  const [top, setTop] = useState(0);
  if (form === undefined)
    return <Lines lines={['', '   What this form was about is gone. Esc goes back.']} />;

  // On a narrow terminal the words of a verdict stand below the fields only, but what the service has stands beside its field.
  const narrow = columns < 78 && form.opened === undefined;
  const boxCells = Math.min(56, columns - labelCells - (narrow ? 8 : 24));
  const focusName = form.focus === 'button' ? undefined : form.focus.field;
  const entries = fields.flatMap(
    (field, index): readonly { readonly text: string; readonly name?: string }[] => {
      const line = form.lines[field.name] ?? emptyLine;
      const verdict = form.touched[field.name] === true ? checked?.fields[field.name] : undefined;
      const focused = field.name === focusName;
      const mark = focused ? glyphs.cursor : ' ';
      const label = pad(field.label, labelCells);
      const box = boxOf(field, line.text, line, focused, boxCells, paint);
      const said = verdictMark(verdict, paint, glyphs.ok, glyphs.failed);
      const room = columns - labelCells - boxCells - 8;
      const now = changed.find(({ name }) => name === field.name)?.now;
      const known = now === undefined ? [] : [`now ${now === '' ? 'nothing' : now}`];
      const told = verdict === undefined || verdict.is === 'ok' || focused ? [] : [verdict.words];
      const words = cut([...known, ...told].join('; '), room);
      const row = {
        name: field.name,
        text: ` ${mark}${focused ? paint.bold(label) : label} ${box} ${said} ${words}`,
      };
      return fields[index - 1]?.group === field.group
        ? [row]
        : [{ text: paint.bold(` ${field.group}`) }, row];
    },
  );

  const focused = fields.find(({ name }) => name === focusName);
  const verdict = focused === undefined ? undefined : checked?.fields[focused.name];
  const touched = focused !== undefined && form.touched[focused.name] === true;
  const proposed = form.lines[focusName ?? '']?.proposed === true;
  const words = wrapWords(
    spoken(focused, touched ? verdict : undefined, { taken, proposed }),
    columns - 3,
  ).slice(0, wordRows);
  const tone =
    touched && verdict?.is === 'block'
      ? 'needsPerson'
      : touched && verdict?.is === 'warn'
        ? 'changing'
        : 'secondary';

  const cost = checked?.cost;
  const costLine =
    cost === undefined
      ? ''
      : ` ${money(cost.atMin)} at min, ${money(cost.atMax)} at max; ${aMonth(cost.atMin)} and ${aMonth(cost.atMax)} a month (list price, VM only)`;
  const machines = checked?.machines;
  const quota =
    machines === undefined || facts === undefined
      ? []
      : [forecastLine(quotaForecast(machines, facts), columns, paint, glyphs)];
  const warnings = (checked?.plan?.warnings ?? []).map(
    (each) => ` ${paint.changing('!')} ${cut(each, columns - 4)}`,
  );
  const blocks = (checked?.blocks ?? []).map(
    (each) => ` ${paint.needsPerson(glyphs.failed)} ${cut(each, columns - 4)}`,
  );
  const findings = [...blocks, ...checkLines(checks, columns, paint, glyphs), ...warnings];

  const draft =
    form.draftOf === undefined
      ? []
      : [
          paint.changing(
            cut(
              ` Draft of ${dateTime(form.draftOf)}: each field that differs says what it has now.`,
              columns,
            ),
          ),
        ];

  // The fields get what they need, but leave the findings a third of the room when there is too little of it, and nearly all on the button.
  const room = Math.max(1, rows - wordRows - 4 - quota.length - draft.length);
  const onButton = form.focus === 'button';
  const least = onButton ? room - fieldRowsBesideFindings : Math.floor(room / 3);
  const findingRows = Math.min(findings.length, Math.max(room - entries.length, least));
  const hidden = findings.length - findingRows;
  const fieldRows = Math.max(1, Math.min(entries.length, room - findingRows));
  const cursor = entries.findIndex(({ name }) => name !== undefined && name === focusName);
  const shown = scrollWindow({ count: entries.length, height: fieldRows, cursor, top });
  if (shown.top !== top) setTop(shown.top);
  const more = entries.length > fieldRows ? `  ${shown.top + 1}-${shown.end} of ${entries.length} lines` : '';

  const button = onButton ? paint.selected('[ Review ]') : '[ Review ]';
  const hint = checked?.plan === undefined ? 'something above is missing or wrong' : '';
  const lines = [
    ...draft,
    ...entries.slice(shown.top, shown.end).map(({ text }) => text),
    ...Array.from({ length: wordRows }, (_, index) => `   ${paint[tone](words[index] ?? '')}`),
    cut(costLine, columns),
    ...quota,
    `${paint.bold(` ${checksTitle(checks)}`)}${hidden > 0 ? paint.secondary(`  .. ${hidden} more on Review`) : ''}`,
    ...findings.slice(0, findingRows),
    ` ${onButton ? glyphs.cursor : ' '}${button}  ${paint.secondary(cut(`${hint}${more}`, columns - 16))}`,
  ];
  return <Lines lines={lines.slice(0, rows)} />;
};

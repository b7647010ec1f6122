import { useStore } from 'zustand';
import type { ActsOverlay } from '#state/acts-overlay.ts';
import { planOf, whyNotSent, type ActionPlan, type PlanItem } from '#state/plan.ts';
import { familyOf, planKinds } from '#state/plan-kinds.ts';
import { cut, pad } from '../cells.ts';
import { confirmationLines } from '../confirmation-lines.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { wrapWords } from '../facts.ts';
import { usePage } from '../page-rows.ts';
import { Lines } from '../parts/Lines.tsx';
import { itemNameCells } from '../item-cells.ts';
import type { Paint } from '../theme.ts';

const itemLine = (
  { name, skip, subject }: PlanItem,
  requestCells: number,
  columns: number,
  paint: Paint,
): string => {
  const nameCells = itemNameCells(columns);
  const lead = `   ${pad(name, nameCells)} `;
  if (skip !== undefined || subject === undefined)
    return `${lead}${paint.secondary(cut(`skipped: ${skip ?? ''}`, columns - nameCells - 5))}`;
  const room = columns - nameCells - requestCells - 7;
  return `${lead}${pad(subject.request, requestCells)} ${paint.changing(cut(subject.about, room))}`;
};

/** What goes or ends, and what goes on costing, of all that something is sent to. */
const consequenceLines = (
  { kind: { ends }, takes, follows }: ActionPlan,
  columns: number,
): readonly string[] =>
  [
    ...(ends === undefined ? [] : [takes.length === 0 ? ends.none : `${ends.some}: ${takes.join(', ')}.`]),
    ...follows,
  ].flatMap((words) => wrapWords(words, columns - 4).map((each) => `   ${each}`));

/** What would be sent to each of the marked, what is skipped and why, and what follows, before anything is sent. */
export const PlanOverlay = ({
  overlay,
  columns,
  rows,
}: Area & { readonly overlay: Extract<ActsOverlay, { readonly is: 'plan' }> }) => {
  const { paint, workbench } = useKit();
  const state = useStore(workbench.store);
  const workspace = useApp(({ board }) => board?.workspace.name ?? '');
  const plan = planOf(overlay, state, workbench.jobs);
  const reason = whyNotSent(plan, overlay.line.text, state);
  const family = familyOf(overlay.kind);
  const kinds = family
    .map((kind) =>
      kind === overlay.kind ? paint.selected(` ${planKinds[kind].title} `) : ` ${planKinds[kind].title} `,
    )
    .join(' ');
  const skipped = plan.items.length - plan.count;
  const head = [
    paint.bold(
      ` ${plan.kind.title}: ${plan.count} of ${plan.items.length} marked${skipped === 0 ? '' : `, ${skipped} skipped`}, in ${cut(workspace, columns - 60)}`,
    ),
    ...(family.length > 1 ? [` ${kinds}  Tab: another action`] : []),
    '',
  ];
  const button =
    reason === undefined
      ? `   ${paint.selected(`[ Send ${plan.count} ]`)}  Enter sends one after the other`
      : `   ${paint.secondary(`Enter does nothing: ${reason}. Esc cancels.`)}`;
  const question =
    plan.confirmation === undefined || plan.count === 0
      ? []
      : confirmationLines(
          { name: String(plan.count), text: plan.confirmation, line: overlay.line, what: 'the number' },
          columns,
          paint,
        );
  const foot = ['', ...consequenceLines(plan, columns), '', ...question, button];
  const room = Math.max(1, rows - head.length - foot.length);
  const fits = plan.items.length <= room;
  const shown = fits ? room : Math.max(1, room - 1);
  usePage(shown);
  const top = Math.max(0, Math.min(overlay.at, plan.items.length - shown));
  const requestCells = plan.items.reduce(
    (most, { subject }) => Math.max(most, (subject?.request.length ?? 0) + 1),
    0,
  );
  const items = plan.items
    .slice(top, top + shown)
    .map((item) => itemLine(item, requestCells, columns, paint));
  const more = fits
    ? []
    : [paint.secondary(`   ${top + 1} to ${top + items.length} of ${plan.items.length}: Down, PgDn`)];
  return <Lines lines={[...head, ...items, ...more, ...foot].slice(0, rows)} />;
};

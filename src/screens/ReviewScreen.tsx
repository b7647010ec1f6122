import type { Place } from '#azure/place.ts';
import { partsOf } from '#azure/targets/parts.ts';
import { masked } from '#azure/targets/masked.ts';
import type { AnyPlan } from '#azure/targets/target.ts';
import type { FormSubject } from '#state/app-state.ts';
import { readOnlyReason } from '#state/care.ts';
import { changedFields, shownChecks } from '#state/changed-fields.ts';
import { isBlocked, entryInTheWay, type Checks } from '#state/checks.ts';
import { plannedId } from '#state/planned-id.ts';
import { checkedForm } from '#state/selectors.ts';
import { cut } from './cells.ts';
import { checkLines, checksTitle } from './check-lines.ts';
import { CodePage } from './CodePage.tsx';
import { reviewTabs } from './code-lines.ts';
import { useApp, useKit, type Area } from './context.ts';
import { differenceLine } from './difference-line.ts';
import { wrapWords } from './facts.ts';
import { Lines } from './parts/Lines.tsx';
import type { RouteOf } from './route-of.ts';
import { filled, useScrolled } from './scrolled.ts';
import { subjectTitle } from './subject-title.ts';
import { money } from './words.ts';

/** What will be sent, what it will cost, and what was looked into. Enter sends it. */
export const ReviewScreen = ({ route, columns, rows }: Area & { readonly route: RouteOf<'review'> }) => {
  const { paint } = useKit();
  const plan = useApp(checkedForm)?.plan;
  const checks = useApp(shownChecks);
  const place = useApp((state) => state.board?.workspace.place);
  const readOnly = useApp(readOnlyReason);
  const code = useApp((state) => state.code);
  if (plan === undefined || place === undefined)
    return (
      <Lines
        lines={['', paint.needsPerson('   Something has changed meanwhile: q goes back to the form.')]}
      />
    );
  const page = { head: reviewTabs(code, paint), columns, rows: rows - 2 };
  return (
    <>
      {code.language === undefined ? (
        <PlanPage {...page} subject={route.subject} plan={plan} place={place} checks={checks} />
      ) : (
        <CodePage {...page} head={[page.head, '']} />
      )}
      <Lines lines={['', ` ${footWords(readOnly, checks, paint)}`]} />
    </>
  );
};

/** What is planned, as text: the request to the letter at its end. */
const PlanPage = ({
  head,
  subject,
  plan,
  place,
  checks,
  columns,
  rows,
}: Area & {
  readonly head: string;
  readonly subject: FormSubject;
  readonly plan: AnyPlan;
  readonly place: Place;
  readonly checks: Checks | undefined;
}) => {
  const { paint, glyphs } = useKit();
  const changed = useApp(changedFields);
  const method = subject.is === 'change' ? 'PATCH' : 'PUT';
  const about = subject.is === 'create' ? partsOf(subject.target).words : undefined;
  const usually = about?.typicalDuration === undefined ? '' : `Usually takes ${about.typicalDuration}.`;
  const later = [usually, about?.changeableLater ?? ''].filter((each) => each !== '').join(' ');
  const lines = [
    paint.bold(` ${subjectTitle(subject)} ${plan.name}`),
    ...changed.map(({ label, now, to }) => cut(differenceLine(label, now, to), columns)),
    ...(plan.claims?.vmSize === undefined && plan.cost.atMax === undefined
      ? []
      : [`   ${money(plan.cost.atMin)} at min, ${money(plan.cost.atMax)} at max (list price, VM only)`]),
    ...plan.warnings.flatMap((words) =>
      wrapWords(words, columns - 6).map((line) => paint.changing(`   ! ${line}`)),
    ),
    ...(later === '' ? [] : wrapWords(later, columns - 4).map((line) => paint.secondary(`   ${line}`))),
    paint.bold(` ${checksTitle(checks)}`),
    ...checkLines(checks, columns, paint, glyphs),
    paint.bold(' REST'),
    ...wrapWords(`${method} ${plannedId(place, plan)}`, columns - 4).map((line) => `   ${line}`),
    ...JSON.stringify(masked(plan.body, plan.secrets), undefined, 2)
      .split('\n')
      .flatMap((line) => wrapBody(line, columns - 4).map((part) => `   ${part}`)),
  ];
  return <Lines lines={[head, ...filled(useScrolled(lines, rows - 1), rows - 1)]} />;
};

/** A line of JSON in as many pieces as it needs: what is shown is what is sent, to the letter. */
const wrapBody = (line: string, cells: number): readonly string[] => {
  const pieces: string[] = [];
  for (let rest = line; rest !== ''; rest = rest.slice(cells)) pieces.push(rest.slice(0, cells));
  return pieces;
};

const footWords = (
  readOnly: string | undefined,
  checks: Checks | undefined,
  paint: ReturnType<typeof useKit>['paint'],
): string => {
  if (readOnly !== undefined) return paint.needsPerson(`Nothing can be sent: ${readOnly}.`);
  if (isBlocked(checks)) return `[ Send ]  ${paint.needsPerson('blocked by a check above')}`;
  if (checks === undefined || checks.running)
    return `[ Send ]  ${paint.changing('the checks are still asking')}`;
  const entry = entryInTheWay(checks);
  if (entry?.use === true)
    return `[ Send ]  ${paint.needsPerson(`${entry.name} exists: Enter opens it; u tells its use`)}`;
  if (entry !== undefined)
    return `[ Send ]  ${paint.needsPerson(`${entry.name} is in the way: Enter asks what is to be done`)}`;
  return `${paint.selected('[ Send ]')}  Enter sends it, q goes back to the form`;
};

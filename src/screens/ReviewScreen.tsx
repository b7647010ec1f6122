import { computeId } from '#azure/place.ts';
import { targetOf } from '#azure/targets/index.ts';
import { checkedForm } from '#state/selectors.ts';
import { useApp, useInterest, useKit, type Area } from './context.ts';
import { wrapWords } from './facts.ts';
import { Lines } from './parts/Lines.tsx';
import type { RouteOf } from './route-of.ts';
import { money } from './words.ts';

const sources = ['computes', 'sizes'] as const;

/** What will be sent, to the letter, and what it will cost. Enter sends it. */
export const ReviewScreen = ({ route, columns, rows }: Area & { readonly route: RouteOf<'review'> }) => {
  const { paint } = useKit();
  useInterest(sources);
  const plan = useApp(checkedForm)?.plan;
  const place = useApp((state) => state.board?.workspace.place);
  const scroll = useApp((state) => state.scroll);
  const readOnly = useApp((state) => state.about.readOnly);
  if (plan === undefined || place === undefined)
    return (
      <Lines
        lines={['', paint.needsPerson('   Something has changed meanwhile: q goes back to the form.')]}
      />
    );
  const url = `${computeId(place, plan.name)}?api-version=2022-10-01`;
  const head = [
    paint.bold(` ${targetOf(route.target)?.title ?? route.target} ${plan.name}`),
    `   ${money(plan.cost.atMin)} at min, ${money(plan.cost.atMax)} at max (list price, VM only)`,
    ...plan.warnings.map((words) => paint.changing(`   ! ${words}`)),
    '',
    paint.bold(' REST'),
    ...wrapWords(`PUT ${url}`, columns - 4).map((line) => `   ${line}`),
  ];
  const body = JSON.stringify(plan.body, undefined, 2)
    .split('\n')
    .map((line) => `   ${line}`);
  const foot = readOnly
    ? paint.needsPerson(' This session is read-only: nothing can be sent.')
    : ` ${paint.selected('[ Send ]')}  Enter sends it, q goes back to the form`;
  const room = rows - 2;
  const all = [...head, ...body];
  const top = Math.max(0, Math.min(scroll, all.length - room));
  const shown = all.slice(top, top + room);
  if (all.length - top > room)
    shown[room - 1] = paint.secondary(`   ${all.length - top - room + 1} more lines below: j or PgDn`);
  return <Lines lines={[...shown, ...Array.from({ length: room - shown.length }, () => ''), '', foot]} />;
};

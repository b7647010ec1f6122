import type { ActsOverlay } from '#state/acts-overlay.ts';
import type { AppState } from '#state/app-state.ts';
import { confirmationText } from '#state/care.ts';
import type { JobIndex } from '#state/job-index.ts';
import { markableList } from '#state/marking.ts';
import { actedOn } from '#state/marks.ts';
import { familyOf } from '#state/plan-kinds.ts';
import { findCompute, routeOf, subjectCompute, visible } from '#state/selectors.ts';
import { sshSubject } from '#state/ssh-target.ts';
import { stillWriting } from '#state/still-writing.ts';
import { isRecycled, lastScale, recyclingOn } from '#state/undo.ts';
import type { ActionId } from './keys.ts';
import { unchangeable, underWay, unwritable } from './why-unwritable.ts';

const mark = (state: AppState, jobs: JobIndex): string | undefined => {
  const list = markableList(state);
  if (list === undefined) return 'computes and jobs are marked: 1 and 3 go there';
  return visible[list](state, jobs).rows.length === 0 ? 'there is no row to mark' : undefined;
};

const recycle = (state: AppState): string | undefined => {
  const compute = subjectCompute(state);
  if (compute?.detail.is !== 'cluster') return 'only the nodes of a cluster can be recycled';
  const { counts, minNodes, maxNodes } = compute.detail;
  if (counts.unusable === 0) return `no node of ${compute.name} is unusable`;
  if (minNodes === 0 && maxNodes === 0) return 'it has min 0, max 0 already: s changes it';
  return unchangeable(state, compute);
};

const undo = (state: AppState): string | undefined => {
  if (recyclingOn(state) !== undefined) return unwritable(state);
  if (routeOf(state).screen === 'progress') return 'there is no scale to restore here';
  const compute = subjectCompute(state);
  if (compute?.detail.is !== 'cluster') return 'only the scale of a cluster can be taken back';
  if (lastScale(state, compute) !== undefined) return unchangeable(state, compute);
  return isRecycled(state, compute)
    ? `${compute.name} has the scale again that it had before it was recycled`
    : `no change of the scale of ${compute.name} from here is to be undone`;
};

/** One of the marked must be an instance: nothing else is started or stopped. */
const change = (state: AppState): string | undefined => {
  const marked = [...(actedOn('computes', state) ?? [])];
  const isInstance = (id: string): boolean => findCompute(state, id)?.detail.is === 'instance';
  return marked.length === 0 || marked.some(isInstance)
    ? undefined
    : 'start, stop: only for instances; clusters scale one at a time: Esc unmarks';
};

/** Why the question about recycling is not answered yet. */
export const whyNotRecycled = (
  state: AppState,
  { compute, line }: Extract<ActsOverlay, { is: 'recycle' }>,
): string | undefined => {
  const text = confirmationText(state, compute.name);
  return line.text === text ? unwritable(state) : `type ${text} to confirm`;
};

/** What confirms the question that is open has not been typed yet, or nothing can be sent. */
const confirm = (state: AppState): string | undefined => {
  const { overlay } = state;
  if (overlay?.is !== 'recycle') return undefined;
  return whyNotRecycled(state, overlay) ?? underWay(state, overlay.compute.id);
};

const otherKind = ({ overlay }: AppState): string | undefined =>
  overlay?.is === 'plan' && familyOf(overlay.kind).length === 1
    ? 'there is no other action on what is marked'
    : undefined;

const reasons: Readonly<Partial<Record<ActionId, (state: AppState, jobs: JobIndex) => string | undefined>>> =
  {
    mark,
    'mark.range': mark,
    recycle,
    change,
    undo,
    confirm,
    'plan.next': otherKind,
    'plan.prev': otherKind,
    readOnly: stillWriting,
    'readOnly.confirm': stillWriting,
    ssh: (state, jobs) => {
      const subject = sshSubject(state, jobs);
      return subject.is === 'none' ? subject.why : undefined;
    },
  };

/** What needs rows. */
const ofRows: ReadonlySet<ActionId> = new Set([
  'row.next',
  'row.prev',
  'row.first',
  'row.last',
  'page.next',
  'page.prev',
  'filter.open',
  'sort.open',
  'sort.reverse',
  'faults',
]);

/** The panels of the log and of the quota are pictures of what has a screen of its own. */
const inPicture = (state: AppState): boolean =>
  routeOf(state).screen === 'board' &&
  (state.board?.panel === 'log' || state.board?.panel === 'quota') &&
  state.overlay === undefined &&
  state.session.card === undefined;

/** Why marking, recycling, undoing or SSH can do nothing now. */
export const whyNotActing = (does: ActionId, state: AppState, jobs: JobIndex): string | undefined =>
  ofRows.has(does) && inPicture(state)
    ? 'this panel shows the newest or the fullest: Enter opens all of it'
    : reasons[does]?.(state, jobs);

import { whyNoJobs } from '#azure/jobs/runs-jobs.ts';
import type { AppState } from '#state/app-state.ts';
import { confirmationText } from '#state/care.ts';
import { agreedBy, isBlocked } from '#state/checks.ts';
import { entryToOpen } from '#state/entry-to-open.ts';
import { guideSubject, markedSnippet } from '#state/guide-selectors.ts';
import { whyNot } from '#state/instance-actions.ts';
import { actedOn } from '#state/marks.ts';
import { crossing } from '#state/crossing.ts';
import type { JobIndex } from '#state/job-index.ts';
import { plannedId } from '#state/planned-id.ts';
import { queueDoing } from '#state/queue-doing.ts';
import {
  activeList,
  checkedForm,
  currentChecks,
  definitions,
  focusedField,
  routeOf,
  subjectCompute,
} from '#state/selectors.ts';
import { lateReason } from './late-acting.ts';
import { findingReasons } from './finding-actions.ts';
import { codeReasons } from './why-no-code.ts';
import { unchangeable, underWay, unwritable } from './why-unwritable.ts';
import { logReasons } from './log-actions.ts';
import type { ActionId } from './keys.ts';
import { moneyReasons } from './money-actions.ts';
import { instanceActions } from '#state/instance-actions.ts';

/** Whether the field that has the keys is filled from a list. */
export const hasList = (state: AppState): boolean => {
  const kind = focusedField(state)?.kind.is;
  return kind === 'size' || kind === 'resource';
};

const change = (state: AppState): string | undefined => {
  const compute = subjectCompute(state);
  if (compute?.detail.is === 'other')
    return compute.attached
      ? 'what is attached is scaled, started and stopped where it lives'
      : 'this kind of compute has nothing to scale or start';
  if (compute?.detail.is === 'cluster' && compute.provisioning.is === 'Creating')
    return `${compute.name} is still being created`;
  return unchangeable(state, compute);
};

/** What Enter would do about a waste must be possible; a limit has no page. */
const open = (state: AppState): string | undefined => {
  const list = activeList(state);
  if (list === 'calls') return 'a call has no page: what is known of it stands below';
  if (list === 'quota') return 'a limit has no page: who uses it stands below';
  return list === 'waste' ? unchangeable(state, subjectCompute(state)) : undefined;
};

const send = (state: AppState): string | undefined => {
  const [checks, plan, place] = [
    currentChecks(state),
    checkedForm(state)?.plan,
    state.board?.workspace.place,
  ];
  const barred = unwritable(state);
  if (barred !== undefined) return barred;
  if (plan === undefined || place === undefined) return 'something has changed: go back to the form';
  if (checks === undefined || checks.running) return 'the checks are still asking';
  return isBlocked(checks) ? 'a check above blocks this' : underWay(state, plannedId(place, plan));
};

const confirm = (state: AppState): string | undefined => {
  const { overlay } = state;
  if (overlay?.is === 'recycle') return undefined;
  if (overlay?.is === 'save') return overlay.line.text.trim() === '' ? 'a path is needed' : undefined;
  if (overlay?.is !== 'remove' && overlay?.is !== 'overwrite') return 'nothing to confirm';
  const text = confirmationText(state, overlay.is === 'remove' ? overlay.compute.name : overlay.name);
  const breaks = overlay.is === 'overwrite' ? overlay.breaks : undefined;
  if (agreedBy(overlay.line.text, text, breaks) === undefined)
    return `type ${breaks?.overridable === false ? 'detach ' : ''}${text} to confirm`;
  return unwritable(state) ?? (overlay.is === 'remove' ? underWay(state, overlay.compute.id) : undefined);
};

const cancel = (state: AppState, jobs: JobIndex): string | undefined =>
  queueDoing()?.whyNoCancel(state, jobs) ?? unwritable(state);

const choose = (state: AppState, jobs: JobIndex): string | undefined => {
  const { overlay } = state;
  if (overlay?.is === 'cancel') return overlay.at === 0 ? undefined : cancel(state, jobs);
  if (overlay?.is !== 'instance') return undefined;
  const action = instanceActions[overlay.at];
  return (
    unwritable(state) ??
    underWay(state, overlay.compute.id) ??
    (action === undefined ? undefined : whyNot(overlay.compute, action))
  );
};

const press = (state: AppState): string | undefined => {
  const route = routeOf(state);
  if (route.screen !== 'progress') return undefined;
  const operation = state.operations.find((each) => each.id === route.operation);
  if (operation === undefined || operation.endedAt !== undefined) return undefined;
  return operation.recycle === undefined
    ? 'it is still under way: q leaves this screen, the operation goes on'
    : `it is still under way: q leaves this screen${unwritable(state) === undefined ? ', U restores the scale' : ''}`;
};

/** Under the card there may be a list over the form. */
const otherField = ({ session, overlay }: AppState): string | undefined =>
  session.card !== undefined && overlay !== undefined ? 'there is one field only' : undefined;

/** Why an action can do nothing now; an action without an entry always can do something. */
const reasons: Readonly<Partial<Record<ActionId, (state: AppState, jobs: JobIndex) => string | undefined>>> =
  {
    guide: (state, jobs) => {
      const { reason } = guideSubject(state, jobs);
      return reason;
    },
    cross: (state, jobs) => {
      const way = crossing()?.wayFrom(state, jobs);
      return way?.to === 'nowhere' ? way.reason : undefined;
    },
    copy: (state) => (markedSnippet(state) === undefined ? 'there is no code to copy' : undefined),
    press,
    send,
    confirm,
    'entry.open': (state) => (entryToOpen(state) === undefined ? 'nothing is in the way of this' : undefined),
    choose,
    change: (state) => (actedOn('computes', state) === undefined ? change(state) : unwritable(state)),
    submit: (state) => {
      const compute = subjectCompute(state);
      if (compute === undefined) return 'no compute is selected';
      return whyNoJobs(compute) ?? unwritable(state);
    },
    delete: (state) =>
      actedOn('computes', state) !== undefined
        ? unwritable(state)
        : routeOf(state).screen === 'board' && state.board !== undefined && state.board.panel !== 'computes'
          ? 'a compute is deleted from the computes: 1 goes there'
          : unchangeable(state, subjectCompute(state)),
    identity: (state) => {
      const compute = subjectCompute(state);
      return compute?.detail.is === 'cluster'
        ? unchangeable(state, compute)
        : 'only the identity of a cluster can be changed from here';
    },
    ...codeReasons,
    ...moneyReasons,
    open,
    ...findingReasons,
    'job.cancel': (state, jobs) =>
      actedOn('queue', state) === undefined ? cancel(state, jobs) : unwritable(state),
    'job.studio': (state, jobs) => queueDoing()?.whyNoJob(state, jobs),
    why: (state, jobs) => queueDoing()?.whyNoRow(state, jobs),
    events: (state) => {
      if (state.board === undefined) return 'no workspace is open';
      return routeOf(state).screen === 'events' ? 'they are on the screen' : undefined;
    },
    calls: (state) => (routeOf(state).screen === 'calls' ? 'they are on the screen' : undefined),
    ...logReasons,
    operations: (state) => (routeOf(state).screen === 'operations' ? 'they are on the screen' : undefined),
    'sort.reverse': (state) => {
      const list = activeList(state);
      return list !== undefined && state.lists[list].sort === undefined
        ? 'o chooses an order first'
        : undefined;
    },
    faults: (state) => {
      const list = activeList(state);
      return list !== undefined && definitions[list].fault === undefined
        ? 'nothing in this list can need a person'
        : undefined;
    },
    'field.list': (state) =>
      hasList(state) || entryToOpen(state) !== undefined ? undefined : 'this field has no list',
    refresh: (state) =>
      state.paused && state.session.signedOut === undefined ? 'asking is paused: p goes on' : undefined,
    'connect.open': (state) => (state.about.mode === 'demo' ? 'nobody signs in to the demo' : undefined),
    'connect.copy': (state) =>
      state.session.signingIn?.prompt === undefined ? 'there is no code to copy' : undefined,
    'field.next': otherField,
    'field.prev': otherField,
    readOnly: (state) => (state.about.readOnly ? 'it is read-only already' : undefined),
  };

/** Why an action can do nothing now; undefined when it can. */
export const whyOff = (does: ActionId, state: AppState, jobs: JobIndex): string | undefined =>
  reasons[does]?.(state, jobs) ?? lateReason(does, state, jobs);

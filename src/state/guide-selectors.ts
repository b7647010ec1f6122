import { clouds, type Cloud } from '#azure/clouds.ts';
import type { Guide, Snippet } from '#azure/guide.ts';
import type { Place } from '#azure/place.ts';
import { isTargetId } from '#azure/targets/index.ts';
import type { AppState, Operation } from './app-state.ts';
import { guides } from './guides.ts';
import type { JobIndex } from './job-index.ts';
import { memo } from './memo.ts';
import type { GuideSubject } from './routes.ts';
import { findCompute, routeOf, selectedRow, subjectCompute } from './selectors.ts';
import { portOf } from './this-computer.ts';

const pageOf = memo(
  (
    pages: ReturnType<typeof guides>,
    of: GuideSubject,
    place: Place,
    port: number,
    studio: string | undefined,
  ): Guide | undefined => {
    const facts = { place, port, ...(studio === undefined ? {} : { studio }) };
    return of.is === 'target'
      ? pages?.targetGuide(of.target, facts)
      : pages?.computeGuide(of.target, of.computeId, facts);
  },
);

/** The demo's workspace is in no studio, and that of another cloud is unknown. */
const studioOf = (cloud: Cloud['id'] | undefined): string | undefined =>
  cloud === undefined || cloud === 'custom' ? undefined : clouds[cloud].studio;

/** The page of guidance on the screen; undefined elsewhere. */
export const openGuide = (state: AppState): Guide | undefined => {
  const route = routeOf(state);
  if (route.screen !== 'guide' || state.board === undefined) return undefined;
  return pageOf(
    guides(),
    route.of,
    state.board.workspace.place,
    portOf(state.guide?.look),
    studioOf(state.about.cloud),
  );
};

/** The piece of its code that is marked: the one that is copied. */
export const markedSnippet = (state: AppState): Snippet | undefined =>
  openGuide(state)?.sections.flatMap(({ snippets }) => snippets)[state.guide?.at ?? 0];

/** Either what a page would be about, or why there is none. */
type Subject =
  | { readonly subject: GuideSubject; readonly reason?: never }
  | { readonly subject?: never; readonly reason: string };

/** What these have done leaves no compute behind that could be used. */
const nothingLeft: ReadonlySet<Operation['does']> = new Set(['delete', 'detach', 'submit']);

const ofOperation = (state: AppState, operation: Operation | undefined): Subject => {
  if (operation === undefined) return { reason: 'no operation is selected' };
  if (operation.endedAt === undefined) return { reason: 'it is still under way' };
  if (operation.state !== 'succeeded' || nothingLeft.has(operation.does))
    return { reason: 'there is nothing to use' };
  const type = operation.target ?? findCompute(state, operation.computeId)?.type.is;
  return isTargetId(type)
    ? { subject: { is: 'compute', target: type, computeId: operation.computeId } }
    : { reason: 'nothing is known of how this kind is used' };
};

/** What a page of guidance would be about here: the compute, the kind of target or the operation that the user is at. */
export const guideSubject = (state: AppState, jobs: JobIndex): Subject => {
  const route = routeOf(state);
  switch (route.screen) {
    case 'targets': {
      const target = selectedRow('targets', state, jobs);
      return target === undefined
        ? { reason: 'no kind of target is selected' }
        : { subject: { is: 'target', target: target.id } };
    }
    case 'operations':
      return ofOperation(state, selectedRow('operations', state, jobs));
    case 'progress':
      return ofOperation(
        state,
        state.operations.find(({ id }) => id === route.operation),
      );
    case 'workspaces':
    case 'board':
    case 'compute':
    case 'node':
    case 'job':
    case 'log':
    case 'form':
    case 'review':
    case 'code':
    case 'why':
    case 'events':
    case 'calls':
    case 'guide':
    case 'cost':
    case 'quota': {
      const compute = subjectCompute(state);
      if (compute === undefined) return { reason: 'no compute is selected' };
      return isTargetId(compute.type.is)
        ? { subject: { is: 'compute', target: compute.type.is, computeId: compute.id } }
        : { reason: 'nothing is known of how this kind is used' };
    }
  }
};

/** What there is to do with what an operation has made, in a few words; empty where it has made nothing. */
export const nextTitles = (state: AppState, operation: Operation): string => {
  const place = state.board?.workspace.place;
  const { subject } = operation.does === 'create' ? ofOperation(state, operation) : {};
  return subject === undefined || place === undefined
    ? ''
    : (guides()?.stepTitles(subject.target, { place, name: operation.name }).join('; ') ?? '');
};

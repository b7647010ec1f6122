import { nameOf } from '#azure/place.ts';
import { changeTitles } from '#azure/targets/change-titles.ts';
import { targetOf } from '#azure/targets/index.ts';
import type { AppState, Board, FormSubject } from '#state/app-state.ts';
import { nameIn } from '#state/elsewhere.ts';
import type { WhySubject } from '#state/routes.ts';
import { childKnown } from '#state/run-family.ts';
import { routeOf, selectedCompute } from '#state/selectors.ts';

const whyTitle = (of: WhySubject, { job }: Board): string => {
  if (of.is === 'job') return job.remote.data?.displayName ?? of.name;
  return of.is === 'node' ? of.id : nameOf(of.id);
};

const subjectSteps = (subject: FormSubject): readonly string[] => {
  switch (subject.is) {
    case 'create': {
      const target = targetOf(subject.target);
      return [target?.verb ?? 'create', target?.title ?? subject.target];
    }
    case 'change':
      return [nameOf(subject.computeId), changeTitles[subject.change].toLowerCase()];
    case 'job':
      return ['submit', 'command job'];
  }
};

/** Where the user is, from the workspace on. */
export const breadcrumb = (state: AppState, wide: boolean): readonly string[] => {
  const route = routeOf(state);
  const { board } = state;
  if (route.screen === 'workspaces' || board === undefined) return ['aml-workbench'];
  const { workspace } = board;
  const root = wide
    ? [
        // Whoever names the workspace on the command line names no subscription: an identifier tells nobody anything.
        ...(workspace.subscriptionName === undefined ? [] : [workspace.subscriptionName]),
        workspace.place.resourceGroup,
        workspace.name,
      ]
    : [workspace.name];
  switch (route.screen) {
    case 'board': {
      if (board.zoomedFrom !== undefined && board.panel === 'queue' && board.queue.whole)
        return [...root, 'all jobs'];
      const compute =
        board.zoomedFrom !== undefined && board.panel !== 'computes' ? selectedCompute(state) : undefined;
      return compute === undefined ? root : [...root, compute.name];
    }
    case 'compute':
      return [...root, nameOf(route.id), 'details'];
    case 'code':
      return [...root, nameOf(route.id), 'code'];
    case 'node':
      return [...root, nameOf(route.clusterId), route.id];
    case 'job':
      return [
        ...root,
        'jobs',
        (board.job.name === route.name ? board.job.remote.data : undefined)?.displayName ??
          childKnown(state, route.name)?.displayName ??
          route.name,
      ];
    case 'log': {
      const title = board.log?.run === route.run ? board.log.title : route.run;
      return [...root, 'jobs', title, 'log'];
    }
    case 'targets':
      return [...root, 'target types'];
    case 'form':
    case 'review':
      return [...root, ...subjectSteps(route.subject), ...(route.screen === 'review' ? ['review'] : [])];
    case 'guide':
      return [
        ...root,
        ...(route.of.is === 'compute' ? [nameOf(route.of.computeId)] : []),
        route.of.is === 'compute'
          ? 'what to do with it'
          : (targetOf(route.of.target)?.title ?? route.of.target),
      ];
    case 'cost':
      return [...root, route.shows === 'waste' ? 'waste' : 'cost'];
    case 'quota':
      return [...root, 'quota'];
    case 'why':
      return [...root, whyTitle(route.of, board), 'explained'];
    case 'operations':
    case 'events':
    case 'calls':
      return [...root, route.screen];
    case 'progress': {
      const operation = state.operations.find((each) => each.id === route.operation);
      return [
        ...root,
        operation?.does ?? 'operation',
        operation === undefined ? '' : nameIn(operation, board),
      ];
    }
  }
};

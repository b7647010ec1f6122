import type { Route } from '#state/routes.ts';
import { subjectKey } from '#state/selectors.ts';
import { BoardScreen } from './BoardScreen.tsx';
import type { Area } from './context.ts';
import {
  CallsScreen,
  CodeScreen,
  ComputeScreen,
  CostScreen,
  EventsScreen,
  FormScreen,
  GuideScreen,
  JobScreen,
  LogScreen,
  NodeScreen,
  OperationsScreen,
  ProgressScreen,
  QuotaScreen,
  ReviewScreen,
  TargetsScreen,
  WhyScreen,
} from './late-screens.ts';
import { WorkspacesScreen } from './WorkspacesScreen.tsx';

/** The screen of a route. A route without one does not compile; another job is another screen, not the same one changed. */
export const Screen = ({ route, ...area }: Area & { readonly route: Route }) => {
  switch (route.screen) {
    case 'workspaces':
      return <WorkspacesScreen {...area} />;
    case 'board':
      return <BoardScreen {...area} />;
    case 'compute':
      return <ComputeScreen key={route.id} route={route} {...area} />;
    case 'node':
      return <NodeScreen key={route.id} route={route} {...area} />;
    case 'job':
      return <JobScreen key={route.name} route={route} {...area} />;
    case 'log':
      return <LogScreen key={route.run} route={route} {...area} />;
    case 'targets':
      return <TargetsScreen {...area} />;
    case 'form':
      return <FormScreen key={subjectKey(route.subject)} {...area} />;
    case 'review':
      return <ReviewScreen route={route} {...area} />;
    case 'code':
      return <CodeScreen key={route.id} route={route} {...area} />;
    case 'progress':
      return <ProgressScreen key={route.operation} route={route} {...area} />;
    case 'guide':
      return <GuideScreen key={JSON.stringify(route.of)} {...area} />;
    case 'cost':
      return <CostScreen route={route} {...area} />;
    case 'quota':
      return <QuotaScreen {...area} />;
    case 'why':
      return <WhyScreen key={JSON.stringify(route.of)} route={route} {...area} />;
    case 'events':
      return <EventsScreen {...area} />;
    case 'calls':
      return <CallsScreen {...area} />;
    case 'operations':
      return <OperationsScreen {...area} />;
  }
};

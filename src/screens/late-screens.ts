import { later, laterFunction } from './later.ts';
import { loadLogKeys } from './log-actions.ts';

/** Screens that nobody sees first. */
export const CodeScreen = later(async () => (await import('./CodeScreen.tsx')).CodeScreen);
export const ComputeScreen = later(async () => (await import('./ComputeScreen.tsx')).ComputeScreen);
export const FormScreen = later(async () => (await import('./FormScreen.tsx')).FormScreen);
export const GuideScreen = later(async () => (await import('./GuideScreen.tsx')).GuideScreen);
export const JobScreen = later(async () => (await import('./JobScreen.tsx')).JobScreen);
export const LogScreen = later(async () => {
  await loadLogKeys();
  return (await import('./LogScreen.tsx')).LogScreen;
});
export const NodeScreen = later(async () => (await import('./NodeScreen.tsx')).NodeScreen);
export const OperationsScreen = later(async () => (await import('./OperationsScreen.tsx')).OperationsScreen);
export const ProgressScreen = later(async () => (await import('./ProgressScreen.tsx')).ProgressScreen);
export const ReviewScreen = later(async () => (await import('./ReviewScreen.tsx')).ReviewScreen);
export const StatePanel = later(async () => (await import('./board/StatePanel.tsx')).StatePanel);
export const TargetsScreen = later(async () => (await import('./TargetsScreen.tsx')).TargetsScreen);
export const CostScreen = later(async () => (await import('./CostScreen.tsx')).CostScreen);
export const QuotaScreen = later(async () => (await import('./QuotaScreen.tsx')).QuotaScreen);
export const WhyScreen = later(async () => (await import('./WhyScreen.tsx')).WhyScreen);

const following = () => import('./following.ts');
export const CallsScreen = later(async () => (await following()).CallsScreen);
export const EventsScreen = later(async () => (await following()).EventsScreen);
export const LargeBoard = later(async () => (await following()).LargeBoard);
export const newestOfOurs = laterFunction(async () => (await following()).newestOfOurs);
export const notifyWords = laterFunction(async () => (await following()).notifyWords);
export const openEvent = laterFunction(async () => (await following()).openEvent);

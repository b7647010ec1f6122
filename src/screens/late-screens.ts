import { later, laterFunction } from './later.ts';
import { loadLogKeys } from './log-actions.ts';

/** All of them are one file: of many the first frame would have to read what it shares with each. */
const all = () => import('./all-late.ts');

/** Screens that nobody sees first. */
export const CodeScreen = later(async () => (await all()).CodeScreen);
export const ComputeScreen = later(async () => (await all()).ComputeScreen);
export const FormScreen = later(async () => (await all()).FormScreen);
export const GuideScreen = later(async () => (await all()).GuideScreen);
export const JobScreen = later(async () => (await all()).JobScreen);
export const LogScreen = later(async () => {
  await loadLogKeys();
  return (await all()).LogScreen;
});
export const NodeScreen = later(async () => (await all()).NodeScreen);
export const OperationsScreen = later(async () => (await all()).OperationsScreen);
export const ProgressScreen = later(async () => (await all()).ProgressScreen);
export const ReviewScreen = later(async () => (await all()).ReviewScreen);
export const StatePanel = later(async () => (await all()).StatePanel);
export const TargetsScreen = later(async () => (await all()).TargetsScreen);
export const CostScreen = later(async () => (await all()).CostScreen);
export const QuotaScreen = later(async () => (await all()).QuotaScreen);
export const WhyScreen = later(async () => (await all()).WhyScreen);

const following = () => import('./all-late.ts').then((each) => each.following);
export const CallsScreen = later(async () => (await following()).CallsScreen);
export const EventsScreen = later(async () => (await following()).EventsScreen);
export const LargeBoard = later(async () => (await following()).LargeBoard);
export const newestOfOurs = laterFunction(async () => (await following()).newestOfOurs);
export const notifyWords = laterFunction(async () => (await following()).notifyWords);
export const openEvent = laterFunction(async () => (await following()).openEvent);

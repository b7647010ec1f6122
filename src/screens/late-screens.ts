import { later } from './later.tsx';

/** Screens that nobody sees first. */
export const CodeScreen = later(async () => (await import('./CodeScreen.tsx')).CodeScreen);
export const ComputeScreen = later(async () => (await import('./ComputeScreen.tsx')).ComputeScreen);
export const FormScreen = later(async () => (await import('./FormScreen.tsx')).FormScreen);
export const GuideScreen = later(async () => (await import('./GuideScreen.tsx')).GuideScreen);
export const JobScreen = later(async () => (await import('./JobScreen.tsx')).JobScreen);
export const NodeScreen = later(async () => (await import('./NodeScreen.tsx')).NodeScreen);
export const OperationsScreen = later(async () => (await import('./OperationsScreen.tsx')).OperationsScreen);
export const ProgressScreen = later(async () => (await import('./ProgressScreen.tsx')).ProgressScreen);
export const ReviewScreen = later(async () => (await import('./ReviewScreen.tsx')).ReviewScreen);
export const StatePanel = later(async () => (await import('./board/StatePanel.tsx')).StatePanel);
export const TargetsScreen = later(async () => (await import('./TargetsScreen.tsx')).TargetsScreen);
export const CostScreen = later(async () => (await import('./CostScreen.tsx')).CostScreen);
export const QuotaScreen = later(async () => (await import('./QuotaScreen.tsx')).QuotaScreen);

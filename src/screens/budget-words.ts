import type { AppState } from '#state/app-state.ts';
import { scarce } from '#state/holds.ts';
import type { Tone } from './theme.ts';
import { count } from './words.ts';

const steps = [10_000, 5000, 1000, 500, 200, 100, 50] as const;

/**
 * How much is left of what the service allows, so coarse that a still screen stays still: the step that is reached, or the exact number where
 * it is below all of them. Undefined while the service has not said.
 */
export const budgetStep = (budget: AppState['budget']): number | undefined =>
  budget === undefined ? undefined : (steps.find((step) => budget.remaining >= step) ?? budget.remaining);

/** The words for a step, and how much they matter. */
export const budgetShown = (step: number | undefined): { readonly text: string; readonly tone: Tone } => {
  if (step === undefined) return { text: '', tone: 'neutral' };
  if (step >= 50) return { text: `${count(step)}+ requests left`, tone: 'neutral' };
  const text = `${count(step)} ${step === 1 ? 'request' : 'requests'} left`;
  return { text, tone: step < scarce ? 'needsPerson' : 'changing' };
};

import { loadFuzzySearch } from './fuzzy.ts';
import { loadTargetForms } from './target-forms.ts';
import { loadLateCommands } from './late-commands.ts';
import { loadGuides } from './guides.ts';
import { loadMoney } from './money/late-money.ts';
import { loadCrossing } from './crossing.ts';
import { loadQueueDoing } from './queue-doing.ts';

/** Fetches what the first frame does not need, once that stands. */
export const loadLateParts = async (): Promise<void> => {
  const parts = [
    loadFuzzySearch,
    loadTargetForms,
    loadLateCommands,
    loadGuides,
    loadMoney,
    loadCrossing,
    loadQueueDoing,
  ];
  await Promise.all(parts.map((load) => load()));
};

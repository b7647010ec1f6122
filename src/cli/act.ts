import type { Compute } from '#azure/model.ts';
import { computeId } from '#azure/place.ts';
import { removalOf } from '#azure/targets/index.ts';
import { instanceMeanings, removalMeanings } from '#screens/action-words.ts';
import { loadKnownWords } from '#screens/explain.ts';
import { whyNot, type InstanceAction } from '#state/instance-actions.ts';
import { notAgreed, report, type CommandScene } from './command-scene.ts';
import type { Outcome } from './outcome.ts';
import { patiently } from './patiently.ts';
import { problemRecord, problemSentence } from './problem-sentence.ts';
import { openWriting, type Writing } from './writing.ts';

export type ActOptions = CommandScene & {
  readonly does: InstanceAction | 'delete' | 'detach';
  readonly names: readonly string[];
};

type Judged = Outcome & { readonly compute?: Compute };

const never = new AbortController().signal;

const removals = { delete: 'Delete', detach: 'Detach' } as const;

const isRemoval = (does: ActOptions['does']): does is keyof typeof removals => Object.hasOwn(removals, does);

/** Why it cannot be done to that compute, whatever is agreed to. */
const standsAgainst = ({ does, care }: ActOptions, compute: Compute): string | undefined => {
  if (compute.provisioning.is === 'Deleting') return 'it is being removed already';
  if (care.readOnly) return 'this session or this workspace is read-only';
  if (!isRemoval(does)) return whyNot(compute, does);
  const [wanted, possible] = [removals[does], removalOf(compute)];
  if (wanted === possible) return undefined;
  return possible === 'Detach'
    ? 'it is attached: detach takes it out of the workspace and leaves the resource alone'
    : 'the service manages its machines: detached it would be forgotten and go on billing; delete removes it';
};

const judge = async (options: ActOptions, name: string): Promise<Judged> => {
  const { gateway, place, does } = options;
  const outcome = (is: Outcome['outcome'], words: readonly string[], compute?: Compute): Judged => ({
    name: compute?.name ?? name,
    id: computeId(place, compute?.name ?? name),
    does,
    outcome: is,
    words,
    ...(compute === undefined ? {} : { compute }),
  });
  const answer = await patiently(() => gateway.getCompute(place, name, never));
  if (!answer.ok)
    return {
      ...outcome('failed', [problemSentence(answer.problem)]),
      problem: problemRecord(answer.problem),
    };
  const compute = answer.value;
  const reason = standsAgainst(options, compute);
  if (reason !== undefined) return outcome('refused', [reason], compute);
  const what = `${compute.name} (${compute.type.text}) in workspace ${place.workspace}`;
  if (isRemoval(does)) {
    const meaning = removalMeanings[removals[does]];
    const missing = await notAgreed(options, compute.name, `${does} ${what}. ${meaning}`);
    return missing === undefined
      ? outcome('planned', [], compute)
      : outcome('not-confirmed', [`would ${does} ${what}. ${meaning}`, missing], compute);
  }
  // What can be put right again is asked of nobody: it is agreed to on the command line.
  const { ask: _ask, ...unasked } = options;
  const missing = await notAgreed(unasked, compute.name, '');
  return missing === undefined
    ? outcome('planned', [], compute)
    : outcome('not-confirmed', [`would ${does} ${what}: ${instanceMeanings[does]}`, missing], compute);
};

const begin = ({ does }: ActOptions, { operations }: Writing, compute: Compute): string | undefined =>
  isRemoval(does) ? operations.remove(compute, removals[does]) : operations.act(compute, does);

/**
 * Starts, stops, restarts, deletes or detaches computes by name. All of them are looked at before the first is touched.
 * @returns the exit code: 0 done, 1 an error, 3 refused by a check or not confirmed
 */
export const runAct = async (options: ActOptions): Promise<number> => {
  await loadKnownWords();
  const judged: Judged[] = [];
  for (const name of options.names) judged.push(await judge(options, name));
  if (judged.some(({ outcome }) => outcome !== 'planned'))
    return report(
      options,
      judged.map((each) =>
        withoutCompute(each.outcome === 'planned' ? { ...each, outcome: 'skipped' } : each),
      ),
    );
  const writing = openWriting(options);
  try {
    const done = await Promise.all(
      judged.map(async (each): Promise<Outcome> => {
        const { compute } = each;
        const id = compute === undefined ? undefined : begin(options, writing, compute);
        if (id === undefined)
          return { ...withoutCompute(each), outcome: 'failed', words: ['another write to it runs'] };
        return { ...withoutCompute(each), ...(await writing.outcomeOf(id)) };
      }),
    );
    return report(options, done);
  } finally {
    writing.close();
  }
};

const withoutCompute = ({ compute: _compute, ...outcome }: Judged): Outcome => outcome;

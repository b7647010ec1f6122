import type { Compute } from '#azure/model.ts';
import type { ServiceError } from '#azure/problem.ts';
import type { Operation } from '#state/app-state.ts';
import { nameIn } from '#state/elsewhere.ts';
import { isOutcomeUnknown } from '#state/outcome.ts';
import { findCompute } from '#state/selectors.ts';
import { formToReturnTo } from '#state/operation-selectors.ts';
import { nextTitles } from '#state/guide-selectors.ts';
import { useApp, useKit, type Area } from './context.ts';
import { explain, requestIdOf } from './explain.ts';
import { errorFacts, factLines, type FactGroup } from './facts.ts';
import { Lines } from './parts/Lines.tsx';
import { ItemsProgress } from './ItemsProgress.tsx';
import { RecycleProgress } from './RecycleProgress.tsx';
import type { RouteOf } from './route-of.ts';
import { filled, useScrolled } from './scrolled.ts';
import { waits, waitsForAzure } from './service-words.ts';
import { stateLooks } from './state-looks.ts';
import { useNow } from './use-now.ts';
import { clock, elapsed } from './words.ts';

const verbs = {
  create: { going: 'Creating', done: 'created' },
  delete: { going: 'Deleting', done: 'deleted' },
  detach: { going: 'Detaching', done: 'detached' },
  scale: { going: 'Scaling', done: 'scaled' },
  identity: { going: 'Changing the identity of', done: 'changed' },
  start: { going: 'Starting', done: 'started' },
  stop: { going: 'Stopping', done: 'stopped' },
  restart: { going: 'Restarting', done: 'restarted' },
  recycle: { going: 'Recycling', done: 'recycled' },
  submit: { going: 'Submitting', done: 'submitted' },
  cancel: { going: 'Cancelling', done: 'cancelled' },
} as const satisfies Record<Operation['does'], { going: string; done: string }>;

/** Azure carries out nothing before it knows who asks: a refused sign-in (401) leaves everything as it was. */
const notDone = 'Nothing was changed; it is not sent again by itself.';
const maybeDone = 'It may have been carried out all the same; it is not sent again by itself.';
const canGoNow = 'Somebody is signed in again: it can be sent now.';
const lookFirst = 'Look at the board (r asks anew) before you send it again.';

const looking = 'Whether it has arrived is being looked for; it is not sent again by itself.';
const notSeen = 'A minute of looking has shown nothing of it.';

/** What follows for the resource from a write without a good answer. */
const soWords = (operation: Operation): string | undefined => {
  const isLooking = operation.unanswered === 'looking';
  if (isOutcomeUnknown(operation)) return isLooking ? `${notSeen} ${maybeDone}` : maybeDone;
  if (isLooking) return looking;
  const kind = operation.state === 'failed' && operation.word === '' ? operation.problem?.kind : undefined;
  return kind === 'signed-out' || kind === 'throttled' ? notDone : undefined;
};

/** What can be done. What is read is asked again by itself; what is written never is, so that is not said of it. */
const nextSteps = (operation: Operation, next: readonly string[], signedIn: boolean): readonly string[] => {
  if (operation.endedAt === undefined && operation.unanswered !== 'looking') return next;
  if (signedIn && operation.problem?.kind === 'signed-out' && !isOutcomeUnknown(operation)) return [canGoNow];
  const own = next.filter((step) => step !== waits && step !== waitsForAzure);
  return isOutcomeUnknown(operation) ? [...own, lookFirst] : own;
};

const attachVerbs = { going: 'Attaching', done: 'attached' } as const;

/** What is wrong with the compute itself, although the operation may have succeeded: nodes that do not come, scripts that failed. */
const troublesOf = (compute: Compute | undefined): readonly ServiceError[] => {
  switch (compute?.detail.is) {
    case 'cluster':
      return compute.detail.allocationErrors;
    case 'instance':
      return compute.detail.instanceErrors;
    case 'other':
    case undefined:
      return [];
  }
};

/** A write on its way: elapsed time, the service's words, and how it ended. Leaving does not stop it. */
export const ProgressScreen = ({ route, columns, rows }: Area & { readonly route: RouteOf<'progress'> }) => {
  const found = useApp((state) => state.operations.find((each) => each.id === route.operation));
  const name = useApp((state) => (found === undefined ? '' : nameIn(found, state.board)));
  const operation = found && { ...found, name };
  if (operation === undefined) return <Lines lines={['', '   This operation has been forgotten.']} />;
  const { items, recycle } = operation;
  if (items !== undefined)
    return <ItemsProgress operation={operation} items={items} columns={columns} rows={rows} />;
  if (recycle !== undefined)
    return <RecycleProgress operation={operation} recycle={recycle} columns={columns} rows={rows} />;
  return <WriteProgress operation={operation} columns={columns} rows={rows} />;
};

const WriteProgress = ({ operation, columns, rows }: Area & { readonly operation: Operation }) => {
  const { paint, glyphs } = useKit();
  const compute = useApp((state) => findCompute(state, operation.computeId));
  const backToForm = useApp((state) => formToReturnTo(state, operation.id) !== undefined);
  const next = useApp((state) => nextTitles(state, operation));
  const signedIn = useApp(({ session }) => session.signedOut === undefined);
  const now = useNow(operation.endedAt === undefined);
  const { does, attaching, name, state, word, startedAt, endedAt, problem, errors } = operation;
  const words = attaching === true ? attachVerbs : verbs[does];
  const title =
    state === 'succeeded'
      ? paint.works(` ${glyphs.ok} ${name} is ${words.done}`)
      : isOutcomeUnknown(operation)
        ? paint.needsPerson(` ${glyphs.failed} Whether ${name} was ${words.done} is not known`)
        : state === 'failed'
          ? paint.needsPerson(` ${glyphs.failed} ${name} could not be ${words.done}`)
          : paint.changing(` ${glyphs.changing} ${words.going} ${name}`);
  const explained = problem === undefined ? undefined : explain(problem);
  const groups: readonly FactGroup[] = [
    {
      title: 'Operation',
      facts: [
        { label: 'begun', words: clock(startedAt) },
        {
          label: endedAt === undefined ? 'so far' : 'took',
          words: elapsed((endedAt ?? Math.max(now, startedAt)) - startedAt),
        },
        {
          label: operation.unanswered === 'looking' ? 'looking shows' : 'the service says',
          words:
            word === '' && endedAt === undefined && operation.unanswered === undefined
              ? 'not answered yet'
              : word,
        },
        {
          label: 'the compute is',
          words: compute?.provisioning.text,
          tone: compute === undefined ? 'neutral' : stateLooks.provisioning[compute.provisioning.is].tone,
        },
        {
          label: 'its answer',
          words:
            operation.unanswered === 'concluded'
              ? 'never came: that it has arrived is concluded from looking'
              : undefined,
        },
        { label: 'in the studio', words: operation.link },
      ],
    },
    {
      title: 'What went wrong',
      facts: [
        { label: 'what', words: explained?.what, tone: 'needsPerson' },
        { label: 'so', words: soWords(operation) },
        { label: 'why', words: explained?.why },
        ...errorFacts('the service', errors),
        ...nextSteps(operation, explained?.next ?? [], signedIn).map((step) => ({
          label: 'next',
          words: step,
        })),
        { label: 'request id', words: problem === undefined ? undefined : requestIdOf(problem) },
      ],
    },
    {
      title: 'The compute has trouble',
      facts: errorFacts('it says', state === 'succeeded' ? troublesOf(compute) : []),
    },
    {
      title: 'Next',
      facts: [
        { label: 'what to do', words: next },
        { label: '', words: next === '' ? undefined : 'u shows how, with code to copy' },
      ],
    },
  ];
  const foot =
    endedAt === undefined
      ? 'q leaves this screen; the operation goes on and stays listed (t).'
      : backToForm
        ? `${paint.selected('[ Form ]')}  Enter goes back to the form as you left it, q leaves it`
        : `${paint.selected('[ Board ]')}  Enter goes to the board`;
  const room = rows - 1;
  const shown = useScrolled(['', title, '', ...factLines(groups, columns, paint)], room);
  return <Lines lines={[...filled(shown, room), ` ${foot}`]} />;
};

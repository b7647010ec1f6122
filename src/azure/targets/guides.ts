import type { Guide, GuideSection } from '../guide.ts';
import type { StepFacts } from '../next-steps/facts.ts';
import { nameOf, workspaceId } from '../place.ts';
import { targetOf } from './index.ts';
import { partsOf } from './parts.ts';
import type { GuideFacts, Target, TargetId } from './target.ts';

/*
 * Everything that pages of guidance are made of. It is loaded by `import()` after the first frame: nothing that the first frame needs
 * may import it, or one of its parts, in another way than as types.
 */

const use = (value: boolean | string): string =>
  typeof value === 'string' ? `yes (${value})` : value ? 'yes' : 'no';

const reuse: Readonly<Record<Target['verb'], string>> = {
  create: 'It can be used again from one job to the next.',
  attach: 'It can be used again from one job to the next; it lives, and is billed, where it was made.',
  guide: '',
};

const standings: Readonly<Record<Target['standing'], string>> = {
  current: '',
  preview: 'Preview',
  legacy: 'Legacy',
  retired: 'Retired',
};

/** What a kind of target is for, how it stands and what to know of it. */
const aboutSection = ({ id, verb, standing }: Target): GuideSection => {
  const { words } = partsOf(id);
  if (words === undefined) return { title: 'What it is for', words: [], snippets: [] };
  const { about, uses, notes, standingNote } = words;
  return {
    title: 'What it is for',
    words: [
      about,
      `Training ${use(uses.training)}, automated ML ${use(uses.automl)}, pipelines ${use(uses.pipelines)}, designer ${use(uses.designer)}; batch inference ${use(uses.batch)}, real-time inference ${use(uses.realTime)}.`,
      ...(standingNote === undefined ? [] : [`${standings[standing]}: ${standingNote}.`]),
      [...notes, reuse[verb]].filter((each) => each !== '').join(' '),
    ],
    snippets: [],
  };
};

/** What the code of every page takes for granted, and where else the same is done. */
const besides = ({ place, studio }: GuideFacts): GuideSection => ({
  title: 'What the code needs, and where else to do it',
  words: [
    'A subscription, this workspace, and a role in it that allows jobs. The same computes are managed in the studio, with the ml extension of Azure CLI, and in Visual Studio Code with its extension for Azure Machine Learning.',
  ],
  snippets: [
    {
      title: 'What to install',
      language: 'shell',
      text: `# The second generation: Azure CLI, Python
az extension add --name ml
pip install azure-ai-ml azure-identity
# The first generation, in an environment of its own
pip install azureml-core azureml-pipeline
`,
    },
    ...(studio === undefined
      ? []
      : [
          {
            title: 'The workspace in the studio',
            language: 'text' as const,
            text: `${studio}/?wsid=${workspaceId(place)}\n`,
          },
        ]),
  ],
});

/** A name for a compute that is not there yet. */
const madeUpName = 'my-compute';

const stepsOf = (id: TargetId, facts: StepFacts): readonly GuideSection[] => partsOf(id).steps?.(facts) ?? [];

/** The page of a kind of target: what it is for, and what to run once there is one. */
export const targetGuide = (id: TargetId, facts: GuideFacts): Guide | undefined => {
  const target = targetOf(id);
  if (target === undefined) return undefined;
  return {
    title: target.title,
    sections: [
      aboutSection(target),
      ...(partsOf(id).guide?.(facts) ?? stepsOf(id, { place: facts.place, name: madeUpName })),
      besides(facts),
    ],
  };
};

/** The page of a compute that is there: what to do with it next. */
export const computeGuide = (id: TargetId, computeId: string, facts: GuideFacts): Guide | undefined => {
  const target = targetOf(id);
  const name = nameOf(computeId);
  return target === undefined
    ? undefined
    : {
        title: `${name}: what to do with it`,
        sections: [...stepsOf(id, { place: facts.place, name }), aboutSection(target), besides(facts)],
      };
};

/** What there is to do with a compute of that kind, in a few words each. */
export const stepTitles = (id: TargetId, facts: StepFacts): readonly string[] =>
  stepsOf(id, facts).map(({ title }) => title);

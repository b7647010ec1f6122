import type { VmSize } from '../model.ts';
import { computeName, seconds, vmSize, wholeNumber, type FormFacts } from './field.ts';
import { defineTarget } from './target.ts';

const perHour = (size: string, nodes: number, facts: FormFacts): number | undefined => {
  const found = facts.sizes?.find((each) => each.name.toLowerCase() === size.toLowerCase());
  return found?.dedicatedPerHour === undefined ? undefined : found.dedicatedPerHour * nodes;
};

const forClusters = (size: VmSize): boolean => size.forClusters;

/** A managed cluster of virtual machines that grows with the queue. Body as in the REST API 2022-10-01, `AmlCompute`. */
export const amlCompute = defineTarget(
  {
    id: 'AmlCompute',
    title: 'Compute cluster',
    verb: 'create',
    standing: { is: 'current' },
    removal: 'delete',
    uses: { automl: true, pipelines: true, designer: true, batch: true, realTime: false },
    about: 'Managed virtual machines that come with the queue and leave when idle.',
    notes: [
      'With min 0 an idle cluster costs nothing; every node above 0 is billed all the time.',
      'Shared by everybody in the workspace. Up to 100 nodes unless a support request raises it.',
    ],
  },
  {
    fields: {
      name: computeName('Unique in the workspace; cannot be changed later.'),
      size: vmSize(
        'Enter opens the table of sizes. Cannot be changed later.',
        'Standard_DS3_v2',
        forClusters,
      ),
      min: wholeNumber(
        'Min nodes',
        'Nodes kept running, and billed, even without jobs. 0 avoids idle cost.',
        '0',
      ),
      max: wholeNumber('Max nodes', 'The cluster grows with its queue up to this many nodes.', '4'),
      idle: seconds('Idle time', 'How long a node without a job waits before it leaves.', '120s', {
        from: 60,
        to: 86_400,
        words: 'outside the advised 60 seconds to 24 hours',
      }),
    },
    name: ({ name }) => name,
    rules: ({ min, max }) => (min > max ? [`min nodes (${min}) must not exceed max nodes (${max})`] : []),
    warnings: ({ min, max }) => [
      ...(min > 0
        ? [`${min} ${min === 1 ? 'node runs and is' : 'nodes run and are'} billed all the time`]
        : []),
      ...(max > 100 ? ['more than 100 nodes need a support request'] : []),
      ...(max === 0 ? ['with max 0 no job can run'] : []),
    ],
    cost: ({ size, min, max }, facts) => {
      const [atMin, atMax] = [perHour(size, min, facts), perHour(size, max, facts)];
      return { ...(atMin === undefined ? {} : { atMin }), ...(atMax === undefined ? {} : { atMax }) };
    },
    // The service refuses a body without minNodeCount, although the specification calls it optional.
    body: ({ size, min, max, idle }, { location }) => ({
      location,
      properties: {
        computeType: 'AmlCompute',
        properties: {
          osType: 'Linux',
          vmSize: size,
          vmPriority: 'Dedicated',
          scaleSettings: {
            minNodeCount: min,
            maxNodeCount: max,
            nodeIdleTimeBeforeScaleDown: `PT${idle}S`,
          },
        },
      },
    }),
  },
);

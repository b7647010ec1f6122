import type { Json } from '../gateway.ts';
import type { FieldSpec, FieldWords, Parsed } from './field.ts';
import { hasControls, quoted } from './quoted.ts';

/** Sizes of pods, by name: what each asks of its node, and which nodes suit it. */
export type InstanceTypes = ReadonlyMap<
  string,
  { readonly resources: Readonly<Record<string, string>>; readonly nodes: Readonly<Record<string, string>> }
>;

/** What Kubernetes takes as a name of an object or a label. */
const label = /^[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?$/u;
const key = /^(?:[a-z0-9][a-z0-9.-]{0,252}\/)?[A-Za-z0-9][\w.-]{0,62}$/u;
const quantity = /^\d+(?:\.\d+)?(?:m|[kMGTPE]i?|Ki)?$/u;
const labelValue = /^[A-Za-z0-9][\w.-]{0,62}$/u;
const nodePrefix = 'node:';

const shape = 'small cpu=2 memory=8Gi; gpu cpu=8 memory=32Gi nvidia.com/gpu=1 node:pool=gpu';

const parseTypes = (text: string): Parsed<InstanceTypes> => {
  const no = (why: string): Parsed<InstanceTypes> => ({ ok: false, why });
  if (hasControls(text)) return no('one line without control characters is needed');
  const types = new Map<string, { resources: Record<string, string>; nodes: Record<string, string> }>();
  for (const part of text.split(';').filter((each) => each.trim() !== '')) {
    const [name = '', ...pairs] = part.trim().split(/\s+/u);
    if (!label.test(name)) return no(`${quoted(name)} is not a name of an instance type: ${shape}`);
    if (types.has(name)) return no(`${quoted(name)} is there twice`);
    const [resources, nodes] = [new Map<string, string>(), new Map<string, string>()];
    for (const pair of pairs) {
      const at = pair.indexOf('=');
      const [left, right] = [pair.slice(0, Math.max(at, 0)), pair.slice(at + 1)];
      const selects = left.startsWith(nodePrefix);
      const word = selects ? left.slice(nodePrefix.length) : left;
      if (at < 1 || !key.test(word)) return no(`${quoted(pair)} is not like cpu=2 or node:pool=gpu`);
      if (!(selects ? labelValue : quantity).test(right))
        return no(
          `${quoted(right)} is not ${selects ? 'a value of a label' : 'an amount such as 500m, 2 or 8Gi'}`,
        );
      (selects ? nodes : resources).set(word, right);
    }
    if (!resources.has('cpu') || !resources.has('memory'))
      return no(`${quoted(name)} needs cpu and memory: ${shape}`);
    types.set(name, { resources: Object.fromEntries(resources), nodes: Object.fromEntries(nodes) });
  }
  return { ok: true, value: types };
};

/** Instance types in one line. Usually they are made on the cluster itself, and nothing is said here. */
export const instanceTypes = (words: FieldWords): FieldSpec<InstanceTypes> => ({
  ...words,
  kind: { is: 'text' },
  initial: '',
  parse: parseTypes,
});

/** As the REST API has them: what is asked for is also the most that is given. */
export const instanceTypesBody = (types: InstanceTypes): Json =>
  Object.fromEntries(
    [...types].map(([name, { resources, nodes }]) => [
      name,
      {
        ...(Object.keys(nodes).length === 0 ? {} : { nodeSelector: nodes }),
        resources: { requests: resources, limits: resources },
      },
    ]),
  );

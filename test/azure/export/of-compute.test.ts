import { describe, expect, it } from 'vitest';
import { readCompute } from '#azure/arm/read-compute.ts';
import { languages, type CodeAction } from '#azure/export/code.ts';
import { codeOf } from '#azure/export/index.ts';
import { codesOfCompute, type ComputeCode } from '#azure/export/of-compute.ts';
import { sealed } from '#azure/export/sealed.ts';
import type { Json } from '#azure/gateway.ts';
import type { Compute } from '#azure/model.ts';
import { mainPlace } from '#simulator/simulator.ts';
import { stillGateway } from '#test/state/plans.ts';
import { allFixtures, makeOf, where } from './fixtures.ts';
import { compilePython, has, syntaxOfShell, slow } from './interpreters.ts';

type Fields = Readonly<Record<string, Json>>;

const fields = (value: Json | undefined): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** The body as the service sends it back: without the secrets, and with what only the service writes. */
const answerTo = ({ name, body, secrets }: Extract<CodeAction, { is: 'make' }>): Json => {
  const without = (value: Json, path: string): Json =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(
          Object.entries(value).flatMap(([key, inner]) => {
            const at = path === '' ? key : `${path}.${key}`;
            return secrets.includes(at) ? [] : [[key, without(inner, at)] as const];
          }),
        );
  const told = fields(without(body, ''));
  const properties = fields(told['properties']);
  return {
    ...told,
    id: `/subscriptions/x/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/w/computes/${name}`,
    name,
    systemData: { createdBy: 'ada' },
    properties: {
      // Told of every compute, whether anybody has written it or not.
      computeLocation: told['location'] ?? null,
      ...properties,
      provisioningState: 'Succeeded',
      provisioningErrors: null,
      isAttachedCompute: properties['resourceId'] !== undefined,
      ...(properties['properties'] === undefined
        ? { properties: { errors: [], state: 'Running' } }
        : {
            properties: {
              ...fields(properties['properties']),
              errors: [],
              allocationState: 'Steady',
              currentNodeCount: 3,
              relayConnectionString: 'Endpoint=secret',
              systemServices: [],
              lastOperation: null,
            },
          }),
    },
  };
};

const again = (codes: readonly ComputeCode[]): Extract<CodeAction, { is: 'make' }> => {
  const [first] = codes;
  if (first?.action.is !== 'make') throw new Error('nothing makes it again');
  return first.action;
};

/** Which of password and key it was, nobody tells: the password is proposed. */
const withPassword = (body: Json): Json =>
  JSON.parse(
    JSON.stringify(body).replace(
      /"privateKeyData":"\$SSH_PRIVATE_KEY"(?:,"passphrase":"\$SSH_PASSPHRASE")?/u,
      '"password":"$SSH_PASSWORD"',
    ),
  ) as Json;

describe('the code of a compute that exists', () => {
  it.each(allFixtures.map((fixture) => [`${fixture.target}: ${fixture.title}`, fixture] as const))(
    'makes it again as it was made, with variables for its secrets: %s',
    (_, fixture) => {
      const plan = makeOf(fixture);
      const raw = answerTo(plan);
      const compute = readCompute(raw);
      if (compute === undefined) throw new Error('not a compute');
      const action = again(codesOfCompute(compute, raw));
      expect({ name: action.name, body: sealed(action.body, action.secrets) }).toEqual({
        name: plan.name,
        body: withPassword(sealed(plan.body, plan.secrets)),
      });
    },
  );

  it('reads the SSH user from the environment, too, when the service does not tell it', () => {
    const raw = {
      name: 'dsvm',
      location: 'westeurope',
      properties: { computeType: 'VirtualMachine', resourceId: '/subscriptions/x', isAttachedCompute: true },
    };
    const compute = readCompute(raw);
    if (compute === undefined) throw new Error('not a compute');
    const action = again(codesOfCompute(compute, raw));
    const text = (id: 'python-v1' | 'cli-v2' | 'rest'): string => {
      const code = codeOf(id, action, where);
      return code.is === 'code' ? code.text : code.why;
    };
    expect(text('python-v1')).toContain('username=os.environ["SSH_USER"]');
    expect(text('cli-v2')).toContain('--admin-username "${SSH_USER:?is not set}"');
    expect(text('rest')).toContain('"username": $ENV.SSH_USER');
  });
});

describe.skipIf(!has.bash || !has.python3)('the code of every compute of a workspace', slow, () => {
  const everything = async () => {
    const { gateway } = stillGateway();
    const never = new AbortController().signal;
    const listed = await gateway.listComputes(mainPlace, never);
    if (!listed.ok) throw new Error('no computes');
    return Promise.all(
      listed.value.map(async (compute): Promise<readonly [Compute, readonly ComputeCode[]]> => {
        const raw = await gateway.readCompute(mainPlace, compute.name, never);
        if (!raw.ok) throw new Error(compute.name);
        return [compute, codesOfCompute(compute, raw.value)];
      }),
    );
  };

  it('is read by bash and compiled by Python without a complaint', async () => {
    const codes = (await everything()).flatMap(([{ name }, offered]) =>
      offered.flatMap(({ title, action }) =>
        languages.flatMap(({ id, ending }) => {
          const code = codeOf(id, action, where);
          return code.is === 'code' ? [{ what: [name, title, id], ending, text: code.text }] : [];
        }),
      ),
    );
    expect(codes.length).toBeGreaterThan(100);
    expect(compilePython(codes.filter(({ ending }) => ending === 'py').map(({ text }) => text))).toBe('');
    for (const { what, text } of codes.filter(({ ending }) => ending === 'sh'))
      expect([what, syntaxOfShell(text)]).toEqual([what, '']);
  });

  it('offers what can be done with each kind, and nothing else', async () => {
    const offered = new Map(
      (await everything()).map(([{ type, attached }, codes]) => [
        `${type.text}${attached ? ', attached' : ''}`,
        codes.map(({ title }) => title).join(', '),
      ]),
    );
    expect(offered.get('AmlCompute')).toBe('create again, scale, identity, delete');
    expect(offered.get('ComputeInstance')).toBe('create again, start, stop, restart, delete');
    expect(offered.get('VirtualMachine, attached')).toBe('attach again, detach');
  });
});

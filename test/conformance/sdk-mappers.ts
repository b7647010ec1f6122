import { AzureMachineLearningWorkspaces } from '@azure/arm-machinelearning';
import { isDeepStrictEqual } from 'node:util';

/*
 * The SDK's own knowledge of the service: each typed call of its client names the address it asks and the mapper that makes the
 * answer's JSON its types.
 */

type OperationSpec = Parameters<AzureMachineLearningWorkspaces['sendOperationRequest']>[1];
type Mapper = NonNullable<OperationSpec['responses'][string]['bodyMapper']>;
type Property = Mapper & { readonly serializedName?: string };

type Client = AzureMachineLearningWorkspaces;
const [group, workspace, region] = ['rg', 'ws', 'westeurope'] as const;

/** A typed call for every operation whose answers are read, by the operation's name in the specification. */
const calls: Readonly<Record<string, (client: Client) => PromiseLike<unknown>>> = {
  Workspaces_ListBySubscription: (client) => client.workspaces.listBySubscription().next(),
  Workspaces_ListByResourceGroup: (client) => client.workspaces.listByResourceGroup(group).next(),
  Workspaces_Get: (client) => client.workspaces.get(group, workspace),
  VirtualMachineSizes_List: (client) => client.virtualMachineSizes.list(region),
  Usages_List: (client) => client.usages.list(region).next(),
  Quotas_List: (client) => client.quotas.list(region).next(),
  Compute_List: (client) => client.computeOperations.list(group, workspace).next(),
  Compute_Get: (client) => client.computeOperations.get(group, workspace, 'x'),
  Compute_CreateOrUpdate: (client) => client.computeOperations.beginCreateOrUpdate(group, workspace, 'x', {}),
  Compute_Update: (client) => client.computeOperations.beginUpdate(group, workspace, 'x', {}),
  Compute_Delete: (client) => client.computeOperations.beginDelete(group, workspace, 'x', 'Delete'),
  Compute_ListNodes: (client) => client.computeOperations.listNodes(group, workspace, 'x').next(),
  Compute_ListKeys: (client) => client.computeOperations.listKeys(group, workspace, 'x'),
  Compute_Start: (client) => client.computeOperations.beginStart(group, workspace, 'x'),
  Compute_Stop: (client) => client.computeOperations.beginStop(group, workspace, 'x'),
  Compute_Restart: (client) => client.computeOperations.beginRestart(group, workspace, 'x'),
  Jobs_List: (client) => client.jobs.list(group, workspace).next(),
  Jobs_Get: (client) => client.jobs.get(group, workspace, 'x'),
  Jobs_CreateOrUpdate: (client) =>
    client.jobs.createOrUpdate(group, workspace, 'x', { properties: { jobType: 'Command' } }),
  Jobs_Delete: (client) => client.jobs.beginDelete(group, workspace, 'x'),
  Jobs_Cancel: (client) => client.jobs.beginCancel(group, workspace, 'x'),
  Datastores_List: (client) => client.datastores.list(group, workspace).next(),
  Datastores_Get: (client) => client.datastores.get(group, workspace, 'x'),
  CodeContainers_List: (client) => client.codeContainers.list(group, workspace).next(),
  CodeContainers_Get: (client) => client.codeContainers.get(group, workspace, 'x'),
  CodeVersions_List: (client) => client.codeVersions.list(group, workspace, 'x').next(),
  EnvironmentContainers_List: (client) => client.environmentContainers.list(group, workspace).next(),
  EnvironmentContainers_Get: (client) => client.environmentContainers.get(group, workspace, 'x'),
  EnvironmentVersions_List: (client) => client.environmentVersions.list(group, workspace, 'x').next(),
  EnvironmentVersions_Get: (client) => client.environmentVersions.get(group, workspace, 'x', '1'),
};

/** What the client would ask the network for by that call; nothing is asked. */
const specOf = async (call: (client: Client) => PromiseLike<unknown>): Promise<OperationSpec> => {
  const credential = { getToken: async () => ({ token: 'none', expiresOnTimestamp: 4_102_444_800_000 }) };
  const client = new AzureMachineLearningWorkspaces(credential, 'subscription');
  return new Promise((resolve, reject) => {
    client.sendOperationRequest = async (_, spec) => {
      resolve(spec);
      throw new Error('Nothing is sent.');
    };
    call(client).then(reject, () => reject(new Error('The call asked for nothing.')));
  });
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value at a path of names joined by dots, as mappers write it (a dot of a name itself has a backslash). */
const at = (value: unknown, path: string): unknown =>
  path
    .split(/(?<!\\)\./u)
    .map((name) => name.replaceAll(String.raw`\.`, '.'))
    .reduce<unknown>((inside, name) => (isRecord(inside) ? inside[name] : undefined), value);

type ObjectType = Extract<Mapper['type'], { readonly name: 'Composite' }>;

/** The type of an object by its own word for its kind, where the type has kinds. */
const typeOf = (spec: OperationSpec, type: ObjectType, raw: unknown): ObjectType => {
  const mappers = spec.serializer.modelMappers as Readonly<
    Record<string, { type: ObjectType } | undefined>
  > & {
    readonly discriminators?: Readonly<Record<string, { type: ObjectType }>>;
  };
  const whole = mappers[type.className ?? '']?.type ?? type;
  const telling = whole.polymorphicDiscriminator;
  if (telling === undefined) return whole;
  const word = String(at(raw, telling.serializedName));
  return mappers.discriminators?.[`${whole.uberParent ?? whole.className ?? ''}.${word}`]?.type ?? whole;
};

const lostOfObject = (
  spec: OperationSpec,
  type: ObjectType,
  raw: unknown,
  typed: unknown,
  where: string,
): string[] => {
  if (!isRecord(raw) || !isRecord(typed)) return [`${where}: lost`];
  const properties: Readonly<Record<string, Property>> = typeOf(spec, type, raw).modelProperties ?? {};
  return Object.entries(properties).flatMap(([name, property]) =>
    lost(spec, property, at(raw, property.serializedName ?? name), typed[name], `${where}.${name}`),
  );
};

/** Fields that the mapper knows and that the SDK's types lack, or hold differently, after reading `raw` as `typed`. */
const lost = (spec: OperationSpec, mapper: Mapper, raw: unknown, typed: unknown, where: string): string[] => {
  if (raw === null || raw === undefined) return [];
  const { type } = mapper;
  if (type.name === 'Composite') return lostOfObject(spec, type, raw, typed, where);
  if (type.name === 'Sequence')
    return Array.isArray(raw) && Array.isArray(typed) && raw.length === typed.length
      ? raw.flatMap((item, index) => lost(spec, type.element, item, typed[index], `${where}[${index}]`))
      : [`${where}: lost`];
  if (type.name === 'Dictionary')
    return isRecord(raw) && isRecord(typed)
      ? Object.entries(raw).flatMap(([key, item]) =>
          lost(spec, type.value, item, typed[key], `${where}.${key}`),
        )
      : [`${where}: lost`];
  const same =
    typed instanceof Date
      ? typeof raw === 'string' && Date.parse(raw) === typed.getTime()
      : isDeepStrictEqual(raw, typed);
  return same ? [] : [`${where}: lost`];
};

export type SdkMappers = {
  /** The operations whose answers the SDK can be asked to read. */
  readonly operations: readonly string[];
  /** What is lost of a JSON answer on its way into the SDK's types; undefined when the SDK has no type for it. */
  readonly lost: (operationId: string, status: number, json: unknown) => readonly string[] | undefined;
};

/** Asks the client for the mappers of every operation in the table. */
export const readSdkMappers = async (): Promise<SdkMappers> => {
  const specs = new Map(
    await Promise.all(
      Object.entries(calls).map(async ([operationId, call]) => [operationId, await specOf(call)] as const),
    ),
  );
  return {
    operations: [...specs.keys()],
    lost: (operationId, status, json) => {
      const spec = specs.get(operationId);
      const mapper = (spec?.responses[String(status)] ?? spec?.responses['default'])?.bodyMapper;
      if (spec === undefined || mapper === undefined) return undefined;
      const typed: unknown = spec.serializer.deserialize(mapper, json, operationId);
      return lost(spec, mapper, json, typed, operationId);
    },
  };
};

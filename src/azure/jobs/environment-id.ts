import { placeOf, workspaceId, type Place } from '../place.ts';
import type { FieldSpec, FieldWords, Parsed } from '../targets/field.ts';
import { hasControls, quoted } from '../targets/quoted.ts';
import { parseId } from '../targets/resource-ids.ts';

const registryPath = 'azureml://registries/<registry>/environments/<name>/versions/<version>';

/** A version of an environment, taken apart. */
export type EnvironmentId = { readonly name: string; readonly version: string } & (
  | { readonly in: 'registry'; readonly registry: string }
  | { readonly in: 'workspace' }
);

const registryParts =
  /^azureml:\/\/registries\/([\w.-]{1,255})\/environments\/([\w.-]{1,255})\/versions\/([\w.-]{1,255})$/iu;
const workspaceParts = /\/environments\/([^/]+)\/versions\/([^/]+)$/iu;

/** What an id of an environment's version names; undefined for anything else. */
export const readEnvironmentId = (id: string): EnvironmentId | undefined => {
  const [, registry, inRegistry, ofRegistry] = registryParts.exec(id) ?? [];
  if (registry !== undefined && inRegistry !== undefined && ofRegistry !== undefined)
    return { in: 'registry', registry, name: inRegistry, version: ofRegistry };
  const [, name, version] = placeOf(id) === undefined ? [] : (workspaceParts.exec(id) ?? []);
  return name === undefined || version === undefined ? undefined : { in: 'workspace', name, version };
};

const versionKind = {
  called: 'a version of an environment',
  provider: 'Microsoft.MachineLearningServices',
  types: ['workspaces', 'environments', 'versions'],
} as const;

/** As the second generation's YAML names one of the workspace: `azureml:<name>:<version>`. */
const shortForm = /^azureml:([\w.-]{1,255}):([\w.-]{1,255})$/iu;

const parse = (text: string, place: Place): Parsed<string> => {
  // Who copies from YAML copies the prefix along.
  const id = text.trim().replace(/^azureml:(?=\/subscriptions\/)/u, '');
  if (id === '') return { ok: false, why: 'an environment is needed: Ctrl-O lists those of the workspace' };
  if (hasControls(id)) return { ok: false, why: 'an id has no line breaks or control characters' };
  const [, name, version] = shortForm.exec(id) ?? [];
  if (name !== undefined && version !== undefined)
    return { ok: true, value: `${workspaceId(place)}/environments/${name}/versions/${version}` };
  if (/^azureml:\/\//iu.test(id))
    return registryParts.test(id)
      ? { ok: true, value: id }
      : { ok: false, why: `the id of an environment of a registry is ${registryPath}` };
  if (id.startsWith('/'))
    return /\/environments\/[^/]+\/?$/iu.test(id)
      ? { ok: false, why: 'its version is missing at the end: /versions/<version>' }
      : parseId(id, versionKind);
  return {
    ok: false,
    why: `${quoted(id)} is no id of an environment: Ctrl-O lists those of the workspace; of a registry ${registryPath}`,
  };
};

/** A version of an environment: by its ARM id in this workspace, or by its address in a registry. */
export const environmentId = (words: FieldWords): FieldSpec<string> => ({
  ...words,
  kind: { is: 'resource', of: 'environment' },
  initial: '',
  parse: (text, { place }) => {
    const parsed = parse(text, place);
    if (!parsed.ok || !parsed.value.startsWith('/')) return parsed;
    const home = placeOf(parsed.value);
    const isHere =
      home?.workspace.toLowerCase() === place.workspace.toLowerCase() &&
      home.resourceGroup.toLowerCase() === place.resourceGroup.toLowerCase() &&
      home.subscriptionId.toLowerCase() === place.subscriptionId.toLowerCase();
    return isHere
      ? parsed
      : { ...parsed, warn: 'it is of another workspace: the service may refuse that; registries share them' };
  },
});

import type { Workspace } from '../world/world.ts';

/** Where Azure's own clients find Azure Resource Manager. */
const azure = 'https://management.azure.com';

/**
 * Where the services beside Azure Resource Manager are told to be: under names like Azure's for whoever takes this for Azure itself, which are
 * answered all the same; at the very address for whoever came to one of its own.
 */
export const dataOrigins = (
  origin: string,
  { location, name }: Pick<Workspace, 'location' | 'name'>,
): { readonly api: string; readonly storage: string } => {
  const short = name.replaceAll(/[^a-z0-9]/giu, '').toLowerCase();
  const isAzure = origin === azure || origin.endsWith('.api.azureml.ms');
  return isAzure
    ? { api: `https://${location}.api.azureml.ms`, storage: `https://st${short}.blob.core.windows.net` }
    : { api: origin, storage: origin };
};

/** Where the services of a region are told. */
export const discoveryAddress = /^\/discovery$/iu;

/** A run in a workspace's run history; what of it, as its fifth part. */
export const historyAddress =
  /^\/history\/v1\.0\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.MachineLearningServices\/workspaces\/([^/]+)\/runs\/([^/]+)(?:\/(details|children))?$/iu;

/** Files of runs in a storage account. */
export const storageAddress = /^\/azureml\/ExperimentRun\//u;

/** Whether a path is one of the data plane: of a service beside Azure Resource Manager. */
export const isOfDataPlane = (path: string): boolean =>
  discoveryAddress.test(path) || storageAddress.test(path) || /^\/history\//iu.test(path);

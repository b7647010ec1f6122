import type { Gateway } from './gateway.ts';

/** A gateway that can be asked before it is open: its questions wait until it is. */
export const deferredGateway = (opening: Promise<Gateway>): Gateway => ({
  listWorkspaces: async (...args) => (await opening).listWorkspaces(...args),
  getWorkspace: async (...args) => (await opening).getWorkspace(...args),
  listComputes: async (...args) => (await opening).listComputes(...args),
  getCompute: async (...args) => (await opening).getCompute(...args),
  readCompute: async (...args) => (await opening).readCompute(...args),
  listNodes: async (...args) => (await opening).listNodes(...args),
  listJobs: async (...args) => (await opening).listJobs(...args),
  getJob: async (...args) => (await opening).getJob(...args),
  putJob: async (...args) => (await opening).putJob(...args),
  listEnvironments: async (...args) => (await opening).listEnvironments(...args),
  getEnvironment: async (...args) => (await opening).getEnvironment(...args),
  listSizes: async (...args) => (await opening).listSizes(...args),
  listUsages: async (...args) => (await opening).listUsages(...args),
  listQuotas: async (...args) => (await opening).listQuotas(...args),
  putCompute: async (...args) => (await opening).putCompute(...args),
  patchCompute: async (...args) => (await opening).patchCompute(...args),
  actOnInstance: async (...args) => (await opening).actOnInstance(...args),
  checkName: async (...args) => (await opening).checkName(...args),
  getSubscription: async (...args) => (await opening).getSubscription(...args),
  getRegistration: async (...args) => (await opening).getRegistration(...args),
  listPermissions: async (...args) => (await opening).listPermissions(...args),
  listResources: async (...args) => (await opening).listResources(...args),
  deleteCompute: async (...args) => (await opening).deleteCompute(...args),
  readOperation: async (...args) => (await opening).readOperation(...args),
});

import type { Gateway } from '#azure/gateway.ts';
import type { Answer, Problem } from '#azure/problem.ts';

/**
 * A gateway that lets nothing through while there is a reason: every question is then answered with it at once, and no request
 * leaves, whoever asks.
 */
export const gatedGateway = (gateway: Gateway, closed: () => Problem | undefined): Gateway => {
  const pass = <T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> => {
    const problem = closed();
    return problem === undefined ? ask() : Promise.resolve({ ok: false, problem });
  };
  return {
    listWorkspaces: (...args) => pass(() => gateway.listWorkspaces(...args)),
    getWorkspace: (...args) => pass(() => gateway.getWorkspace(...args)),
    listComputes: (...args) => pass(() => gateway.listComputes(...args)),
    getCompute: (...args) => pass(() => gateway.getCompute(...args)),
    readCompute: (...args) => pass(() => gateway.readCompute(...args)),
    listNodes: (...args) => pass(() => gateway.listNodes(...args)),
    listJobs: (...args) => pass(() => gateway.listJobs(...args)),
    getJob: (...args) => pass(() => gateway.getJob(...args)),
    putJob: (...args) => pass(() => gateway.putJob(...args)),
    listEnvironments: (...args) => pass(() => gateway.listEnvironments(...args)),
    getEnvironment: (...args) => pass(() => gateway.getEnvironment(...args)),
    listSizes: (...args) => pass(() => gateway.listSizes(...args)),
    listUsages: (...args) => pass(() => gateway.listUsages(...args)),
    listQuotas: (...args) => pass(() => gateway.listQuotas(...args)),
    putCompute: (...args) => pass(() => gateway.putCompute(...args)),
    patchCompute: (...args) => pass(() => gateway.patchCompute(...args)),
    actOnInstance: (...args) => pass(() => gateway.actOnInstance(...args)),
    checkName: (...args) => pass(() => gateway.checkName(...args)),
    getSubscription: (...args) => pass(() => gateway.getSubscription(...args)),
    getRegistration: (...args) => pass(() => gateway.getRegistration(...args)),
    listPermissions: (...args) => pass(() => gateway.listPermissions(...args)),
    listResources: (...args) => pass(() => gateway.listResources(...args)),
    deleteCompute: (...args) => pass(() => gateway.deleteCompute(...args)),
    cancelJob: (...args) => pass(() => gateway.cancelJob(...args)),
    readOperation: (...args) => pass(() => gateway.readOperation(...args)),
  };
};

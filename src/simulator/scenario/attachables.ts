import type { Attachable } from '../world/world.ts';
import { mainPlace, subscriptions } from './main-place.ts';

const { research, production } = subscriptions;

const of = (type: string, rows: readonly Omit<Attachable, 'type'>[]): readonly Attachable[] =>
  rows.map((row) => ({ ...row, type }));

const shared = { subscriptionId: research.id, resourceGroup: 'rg-shared-data', location: 'westeurope' };
const own = { subscriptionId: research.id, resourceGroup: mainPlace.resourceGroup, location: 'westeurope' };
const north = { subscriptionId: research.id, resourceGroup: 'rg-ml-vision', location: 'northeurope' };
const prod = { subscriptionId: production.id, resourceGroup: 'rg-forecast-prod', location: 'eastus' };

/** Some resources of every kind that can be attached; of each kind one is attached to the main workspace already. */
export const attachables: readonly Attachable[] = [
  ...of('Microsoft.ContainerService/managedClusters', [
    { ...shared, name: 'aks-serving', note: '1.33.3' },
    { ...own, name: 'aks-batch', note: '1.34.1' },
    { ...prod, name: 'aks-forecast', note: '1.32.7' },
  ]),
  ...of('Microsoft.Kubernetes/connectedClusters', [
    { ...shared, name: 'arc-factory', note: 'Azure Arc' },
    { ...north, name: 'arc-lab', note: 'Azure Arc' },
  ]),
  ...of('Microsoft.Compute/virtualMachines', [
    { ...shared, name: 'dsvm-legacy', note: 'Linux ubuntu-2204' },
    { ...shared, name: 'dsvm-annex', note: 'Linux ubuntu-2204' },
    { ...own, name: 'dsvm-team', note: 'Linux ubuntu-2404' },
    { ...own, name: 'vm-reporting', note: 'Windows WindowsServer' },
    { ...prod, name: 'vm-forecast', note: 'Linux ubuntu-24_04-lts' },
  ]),
  ...of('Microsoft.HDInsight/clusters', [
    { ...shared, name: 'hdi-spark', note: 'SPARK' },
    { ...own, name: 'hdi-events', note: 'KAFKA' },
  ]),
  ...of('Microsoft.Batch/batchAccounts', [
    { ...shared, name: 'contosobatch', note: 'BatchService' },
    { ...own, name: 'teambatch', note: 'BatchService' },
  ]),
  ...of('Microsoft.Databricks/workspaces', [
    { ...shared, name: 'dbx-lakehouse', note: 'premium' },
    { ...own, name: 'dbx-team', note: 'standard' },
    { ...prod, name: 'dbx-forecast', note: 'premium' },
  ]),
  ...of('Microsoft.DataLakeAnalytics/accounts', [{ ...shared, name: 'contosoadla', note: 'Suspended' }]),
  ...of('Microsoft.Synapse/workspaces/bigDataPools', [
    { ...shared, name: 'syn-contoso/small', note: '3.4' },
    { ...shared, name: 'syn-contoso/large', note: '3.4' },
  ]),
  ...of('Microsoft.DataFactory/factories', [
    { ...shared, name: 'adf-copy', note: 'Succeeded' },
    { ...own, name: 'adf-team', note: 'Succeeded' },
  ]),
];

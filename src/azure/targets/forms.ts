import { aksForm } from './aks.ts';
import { amlComputeForm } from './aml-compute.ts';
import { batchForm } from './batch.ts';
import { computeInstanceForm } from './compute-instance.ts';
import { dataFactoryForm } from './data-factory.ts';
import { dataLakeAnalyticsForm } from './data-lake-analytics.ts';
import { databricksForm } from './databricks.ts';
import { hdinsightForm } from './hdinsight.ts';
import { kubernetesForm } from './kubernetes.ts';
import { synapseSparkForm } from './synapse-spark.ts';
import type { TargetForm, TargetId } from './target.ts';
import { virtualMachineForm } from './virtual-machine.ts';

/*
 * Everything that forms are made of. It is loaded by `import()` after the first frame: nothing that the first frame needs may
 * import it, or one of its parts, in another way than as types.
 */

export { changeForm } from './changes.ts';
export { jobComputes } from '../jobs/job-computes.ts';
export { commandJobForm } from '../jobs/command-job.ts';

/** The form of each kind of target that has one. */
export const targetForms: Readonly<Partial<Record<TargetId, TargetForm>>> = {
  AmlCompute: amlComputeForm,
  ComputeInstance: computeInstanceForm,
  AKS: aksForm,
  Kubernetes: kubernetesForm,
  VirtualMachine: virtualMachineForm,
  HDInsight: hdinsightForm,
  Batch: batchForm,
  Databricks: databricksForm,
  DataLakeAnalytics: dataLakeAnalyticsForm,
  SynapseSpark: synapseSparkForm,
  DataFactory: dataFactoryForm,
};

/** A cloud of Azure: where its services are. Microsoft's documents name these addresses for each sovereign cloud. */
export type Cloud = {
  readonly id: 'public' | 'usgov' | 'china' | 'custom';
  readonly title: string;
  /** Origin of Azure Resource Manager, no trailing slash. */
  readonly endpoint: string;
  /** Origin of the sign-in service, no trailing slash. */
  readonly authority: string;
  /** What a token is asked for. */
  readonly scope: string;
  /** Origin of the Azure Machine Learning studio; absent where none is known (custom). */
  readonly studio?: string;
  /** What the names of HDInsight clusters end with, e.g. `azurehdinsight.net`. */
  readonly hdinsightSuffix?: string;
  /** What the public host names of virtual machines end with, after the region, e.g. `cloudapp.azure.com`. */
  readonly machineSuffix?: string;
};

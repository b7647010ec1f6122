import type { Cloud } from '../clouds.ts';

/** The services of Azure Machine Learning beside Azure Resource Manager, in one cloud. */
export type MachineLearning = {
  /** What a token for them is asked for. */
  readonly scope: string;
  /** What the names of their hosts end with. */
  readonly hosts: string;
};

/** As in Microsoft's Python SDK v2 (azure-ai-ml, `_azure_environments`); nothing is known of them in a cloud of one's own. */
export const machineLearning: Readonly<Record<Cloud['id'], MachineLearning | undefined>> = {
  public: { scope: 'https://ml.azure.com/.default', hosts: '.api.azureml.ms' },
  usgov: { scope: 'https://ml.azure.us/.default', hosts: '.api.ml.azure.us' },
  china: { scope: 'https://ml.azure.cn/.default', hosts: '.api.ml.azure.cn' },
  custom: undefined,
};

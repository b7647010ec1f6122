import { clouds } from '../clouds.ts';
import type { Where } from './code.ts';
import { pythonValue } from './python.ts';
import { comments } from './shell.ts';

/** What Azure's own tools call the clouds. */
export const cloudNames = {
  public: 'AzureCloud',
  usgov: 'AzureUSGovernment',
  china: 'AzureChinaCloud',
} as const;

/** What comes before commands of az in another cloud than the public one. */
export const cliCloud = ({ cloud }: Where): string => {
  switch (cloud) {
    case 'public':
      return '';
    case 'custom':
      return comments(['In a cloud of your own: az cloud register, then az cloud set, come first.']);
    case 'usgov':
    case 'china':
      return comments([`First: az cloud set --name ${cloudNames[cloud]}`]);
  }
};

/** The keyword of Python that names another cloud than the public one. */
export const pythonCloud = ({ cloud }: Where): string | undefined =>
  cloud === 'usgov' || cloud === 'china' ? cloudNames[cloud] : undefined;

/** The host of the sign-in service of such a cloud. */
export const pythonAuthority = ({ cloud }: Where): string | undefined =>
  cloud === 'usgov' || cloud === 'china' ? new URL(clouds[cloud].authority).host : undefined;

/** What comes before Python in a cloud that its packages do not know. */
export const pythonCustom = ({ cloud }: Where): string =>
  cloud === 'custom'
    ? comments(['In a cloud of your own: ARM_CLOUD_METADATA_URL must say where it describes itself.'])
    : '';

/** The workspace, in the first generation of the Python SDK. */
export const workspaceOf = (where: Where): string =>
  `workspace = ${pythonValue({
    calls: 'Workspace.get',
    arguments: {
      name: where.place.workspace,
      subscription_id: where.place.subscriptionId,
      resource_group: where.place.resourceGroup,
      cloud: pythonCloud(where),
    },
  })}\n`;

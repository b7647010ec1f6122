import type { AccessHints } from './access.ts';
import { cloudOfVariable, readAz, type CloudHint } from './az-files.ts';
import type { Defaults } from './local/config.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * What the user's configuration file and az add to what the command line and the environment say (`said`). The three parts that
 * name a cloud go together: a source that names one is not mixed with the addresses of a weaker source.
 * @param subscriptionId of the place that is opened: its cloud and tenant are asked of az, which may know it
 */
export const accessHints = (
  said: AccessHints,
  defaults: Defaults,
  around: Surroundings,
  subscriptionId: string | undefined,
): AccessHints => {
  const az = readAz(around);
  const tenant = said.tenant === undefined ? (defaults.tenant ?? az?.tenantOf(subscriptionId)) : undefined;
  const auth = said.auth === undefined ? defaults.auth : undefined;
  const clouds = [
    said,
    cloudOfVariable(around),
    cloudOfDefaults(defaults),
    az?.cloudOf(subscriptionId) ?? {},
  ];
  const strongest = clouds.find(namesCloud);
  return {
    ...(strongest === said ? {} : strongest),
    ...(tenant === undefined ? {} : { tenant }),
    ...(auth === undefined ? {} : { auth }),
  };
};

const cloudOfDefaults = ({ cloud, armEndpoint, authority }: Defaults): CloudHint => ({
  ...(cloud === undefined ? {} : { cloud }),
  ...(armEndpoint === undefined ? {} : { armEndpoint }),
  ...(authority === undefined ? {} : { authority }),
});

const namesCloud = ({ cloud, armEndpoint, authority }: CloudHint): boolean =>
  [cloud, armEndpoint, authority].some((part) => part !== undefined);

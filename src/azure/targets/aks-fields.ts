import { cidr, hostName, ipAddress } from './addresses.ts';
import { resourceFields } from './attachable.ts';
import { attachmentBasics } from './attaching.ts';
import { certificateFile } from './certificate.ts';
import { choice, chosen, optional, when, type Draft, type FieldSpec, type FieldWords } from './field.ts';
import { regionName } from './free-text.ts';
import { computeName } from './names.ts';
import { wholeNumber } from './numbers.ts';
import { privateKeyFile } from './private-key.ts';
import { quoted } from './quoted.ts';
import { subnetId } from './resource-ids.ts';
import { sizeNamed } from './size-field.ts';

const creates = chosen('mode', 'create');
const attaches = chosen('mode', 'attach');
const ownNetwork = (draft: Draft): boolean => creates(draft) && chosen('network', 'own')(draft);

/** Any size of AKS: the list of sizes is that of the service's own machines, and may lack some. */
const agentSize: FieldSpec<string> = {
  label: 'Node size',
  help: 'Of the nodes of the cluster; any size that AKS has.',
  group: 'Cluster',
  kind: { is: 'size', usable: () => true },
  initial: 'Standard_D3_v2',
  parse: (text, facts) => {
    const name = text.trim();
    if (!/^[A-Za-z][\w-]{1,79}$/u.test(name))
      return {
        ok: false,
        why:
          name === ''
            ? 'a size is needed: Enter opens the table'
            : `a size looks like Standard_D3_v2, not like ${quoted(name)}`,
      };
    const size = sizeNamed(name, facts);
    return size === undefined
      ? {
          ok: true,
          value: name,
          warn: 'not among the sizes known here: whether AKS has it is not looked into',
        }
      : { ok: true, value: size.name };
  },
};

const label = (words: FieldWords, pattern: RegExp, why: string, initial = ''): FieldSpec<string> => ({
  ...words,
  kind: { is: 'text' },
  initial,
  parse: (text) => {
    const name = text.trim();
    return pattern.test(name) ? { ok: true, value: name } : { ok: false, why };
  },
});

/** What an inference cluster is created with, or attached with. There is no choice of the version of Kubernetes: the service takes one. */
export const aksFields = {
  mode: choice(
    { label: 'Cluster', help: 'Attach one of yours, or have the service create one.', group: 'Basics' },
    [
      { value: 'attach', label: 'one that exists' },
      { value: 'create', label: 'a new one' },
    ],
    'attach',
  ),
  ...attachmentBasics,
  name: computeName(attachmentBasics.name, 3),
  ...resourceFields('aks', attaches),
  purpose: choice(
    {
      label: 'Purpose',
      help: 'Production needs 12 vCPUs in all, and 3 nodes when it is fast. Cannot be changed later.',
      group: 'Cluster',
    },
    [
      { value: 'FastProd', label: 'production, fast' },
      { value: 'DenseProd', label: 'production, dense' },
      { value: 'DevTest', label: 'development and tests' },
    ],
    'FastProd',
  ),
  agents: when(
    creates,
    wholeNumber(
      {
        label: 'Nodes',
        help: 'They run, and are billed, all the time. Later it scales by them only.',
        group: 'Cluster',
      },
      '3',
    ),
  ),
  size: when(creates, agentSize),
  region: when(
    creates,
    optional(
      regionName({
        label: 'Region',
        help: "Empty: the workspace's own. Cannot be changed later.",
        group: 'Cluster',
      }),
    ),
  ),
  tls: choice(
    {
      label: 'TLS',
      help: 'How web services on it are reached. To change it, detach and attach again.',
      group: 'TLS',
    },
    [
      { value: 'none', label: 'none: plain HTTP' },
      { value: 'auto', label: 'a certificate of Microsoft' },
      { value: 'own', label: 'a certificate of your own' },
    ],
    'none',
  ),
  leafDomain: when(
    chosen('tls', 'auto'),
    label(
      { label: 'Domain label', help: 'The first part of the name that the services get.', group: 'TLS' },
      /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u,
      'a label is 1 to 63 lower-case letters, digits and hyphens, with no hyphen at its ends',
    ),
  ),
  overwriteDomain: when(
    chosen('tls', 'auto'),
    choice(
      { label: 'If it is taken', help: 'By another cluster of yours.', group: 'TLS' },
      [
        { value: 'no', label: 'leave it alone' },
        { value: 'yes', label: 'take it over' },
      ],
      'no',
    ),
  ),
  certificate: when(
    chosen('tls', 'own'),
    certificateFile({
      label: 'Certificate file',
      help: 'A PEM file on this computer, with the certificates that vouch for it.',
      group: 'TLS',
    }),
  ),
  certificateKey: when(
    chosen('tls', 'own'),
    privateKeyFile({
      label: 'Key file',
      help: 'The PEM file of its private key, not encrypted. What is in the file is sent.',
      group: 'TLS',
    }),
  ),
  host: when(
    chosen('tls', 'own'),
    hostName({
      label: 'Host name',
      help: 'What the certificate is for, such as ml.contoso.com.',
      group: 'TLS',
    }),
  ),
  network: when(
    creates,
    choice(
      {
        label: 'Network',
        help: 'In a network of yours four addresses are needed, all of them.',
        group: 'Network',
      },
      [
        { value: 'default', label: 'made with the cluster' },
        { value: 'own', label: 'a subnet of yours' },
      ],
      'default',
    ),
  ),
  subnet: when(
    ownNetwork,
    subnetId({ label: 'Subnet', help: 'Enter lists the subnets; or paste a resource id.', group: 'Network' }),
  ),
  services: when(
    ownNetwork,
    cidr({
      label: 'Service range',
      help: 'Of addresses that nothing else has: 10.0.0.0/16.',
      group: 'Network',
    }),
  ),
  dns: when(
    ownNetwork,
    ipAddress({
      label: 'DNS address',
      help: 'One of the service range, not its first: 10.0.0.10.',
      group: 'Network',
    }),
  ),
  docker: when(
    ownNetwork,
    cidr({ label: 'Docker bridge', help: 'A range apart from the others: 172.17.0.1/16.', group: 'Network' }),
  ),
  balancer: choice(
    { label: 'Load balancer', help: 'Whether the services have a public address.', group: 'Network' },
    [
      { value: 'PublicIp', label: 'public' },
      { value: 'InternalLoadBalancer', label: 'internal' },
    ],
    'PublicIp',
  ),
  balancerSubnet: when(
    chosen('balancer', 'InternalLoadBalancer'),
    label(
      {
        label: 'Its subnet',
        help: "The name of the subnet, in the cluster's network, that has its address.",
        group: 'Network',
      },
      /^[A-Za-z0-9](?:[\w.-]{0,78}\w)?$/u,
      'the name of a subnet is 1 to 80 letters, digits, dots, hyphens and underscores',
      'aks-subnet',
    ),
  ),
};

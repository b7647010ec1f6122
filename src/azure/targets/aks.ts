import { noUse, attachedAgain } from './uses.ts';
import { attachedAksCliV1, newAksCliV1 } from '../export/cli-v1-targets.ts';
import { attachedAksPythonV1, newAksPythonV1 } from '../export/v1-targets.ts';
import { aksService } from '../next-steps/deployments.ts';
import type { Json } from '../gateway.ts';
import { holds, overlap } from './addresses.ts';
import { aksFields } from './aks-fields.ts';
import { attachedId } from './attachable.ts';
import { attachmentBody, attachmentClaims } from './attaching.ts';
import { certificateRules, certificateWarnings } from './certificate.ts';
import type { FormFacts, Values } from './field.ts';
import { formOf } from './form.ts';
import { nodesPerHour, sizeNamed } from './size-field.ts';
import type { TargetParts } from './target.ts';

type AksValues = Values<typeof aksFields>;

/** What production asks for in all: the service refuses less. */
const productionVcpus = 12;
const fastNodes = 3;

const nodeRules = ({ agents, size, purpose }: AksValues, facts: FormFacts): readonly string[] => {
  if (agents === undefined || size === undefined) return [];
  if (agents === 0) return ['a cluster has at least one node'];
  if (purpose === 'DevTest') return [];
  const vCpus = sizeNamed(size, facts)?.vCpus;
  return [
    ...(purpose === 'FastProd' && agents < fastNodes
      ? [`fast production needs at least ${fastNodes} nodes, these are ${agents}`]
      : []),
    ...(vCpus !== undefined && agents * vCpus < productionVcpus
      ? [`${agents} nodes of ${size} have ${agents * vCpus} vCPUs: production needs ${productionVcpus}`]
      : []),
  ];
};

const networkRules = ({ services, dns, docker }: AksValues): readonly string[] => {
  if (services === undefined || dns === undefined || docker === undefined) return [];
  return [
    ...(holds(services, dns) && dns.number > services.first + 1
      ? []
      : [`the DNS address ${dns.text} must lie in ${services.text}, and not be one of its first two`]),
    ...(overlap(services, docker) ? [`the ranges ${services.text} and ${docker.text} overlap`] : []),
  ];
};

const warningsOf = (values: AksValues, facts: FormFacts): readonly string[] => {
  const { mode, purpose, tls, size, certificate, host } = values;
  const unknownSize = size !== undefined && sizeNamed(size, facts) === undefined;
  return [
    ...(purpose === 'DevTest'
      ? ['development and tests: not for production']
      : mode === 'attach'
        ? ['production needs 12 vCPUs in the cluster, and 3 nodes when it is fast: the service looks']
        : unknownSize
          ? ['whether these nodes have the 12 vCPUs that production needs is not known here']
          : []),
    ...(mode === 'create'
      ? ["its nodes count against the subscription's own quota, which is not looked into here"]
      : ['attaching needs the right to manage the cluster: Contributor of its group, and AKS Cluster Admin']),
    ...(tls === 'none' ? ['without TLS the web services and their keys go over plain HTTP'] : []),
    ...(certificate !== undefined && host !== undefined ? certificateWarnings(certificate, host) : []),
  ];
};

const tlsBody = (values: AksValues): Readonly<Record<string, Json>> => {
  switch (values.tls) {
    case 'none':
      return {};
    case 'auto':
      return {
        sslConfiguration: {
          status: 'Auto',
          leafDomainLabel: values.leafDomain ?? '',
          overwriteExistingDomain: values.overwriteDomain === 'yes',
        },
      };
    case 'own':
      return {
        sslConfiguration: {
          status: 'Enabled',
          cert: values.certificate?.pem ?? '',
          key: values.certificateKey?.pem ?? '',
          cname: values.host ?? '',
        },
      };
  }
};

const networkBody = ({ subnet, services, dns, docker }: AksValues): Readonly<Record<string, Json>> =>
  subnet === undefined || services === undefined || dns === undefined || docker === undefined
    ? {}
    : {
        aksNetworkingConfiguration: {
          subnetId: subnet,
          serviceCidr: services.text,
          dnsServiceIP: dns.text,
          dockerBridgeCidr: docker.text,
        },
      };

/** A cluster of Azure Kubernetes Service for inference, of the first SDK generation. Body as in the REST API 2022-10-01, `AKS`. */
const aksForm = formOf({
  fields: aksFields,
  secrets: ['properties.properties.sslConfiguration.cert', 'properties.properties.sslConfiguration.key'],
  name: ({ name }) => name,
  rules: (values, facts) => [
    ...nodeRules(values, facts),
    ...networkRules(values),
    ...(values.certificate !== undefined && values.certificateKey !== undefined
      ? certificateRules(values.certificate, values.certificateKey)
      : []),
  ],
  warnings: warningsOf,
  // Its nodes never leave by themselves: it costs the same at both ends.
  cost: ({ agents, size }, facts) => {
    if (agents === undefined || size === undefined) return undefined;
    const perHour = nodesPerHour(size, agents, 'Dedicated', facts);
    return perHour === undefined ? {} : { atMin: perHour, atMax: perHour };
  },
  claims: (values, facts) => ({
    ...attachmentClaims(
      'AKS',
      facts,
      values.mode === 'attach' ? { of: 'aks', resourceId: attachedId('aks', values) } : undefined,
    ),
    location: values.region ?? facts.location,
    ...(values.subnet === undefined ? {} : { subnetId: values.subnet }),
  }),
  body: (values, facts) =>
    attachmentBody('AKS', values, facts, {
      resourceId: values.mode === 'attach' ? attachedId('aks', values) : undefined,
      computeLocation: values.region === facts.location ? undefined : values.region,
      properties: {
        clusterPurpose: values.purpose,
        ...(values.agents === undefined ? {} : { agentCount: values.agents }),
        ...(values.size === undefined ? {} : { agentVmSize: values.size }),
        ...tlsBody(values),
        ...networkBody(values),
        loadBalancerType: values.balancer,
        ...(values.balancerSubnet === undefined ? {} : { loadBalancerSubnet: values.balancerSubnet }),
      },
    }),
});

export const aksTarget: TargetParts = {
  words: {
    about: 'Azure Kubernetes Service for real-time inference in production.',
    notes: [
      'A second attachment breaks the first one.',
      'The service can also create one: of a version of its choice, with a basic load balancer, scaled by nodes only. Production needs 12 vCPUs, dev-test is for tests only.',
    ],
    uses: { ...noUse, realTime: true },
    standingNote: 'replaced by Kubernetes; its SDK was announced to end on 30 June 2026',
    typicalDuration: 'about 5 minutes to attach, about 10 to create',
    changeableLater: attachedAgain,
  },
  form: aksForm,
  cliV1: { create: newAksCliV1, attach: attachedAksCliV1 },
  pythonV1: { create: newAksPythonV1, attach: attachedAksPythonV1 },
  steps: (facts) => [aksService(facts)],
};

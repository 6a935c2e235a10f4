import type { Rule } from './rule';
import { addOns } from './rules/add-ons';
import { additions } from './rules/additions';
import { addressFamilies } from './rules/address-families';
import { administration } from './rules/administration';
import { alarmChannels } from './rules/alarm-channels';
import { alarmFiguresRule } from './rules/alarm-figures';
import { apiAccess } from './rules/api-access';
import { audit } from './rules/audit';
import { availability } from './rules/availability';
import { awsCdn } from './rules/aws-cdn';
import { awsEdge } from './rules/aws-edge';
import { awsFirewall } from './rules/aws-firewall';
import { backups } from './rules/backups';
import { bucket } from './rules/bucket';
import { budget } from './rules/budget';
import { cache } from './rules/cache';
import { calls } from './rules/calls';
import { capacity } from './rules/capacity';
import { choices } from './rules/choices';
import { clusterSize } from './rules/cluster-size';
import { connections } from './rules/connections';
import { consumers } from './rules/consumers';
import { containers } from './rules/containers';
import { databaseAuthority } from './rules/database-authority';
import { databaseClass } from './rules/database-class';
import { databaseDisk } from './rules/database-disk';
import { databaseExtensions } from './rules/database-extensions';
import { databaseHours } from './rules/database-hours';
import { databaseParameters } from './rules/database-parameters';
import { databaseProxy } from './rules/database-proxy';
import { datadog } from './rules/datadog';
import { derivedNames } from './rules/derived-names';
import { dnsRouting } from './rules/dns-routing';
import { dnsZone } from './rules/dns-zone';
import { duplicates } from './rules/duplicates';
import { edge } from './rules/edge';
import { edgeCache } from './rules/edge-cache';
import { edgeLimits } from './rules/edge-limits';
import { exposure } from './rules/exposure';
import { externalHost } from './rules/external-host';
import { failover } from './rules/failover';
import { figures } from './rules/figures';

import { gracePeriod } from './rules/grace-period';
import { image } from './rules/image';
import { kafka } from './rules/kafka';
import { kubernetesVersion } from './rules/kubernetes-version';
import { locale } from './rules/locale';
import { mesh } from './rules/mesh';
import { metrics } from './rules/metrics';
import { mongodb } from './rules/mongodb';
import { mounts } from './rules/mounts';
import { nameLength } from './rules/name-length';
import { names } from './rules/names';
import { network } from './rules/network';
import { nodeCapacityRule } from './rules/node-capacity';
import { nodeGroups } from './rules/node-groups';
import { objectives } from './rules/objectives';
import { opensearch } from './rules/opensearch';
import { owner } from './rules/owner';
import { patches } from './rules/patches';
import { placement } from './rules/placement';
import { plainSecret } from './rules/plain-secret';
import { pools } from './rules/pools';
import { ports } from './rules/ports';
import { probes } from './rules/probes';
import { quantity } from './rules/quantity';
import { rabbitmq } from './rules/rabbitmq';
import { rateLimit } from './rules/rate-limit';
import { readReplicas } from './rules/read-replicas';
import { registry } from './rules/registry';
import { release } from './rules/release';
import { releaseOrder } from './rules/release-order';
import { releaseSnapshot } from './rules/release-snapshot';
import { requests } from './rules/requests';
import { residency } from './rules/residency';
import { resourcePatches } from './rules/resource-patches';
import { resources } from './rules/resources';
import { rollingUpdate } from './rules/rolling-update';
import { scaleGround } from './rules/scale-ground';
import { scaleHours } from './rules/scale-hours';
import { scaleRange } from './rules/scale-range';
import { scaleSignals } from './rules/scale-signals';
import { schedule } from './rules/schedule';
import { secretSource } from './rules/secret-source';
import { secrets } from './rules/secrets';
import { securityException } from './rules/security-exception';
import { serviceAddress } from './rules/service-address';
import { shapes } from './rules/shapes';
import { site } from './rules/site';
import { sizing } from './rules/sizing';
import { storageClass } from './rules/storage-class';
import { storeUse } from './rules/store-use';
import { switches } from './rules/switches';
import { tracing } from './rules/tracing';
import { traffic } from './rules/traffic';
import { variables } from './rules/variables';
import { volumeClaim } from './rules/volume-claim';
import { waiver } from './rules/waiver';
import { wayOut } from './rules/way-out';
import { weakenedDefault } from './rules/weakened-default';

/** Every rule. To add one: a file in `rules/`, and its line here. */
export const RULES = [
  shapes,
  names,
  nameLength,
  duplicates,
  derivedNames,
  owner,
  locale,
  objectives,
  choices,
  switches,
  quantity,
  figures,
  site,
  kubernetesVersion,
  addOns,
  network,
  nodeGroups,
  wayOut,
  failover,
  placement,
  residency,
  storeUse,
  calls,
  clusterSize,
  cache,
  bucket,
  audit,
  kafka,
  mongodb,
  rabbitmq,
  opensearch,
  consumers,
  readReplicas,
  pools,
  connections,
  databaseClass,
  databaseDisk,
  databaseHours,
  databaseParameters,
  databaseExtensions,
  databaseAuthority,
  administration,
  backups,
  alarmFiguresRule,
  alarmChannels,
  budget,
  datadog,
  databaseProxy,
  releaseSnapshot,
  image,
  registry,
  resources,
  containers,
  securityException,
  apiAccess,
  patches,
  resourcePatches,
  additions,
  mounts,
  storageClass,
  volumeClaim,
  scaleRange,
  scaleHours,
  scaleSignals,
  scaleGround,
  sizing,
  availability,
  rollingUpdate,
  capacity,
  nodeCapacityRule,
  ports,
  rateLimit,
  probes,
  gracePeriod,
  metrics,
  exposure,
  mesh,
  tracing,
  traffic,
  requests,
  schedule,
  release,
  releaseOrder,
  variables,
  plainSecret,
  secretSource,
  secrets,
  edge,
  edgeLimits,
  dnsZone,
  awsEdge,
  dnsRouting,
  awsFirewall,
  awsCdn,
  addressFamilies,
  serviceAddress,
  edgeCache,
  externalHost,
  weakenedDefault,
  waiver,
] as const;

type ReportedBy<R> = R extends Rule<infer Id, infer Reported> ? Id | Reported : never;

/** The names under which findings are reported: every rule, and every safe default that may be waived. */
export type RuleId = ReportedBy<(typeof RULES)[number]>;

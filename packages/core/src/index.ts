export { type AddOnChoice, type AddOnSettings, type AddOns, addOnChoice } from './add-ons/add-on';
export { type AddOnPlace, addOnPlace, JAEGER, nginxOf } from './add-ons/add-on-namespace';
export { type AddOnPods, addOnParts, addOnPods, addOnPurpose } from './add-ons/add-on-pods';
export { ADD_ON_VERSIONS, ADD_ONS, type AddOnName, type AddOnVersion, addOnVersion, requiredBy } from './add-ons/add-on-versions';
export { addOnsUsed, type InstalledAddOn, installedAddOns } from './add-ons/installed-add-ons';
export { ROLLOUTS_GATEWAY_PLUGIN } from './add-ons/rollouts-plugin';
export { ALARM_SEVERITIES, type AlarmFigures, type AlarmSeverity, type PlatformAlarmsProps, type StoreAlarms } from './alarms/alarms';
export { type AlarmFigure, alarmFigures, alarmsOf, type ResolvedAlarms, siteAlarms } from './alarms/alarms-of';
export type { Budget } from './alarms/budget';
export {
  type AlarmChannel,
  callFunction,
  type FunctionChannel,
  type MailChannel,
  mailTo,
  postTo,
  postToSecret,
  type QueueChannel,
  type SecretWebChannel,
  sendToQueue,
  type TextChannel,
  textTo,
  type WebChannel,
} from './alarms/channel';
export type { Datadog, DatadogSite } from './alarms/datadog';
export type {
  Backup,
  BackupProps,
  DailyBackup,
  FrequentBackup,
  MonthlyBackup,
  PlatformBackupProps,
  RestoreTest,
  VaultLock,
} from './backup/backup';
export { type BackedUpResource, type BackupAbility, backupAbility } from './backup/backup-ability';
export {
  backupOf,
  copiesSiteOf,
  declaredBackups,
  isElsewhere,
  isPrecious,
  type Kept,
  type ResolvedBackup,
  type ResolvedVault,
  vaultOf,
} from './backup/backup-of';
export { type ClusterBackup, clusterBackupOf, VELERO } from './backup/cluster-backup';
export { type AwsEdge, type AwsEdgeProps, siteHost } from './edge/aws-edge';
export {
  type ApplicationBalancer,
  type ApplicationBalancerProps,
  applicationBalancer,
  BALANCER_TLS,
  type Balancer,
  type BalancerTls,
  type NetworkBalancer,
  type NetworkBalancerProps,
  networkBalancer,
} from './edge/balancer';
export { type Callers, callersOf, isOfIpv6 } from './edge/callers';
export {
  CACHED_CONTENT,
  type Cache,
  type CachedContent,
  type CacheRule,
  type Cdn,
  type CdnProps,
  originHost,
  type PriceClass,
  REGIONAL_CACHES,
  type RegionalCache,
} from './edge/cdn';
export { CDN_PLACES } from './edge/cdn-places';
export {
  type ByFailover,
  type ByLatency,
  type ByPlace,
  type ByWeight,
  byFailover,
  byLatency,
  byPlace,
  byWeight,
  CONTINENTS,
  type Continent,
  type DnsRouting,
  type SitePlaces,
  type SiteWeight,
  type ToOneSite,
  toOneSite,
} from './edge/dns-routing';
export { DnsZone, type DnsZoneProps } from './edge/dns-zone';
export { Edge, type EdgeProps, type RateLimit, type StrictTransport } from './edge/edge';
export { type Entrance, type Gateway, type GatewayProps, gateway, type Nginx, type NginxProps, nginx } from './edge/entrance';
export {
  FIREWALL_GROUPS,
  type Firewall,
  type FirewallAction,
  type FirewallBodies,
  type FirewallGroup,
  type FirewallProps,
  type FirewallRate,
  type GroupProps,
} from './edge/firewall';
export { type CountedRate, countedRate, LEAST_RATE, RATE_WINDOWS } from './edge/firewall-rate';
export { HEALTH_CHECK_REGIONS, type HealthCheck, type HealthCheckProps, type HealthCheckRegion, healthCheckRanges } from './edge/health-check';
export type { BackendTls, Route, RouteProps } from './edge/route';
export { serviceTargets, targetGroupName } from './edge/target-group';
export type { Misgiven } from './given/given';
export { DeclarationError } from './given/within';
export {
  type DailyHours,
  dailyInUtc,
  localStretch,
  MINUTES_OF_A_DAY,
  type Stretch,
  type WeeklyHours,
  weeklyInUtc,
} from './hours';
export { changesNothing, merged } from './merge-patch';
export { nearest } from './nearest';
export { type EksAddOn, eksAddOns } from './nodes/eks-add-ons';
export { INSTANCE_TYPES, type InstanceSize, type InstanceType, instanceSize, type Processor, PURPOSES, type Purpose } from './nodes/instance-types';
export { type ManagedGroup, managedGroups } from './nodes/managed-groups';
export {
  type ClusterAutoscaler,
  type ClusterAutoscalerProps,
  clusterAutoscaler,
  type Karpenter,
  type KarpenterProps,
  karpenter,
  type NodeAutoscaling,
} from './nodes/node-autoscaling';
export { addressesOfNode, mostPods, type NodeCapacity, nodeCapacity } from './nodes/node-capacity';
export { type NodeGroup, type Nodes, PURPOSE_LABEL } from './nodes/node-group';
export { type Json, type KindOf, PATCHED_KINDS, type Patch, Patchable, type PatchedKind, type PatchedNoun } from './patch';
export { type Patchables, patchedResources } from './patched-resources';
export { type AddedObject, type AddedPlace, Addition, type Additions } from './platform/addition';
export {
  ACCESS_VARIABLES,
  ADMINISTRATION_VARIABLES,
  connectionVariables,
  LOCALE_VARIABLES,
  SCRAM_VARIABLES,
  TOPOLOGY_VARIABLES,
  variableName,
} from './platform/connection-variables';
export { classesIn, DATA_CLASSES, type DataClass, type Residency } from './platform/data-class';
export { Declaration } from './platform/declaration';
export { type ContainerLimits, Domain, type DomainProps, type PodSecurity, type Quota } from './platform/domain';
export { type Environment, type ProductionEnvironment, type Stage, stageOf } from './platform/environment';
export { ExternalHost, type ExternalHostProps } from './platform/external-host';
export { type Adjustable, Inventory, type Placed, type SiteRole } from './platform/inventory';
export { AWS_REGIONS, type AwsRegion, type Jurisdiction } from './platform/jurisdiction';
export { MultiRegionFailover, type MultiRegionFailoverProps } from './platform/multi-region-failover';
export { type Locale, type Objectives, Platform, type PlatformProps, type ProductionProps, type RehearsalProps } from './platform/platform';
export { type ImageScanning, imageAt, Registry, type RegistryProps, type Upstream } from './platform/registry';
export type { Method, Relation, RelationKind, Requests, Target } from './platform/relation';
export type { WaivableRule, Waiver } from './platform/waiver';
export { PATCHED_RESOURCES, type PatchedResource, type ResourceOf, type ResourcePatch } from './resource-patch';
export { Secret, type SecretProps, type SecretRotation, type SecretUse } from './secrets/secret';
export { type SecretSource, type SecretsManager, secretsManager, type Vault, type VaultProps, vault } from './secrets/secret-source';
export type { ArgoRollouts } from './sites/argo-rollouts';
export { brokerAudience, NODES_TAG, nodeProfileName, siteKeyAlias, siteName, volumeKeyAlias } from './sites/aws-names';
export {
  EAST_WEST_ADDRESSES,
  EAST_WEST_PORT,
  eastWestAddresses,
  eastWestCallers,
  eastWestRanges,
  hasOwnEastWestGateway,
  keptForEastWest,
  makesEastWestGateway,
} from './sites/east-west-gateway';
export {
  type ApiServer,
  type Attestation,
  type AwsHosting,
  type AwsHostingProps,
  aws,
  type ClusterHosting,
  type ClusterHostingProps,
  cluster,
  type Hosting,
  jurisdictionOf,
  type NatGateways,
  type NetworkPolicyEngine,
  natGatewaysOf,
  usesEndpoints,
} from './sites/hosting';
export { type Ipv6Range, ipv6Subnet, parseIpv6Range, printIpv6Range } from './sites/ipv6-range';
export { KUBERNETES_VERSIONS, type KubernetesVersion, type VersionSupport } from './sites/kubernetes-version';
export type { Mesh, MeshJoin, MeshProps } from './sites/mesh';
export type { Oversight } from './sites/oversight';
export { figuresKept, type Prometheus } from './sites/prometheus';
export type { SecurityAlerts } from './sites/security-alerts';
export { type LoadBalancers, Site, type SiteProps } from './sites/site';
export type { Keda, MetricsAdapter, VerticalPodAutoscaler } from './sites/site-autoscalers';
export { type AwsSited, linkedSites, type SiteLink, type SiteLinks, siteLinks, siteLinksKind } from './sites/site-link';
export { type SiteNetwork, siteNetwork } from './sites/site-network';
export { addressesIn, isWithin, KEPT_ADDRESSES, MAX_ZONES, overlaps, parseRange, printRange, type Range, subnetsOf, type ZoneSubnets } from './sites/subnets';
export { TRACING_VARIABLES, type Tracing, type TracingProps } from './sites/tracing';
export { endpointAddress, keptForEndpoints, type WorkloadApi } from './sites/workload-apis';
export {
  ADMINISTRATION_IMAGES,
  type Administration,
  type AdministrationImage,
  type AdministrationProps,
  DATABASE_ADMINISTRATOR,
} from './stores/administration';
export { AuditTrail, type AuditTrailProps, SEVEN_YEARS } from './stores/audit-trail';
export {
  Bucket,
  type BucketCors,
  type BucketProps,
  type ExistingBucket,
  type ObjectLifecycle,
  type ObjectLock,
  type ObjectStorageClass,
  type Objects,
  type ObjectTransition,
} from './stores/bucket';
export { type Channel, carrierOf, isChannel } from './stores/channel';
export { connectionLimit } from './stores/connection-limit';
export { DataTier, type DataTierProps } from './stores/data-tier';
export { databaseName, databaseUser } from './stores/database-access';
export { AUTHORITIES_FILE, DATABASES_FOLDER, databaseAuthorities, tlsVariables } from './stores/database-authorities';
export { DATABASE_MACHINES, type DatabaseClass, type DatabaseMachine } from './stores/database-class';
export type { DatabaseProxy, DatabaseProxyProps } from './stores/database-proxy';
export { type Handling, parameterHandling } from './stores/database-settings';
export { Exchange, type ExchangeProps, type ExchangeType } from './stores/exchange';
export { KAFKA_PORTS, Kafka, type KafkaAuthentication, type KafkaMonitoring, type KafkaProps, type KafkaVersion } from './stores/kafka';
export { KAFKA_OWNER, type KafkaLogin, kafkaClients, kafkaLoginsAt, kafkaSecretName, kafkaUser } from './stores/kafka-users';
export { isMadeAt } from './stores/made-at';
export { MONGODB_OPTIONS, MongoDb, type MongoDbProps, type MongoDbVersion } from './stores/mongodb';
export { MONGODB_CLASSES, type MongoDbClass } from './stores/mongodb-class';
export { Mysql, type MysqlProps, type MysqlVersion } from './stores/mysql';
export type { MysqlParameter } from './stores/mysql-parameters';
export {
  type IndexLifecycle,
  type IndexSnapshots,
  OpenSearch,
  type OpenSearchProps,
  type OpenSearchSetUp,
  type OpenSearchVersion,
  type WarmNodes,
} from './stores/opensearch';
export { OPENSEARCH_MACHINES, type OpenSearchInstance, type OpenSearchMachine } from './stores/opensearch-instance';
export { LONGEST_HOT, roleVariable, type SearchClient, searchClients, snapshotVariables } from './stores/opensearch-set-up';
export type { Pool } from './stores/pool';
export { Postgres, type PostgresProps, type PostgresVersion } from './stores/postgres';
export { type ExtensionHandling, POSTGRES_EXTENSIONS, type PostgresExtension } from './stores/postgres-extensions';
export type { PostgresParameter } from './stores/postgres-parameters';
export { type Binding, Queue, type QueueProps, type QueueType } from './stores/queue';
export { MANAGEMENT_PORT, RabbitMq, type RabbitMqProps, type RabbitMqVersion } from './stores/rabbitmq';
export { type CacheEngine, type CacheScale, type Eviction, Redis, type RedisProps, type SnapshotExport } from './stores/redis';
export { RelationalDeclaration, type RelationalManagement, type RelationalProps } from './stores/relational';
export {
  CAPABILITIES,
  type DocumentStore,
  type ExistingStore,
  isNamed,
  isStore,
  type KeyValueStore,
  type NamedStore,
  type RelationalStore,
  type SearchStore,
  type Store,
  StoreDeclaration,
  type StoreKind,
  type StoreProps,
  type StoreSize,
} from './stores/store';
export { Topic, type TopicCleanup, type TopicProps } from './stores/topic';
export {
  Cpu,
  cores,
  Duration,
  days,
  gib,
  hours,
  kib,
  mib,
  millicores,
  minutes,
  Percent,
  parseCpu,
  parseDuration,
  parsePercent,
  parseSize,
  percent,
  Quantity,
  type QuantityProblem,
  Size,
  seconds,
  tib,
} from './units';
export type {
  AwsStorage,
  ClusterStorage,
  DataStorage,
  Provisioner,
  SsdPerformance,
  StorageClassName,
} from './volumes/storage-class';
export {
  type ConfigFiles,
  configFiles,
  type Medium,
  type Mounts,
  type Scratch,
  type ScratchProps,
  type SecretFiles,
  scratch,
  secretFiles,
  type Volume,
} from './volumes/volume';
export { type AccessMode, VolumeClaim, type VolumeClaimProps } from './volumes/volume-claim';
export type { ApiNeed, ApiVerb } from './workloads/api-access';
export type { Availability, DisruptionBudget } from './workloads/availability';
export { BrokerTopology } from './workloads/broker-topology';
export { ClinicalService, type ClinicalServiceProps } from './workloads/clinical-service';
export { type CompanionProps, type Container, type ContainerProps, type InitContainer, type Sidecar, secretVariables } from './workloads/container';
export { containersOf, type PlacedContainer, secretsOf, volumesOf } from './workloads/containers-of';
export { DatabaseUsers } from './workloads/database-users';
export {
  type ExposureProps,
  type LoadBalancer,
  type LoadBalancerProps,
  loadBalancer,
  type NodePort,
  nodePort,
  type ServiceAddress,
  type ServiceExposure,
} from './workloads/exposure';
export { KafkaAccess } from './workloads/kafka-access';
export { type Metrics, type MetricsEndpoint, REQUEST_FIGURES, type RequestFigures, type WorkerMetrics } from './workloads/metrics';
export { type PodRequests, podRequests } from './workloads/pod-requests';
export { type Pods, podsDown, podsUp } from './workloads/pods';
export { METRICS_PORT, type NamedPort, type Protocol } from './workloads/ports';
export type { Probe, ProbeSettings, Probes, Question, ReadinessProbe, WorkerProbeSettings, WorkerQuestion } from './workloads/probes';
export { RATE_LIMIT_VARIABLES, type ServiceRateLimit } from './workloads/rate-limit';
export { lagsReadAt, type ReadLag } from './workloads/read-lag';
export {
  type BlueGreen,
  type BlueGreenProps,
  blueGreen,
  type Canary,
  type CanaryProps,
  type CanarySplit,
  type CanaryStage,
  canary,
  keepsOldVersion,
  type Promotion,
  podsDuringRelease,
  previewName,
  type Release,
  type Rolling,
  rolling,
  versionName,
} from './workloads/release';
export { analysisWindow, type LatencyTarget, type ReleaseAnalysis, type ReleaseAnalysisProps } from './workloads/release-analysis';
export { ReleaseTask, type ReleaseTaskProps } from './workloads/release-task';
export { podsDuringUpdate, type RollingUpdate } from './workloads/rolling-update';
export { needsKeda, type RequestRate, type Scale, type ScaleFallback, type Scaling } from './workloads/scale';
export { type ClockTime, type Hours, minuteOf, WEEKDAYS, type Weekday } from './workloads/scale-hours';
export {
  type Figure,
  type FigureProps,
  figure,
  type KafkaLag,
  type KafkaLagProps,
  kafkaLag,
  keyOf,
  keysOfSignals,
  type Latency,
  type LatencyProps,
  latency,
  type PoolUse,
  type PoolUseProps,
  poolUse,
  type RabbitQueue,
  type RabbitQueueProps,
  type RedisList,
  type RedisListProps,
  type RedisStream,
  type RedisStreamProps,
  rabbitQueue,
  redisList,
  redisStream,
  type SecretKey,
  type Signal,
  type SignalLogin,
} from './workloads/scale-signal';
export type { ScaleDown, ScaleUp, Speed } from './workloads/scale-speed';
export { type Concurrency, type RunHistory, ScheduledTask, type ScheduledTaskProps } from './workloads/scheduled-task';
export type { Capability, SecurityException } from './workloads/security-exception';
export type { Sizing, SizingBound, SizingMode } from './workloads/sizing';
export type { Stop, WorkerStop } from './workloads/stop';
export { CREDENTIALS, StoreAdministration } from './workloads/store-administration';
export { subsetsOf } from './workloads/subsets';
export { type Resources, TIERS, type Tier } from './workloads/tiers';
export type {
  Balancing,
  ConnectionPool,
  HeaderRoute,
  Outliers,
  Retries,
  RetryCondition,
  Subset,
  Traffic,
  TrafficSettings,
} from './workloads/traffic';
export { Worker, type WorkerProps } from './workloads/worker';
export { type Criticality, Workload, type WorkloadProps } from './workloads/workload';

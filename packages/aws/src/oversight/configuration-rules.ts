/** What AWS Config judges by its own rules, each with what it looks after. All of them hold for what is made here; they are for what is made beside it. */
export const CONFIGURATION_RULES = {
  CLOUD_TRAIL_ENABLED: 'somebody notes who did what',
  CLOUD_TRAIL_ENCRYPTION_ENABLED: 'what is noted is encrypted',
  CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED: 'what is noted is signed',
  CLOUDWATCH_LOG_GROUP_ENCRYPTED: 'logs are encrypted with a key of their own',
  CMK_BACKING_KEY_ROTATION_ENABLED: 'keys are renewed',
  EC2_IMDSV2_CHECK: 'machines give credentials to nobody who only passes a request on',
  EKS_ENDPOINT_NO_PUBLIC_ACCESS: 'no cluster is on the internet',
  EKS_SECRETS_ENCRYPTED: 'secrets of clusters are encrypted',
  ENCRYPTED_VOLUMES: 'disks are encrypted',
  IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS: 'nobody may do everything',
  IAM_ROOT_ACCESS_KEY_CHECK: 'the owner of the account has no key',
  KMS_CMK_NOT_SCHEDULED_FOR_DELETION: 'no key is about to go',
  MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS: 'people prove twice who they are',
  RDS_CLUSTER_DELETION_PROTECTION_ENABLED: 'clusters of databases are kept from deletion',
  RDS_INSTANCE_DELETION_PROTECTION_ENABLED: 'databases are kept from deletion',
  RDS_INSTANCE_PUBLIC_ACCESS_CHECK: 'no database is on the internet',
  RDS_SNAPSHOTS_PUBLIC_PROHIBITED: 'no snapshot is public',
  RDS_STORAGE_ENCRYPTED: 'databases are encrypted',
  ROOT_ACCOUNT_MFA_ENABLED: 'the owner of the account proves twice who it is',
  S3_BUCKET_PUBLIC_READ_PROHIBITED: 'nobody outside reads a bucket',
  S3_BUCKET_PUBLIC_WRITE_PROHIBITED: 'nobody outside writes a bucket',
  S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED: 'buckets are encrypted',
  S3_BUCKET_SSL_REQUESTS_ONLY: 'buckets are reached by TLS',
  S3_BUCKET_VERSIONING_ENABLED: 'buckets keep versions',
  VPC_DEFAULT_SECURITY_GROUP_CLOSED: 'what forgets its security group gets one that lets nothing through',
  VPC_FLOW_LOGS_ENABLED: 'somebody notes who spoke to whom',
} as const;

/** The rules as a conformance pack reads them. */
export function conformanceTemplate(): string {
  const rules = Object.entries(CONFIGURATION_RULES).map(([identifier, about]) => {
    const name = identifier.toLowerCase().replaceAll('_', '-');
    const Properties = { ConfigRuleName: name, Description: about, Source: { Owner: 'AWS', SourceIdentifier: identifier } };
    return [identifier.replaceAll('_', ''), { Type: 'AWS::Config::ConfigRule', Properties }];
  });
  return JSON.stringify({ Resources: Object.fromEntries(rules) });
}

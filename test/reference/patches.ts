import { ClinicalService, DnsZone, Edge, ExternalHost, Secret, VolumeClaim } from '@clinfra/core';
import { declared } from './declared';
import type { Ground } from './ground';

/** What a team adjusts that no property covers, of each construct that has objects. */
export function declarePatches({ platform, hosting, site, clinical, records }: Ground): void {
  const reviewed = { metadata: { annotations: { 'reference.example/reviewed-by': 'platform-board' } } };
  const notices = new ClinicalService(clinical, 'notices', {
    image: 'registry.reference.example/notices:1.4.2',
    port: 4020,
    scale: { min: 2, max: 4 },
    variables: { LOG_LEVEL: 'info' },
  });
  notices
    .patch({ kind: 'Service', merge: { spec: { sessionAffinity: 'ClientIP' } } })
    .patch({ kind: 'ConfigMap', name: 'notices', merge: { data: { LOG_FORMAT: 'json' } } })
    .patch({ kind: 'NetworkPolicy', merge: { spec: { egress: [{ to: [{ ipBlock: { cidr: '10.70.0.53/32' } }], ports: [{ port: 123, protocol: 'UDP' }] }] } } })
    .waive({ rule: 'patched-guard', reason: 'the clocks of the wards are asked by an address that no third party has', until: '2027-06-30' });
  clinical.patch({ kind: 'ResourceQuota', merge: { spec: { hard: { 'count/jobs.batch': '40' } } } });
  clinical.patch({ kind: 'NetworkPolicy', name: 'default-deny', merge: reviewed });
  site.patch({ kind: 'PriorityClass', name: 'reference-batch', merge: { description: 'what may wait until all others have a place' } });
  records.patch({ kind: 'ConfigMap', merge: { data: { sslmode: 'verify-full' } } });
  if (hosting === 'aws') {
    site
      .patchResource({ type: 'aws:eks/nodeGroup:NodeGroup', name: 'reference-dublin-nodes-compute', merge: { updateConfig: { maxUnavailable: 2 } } })
      .patchResource({ type: 'aws:ec2/vpc:Vpc', merge: { enableNetworkAddressUsageMetrics: true } })
      .patchResource({
        type: 'aws:iam/role:Role',
        name: 'reference-dublin-nodes',
        merge: { permissionsBoundary: 'arn:aws:iam::111122223333:policy/organisation' },
      })
      .waive({ rule: 'patched-guard', reason: 'our organisation makes no machine without its boundary', until: '2027-06-30' });
    declared(platform, Edge, 'booking').patchResource({ type: 'aws:lb/targetGroup:TargetGroup', merge: { slowStart: 30 } });
    declared(platform, ClinicalService, 'orders').patchResource({
      type: 'aws:lb/loadBalancer:LoadBalancer',
      merge: { dnsRecordClientRoutingPolicy: 'availability_zone_affinity' },
    });
    declared(platform, Secret, 'signing').patchResource({
      type: 'aws:secretsmanager/secret:Secret',
      merge: { tags: { 'reference.example/cost-centre': '4711' } },
    });
    declared(platform, DnsZone, 'hosts').patchResource({ type: 'aws:route53/zone:Zone', merge: { comment: 'asked by patients' } });
  }
  declared(platform, Edge, 'public').patch({ kind: 'Gateway', merge: reviewed });
  declared(platform, ExternalHost, 'laboratory').patch({ kind: 'ServiceEntry', merge: reviewed });
  declared(platform, Secret, 'signing').patch({ kind: 'ExternalSecret', merge: { spec: { target: { deletionPolicy: 'Retain' } } } });
  declared(platform, VolumeClaim, 'images').patch({ kind: 'PersistentVolumeClaim', merge: reviewed });
}

import type { ClinicalService } from '@clinfra/core';
import type { KubeServiceProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { type Labels, NAME_LABEL } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';

/** The address of a service inside the cluster, on the container's own port. */
export function service({ name, domain, port }: ClinicalService, labels: Labels): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: domain.name, labels },
    spec: {
      type: 'ClusterIP',
      selector: { [NAME_LABEL]: name },
      ports: [{ name: 'http', appProtocol: 'http', protocol: 'TCP', port, targetPort: 'http' }],
    },
  } satisfies ObjectOf<KubeServiceProps>;
}

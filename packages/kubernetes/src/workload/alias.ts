import type { Domain, ExternalHost } from '@clinfra/core';
import type { KubeServiceProps } from 'cdk8s-plus-27/lib/imports/k8s';
import { domainLabels } from '../labels';
import type { Manifest } from '../manifest';
import type { ObjectOf } from '../plain';
import type { SiteView } from '../site-view';
import type { Uses } from './uses';

/** The short names, in a domain's namespace, of the third parties that its workloads reach and that have one. */
export function aliases(view: SiteView, domain: Domain, uses: readonly Uses[]): readonly Manifest[] {
  const hosts = new Set(uses.flatMap(use => use.hosts).filter(({ alias }) => alias));
  return [...hosts].map(host => alias(view, domain, host));
}

function alias(view: SiteView, domain: Domain, { name, host }: ExternalHost): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: domain.name, labels: domainLabels(view, domain, name, 'external-host') },
    spec: { type: 'ExternalName', externalName: host },
  } satisfies ObjectOf<KubeServiceProps>;
}

import type { Manifest } from '@clinfra/kubernetes';
import { version } from '@pulumi/kubernetes/package.json';
import { CustomResource, type CustomResourceOptions } from '@pulumi/pulumi';

/**
 * One Kubernetes object as a resource of the published provider. The SDK's generated classes register the same token and inputs;
 * loading them would cost more than everything else a preview does.
 */
export class KubernetesObject extends CustomResource {
  constructor(name: string, manifest: Manifest, options: CustomResourceOptions) {
    super(typeToken(manifest), name, { ...manifest }, { version, ...options });
  }
}

/** The provider's name for a kind: the core group has no name in manifests and is called `core` here. */
export function typeToken({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  return `kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

import type { Manifest } from '@clinfra/kubernetes';
import { version } from '@pulumi/kubernetes/package.json';
import { CustomResource, type CustomResourceOptions } from '@pulumi/pulumi';

/** The server answers with all fields of a Secret in base64, also those that were sent in plain: they are as secret as what was sent. */
const SECRET_FIELDS = ['data', 'stringData'];

/**
 * One Kubernetes object as a resource of the published provider. The SDK's generated classes register the same token and inputs;
 * loading them would cost more than everything else a preview does.
 */
export class KubernetesObject extends CustomResource {
  constructor(name: string, manifest: Manifest, options: CustomResourceOptions) {
    super(typeToken(manifest), name, { ...manifest }, { version, ...(manifest.kind === 'Secret' && { additionalSecretOutputs: SECRET_FIELDS }), ...options });
  }
}

/** The provider's name for a kind: the core group has no name in manifests and is called `core` here. */
export function typeToken({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  return `kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

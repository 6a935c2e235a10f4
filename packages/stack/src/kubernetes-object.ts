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
    const secret = manifest.kind === 'Secret' && { additionalSecretOutputs: SECRET_FIELDS };
    super(typeToken(manifest), name, { ...manifest }, { version, ...secret, ...patience(manifest), ...options });
  }
}

/** A rollout goes on pod by pod, and one that hangs is ended by its own progress deadline; the provider's ten minutes would cut a long one short. */
const ROLLOUT = '1h';
/** What it takes until it is known that a Job or the first version of a Rollout has run out of its time. */
const NOTICE_SECONDS = 60;

type Deadline = 'activeDeadlineSeconds' | 'progressDeadlineSeconds';

/** How long the provider waits for what takes its time. */
function patience(manifest: Manifest): Pick<CustomResourceOptions, 'customTimeouts'> {
  const timeouts = (time: string) => ({ customTimeouts: { create: time, update: time } });
  if (manifest.kind === 'Deployment') return timeouts(ROLLOUT);
  const { activeDeadlineSeconds, progressDeadlineSeconds } = (manifest as { spec?: Partial<Record<Deadline, number>> }).spec ?? {};
  const deadline = manifest.kind === 'Job' ? activeDeadlineSeconds : manifest.kind === 'Rollout' ? progressDeadlineSeconds : undefined;
  return deadline === undefined ? {} : timeouts(`${deadline + NOTICE_SECONDS}s`);
}

/** The provider's name for a kind: the core group has no name in manifests and is called `core` here. */
function typeToken({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): string {
  return `kubernetes:${apiVersion.includes('/') ? apiVersion : `core/${apiVersion}`}:${kind}`;
}

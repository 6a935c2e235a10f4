import { merged, type Store } from '@clinfra/core';
import type { ComponentResourceOptions, ResourceTransformation } from '@pulumi/pulumi';

/** On a patched resource: whose patches it bears, as annotations say it of an object of Kubernetes. */
export const PATCHED_BY_TAG = 'clinfra:patched-by';
export const PATCHED_ARGUMENTS_TAG = 'clinfra:patched-arguments';

/** The longest value of a tag. */
const TAG = 256;

/** What lays the patches of a store over its resources, by their type; nothing where there are none. */
export function resourcePatches(store: Store): Pick<ComponentResourceOptions, 'transformations'> {
  return store.resourcePatches.length > 0 ? { transformations: [laying(store)] } : {};
}

function laying({ resourcePatches: patches, path }: Store): ResourceTransformation {
  return ({ type, props, opts }) => {
    const meant = patches.filter(patch => patch.type === type);
    if (meant.length === 0) return undefined;
    const whole = meant.reduce<unknown>((so, { merge }) => merged(so, merge), { ...props });
    const names = [...new Set(meant.flatMap(({ merge }) => Object.keys(merge)))].join(' ').slice(0, TAG);
    return { props: merged(whole, { tags: { [PATCHED_BY_TAG]: path, [PATCHED_ARGUMENTS_TAG]: names } }) as typeof props, opts };
  };
}

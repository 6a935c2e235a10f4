import { merged, type Patchable, type ResourcePatch } from '@clinfra/core';
import type { ComponentResourceOptions, ResourceTransformation } from '@pulumi/pulumi';

/** On a patched resource: whose patches it bears, as annotations say it of an object of Kubernetes. */
export const PATCHED_BY_TAG = 'clinfra:patched-by';
export const PATCHED_ARGUMENTS_TAG = 'clinfra:patched-arguments';

/** The longest value of a tag. */
const TAG = 256;

/** What a component or a resource is to be made with so that the patches of a declaration are laid over the resources in it; nothing where there are none. */
export function resourcePatches({ resourcePatches: patches, path }: Owner): Pick<ComponentResourceOptions, 'transformations'> {
  return patches.length > 0 ? { transformations: [laying(patches, path)] } : {};
}

type Owner = Pick<Patchable, 'path'> & { readonly resourcePatches: readonly ResourcePatch[] };

function laying(patches: readonly ResourcePatch[], path: string): ResourceTransformation {
  return ({ type, name, props, opts }) => {
    const meant = patches.filter(patch => patch.type === type && (patch.name === undefined || patch.name === name));
    if (meant.length === 0) return undefined;
    const whole = meant.reduce<unknown>((so, { merge }) => merged(so, merge), { ...props });
    const names = [...new Set(meant.flatMap(({ merge }) => Object.keys(merge)))].join(' ').slice(0, TAG);
    return { props: merged(whole, { tags: { [PATCHED_BY_TAG]: path, [PATCHED_ARGUMENTS_TAG]: names } }) as typeof props, opts };
  };
}

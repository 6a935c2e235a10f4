import type { Json } from '../patch';
import type { Hosting } from '../sites/hosting';
import type { AddOnName } from './add-on-versions';

/** How an add-on is installed where it is. */
export interface AddOnSettings {
  /**
   * What is laid over the values of its chart as a JSON merge patch (RFC 7386), last of all. What the platform relies on, such as names of service
   * accounts, is not open to it, and no secret may stand there.
   */
  readonly values: { readonly [field: string]: Json };
}

/**
 * What becomes of an add-on: it is `installed` even if nothing that is declared uses it, with `{ values }` otherwise than usual; it is `preinstalled` by
 * whoever runs the cluster; or it is `absent`, so that nothing may need it.
 */
export type AddOnChoice = 'installed' | 'preinstalled' | 'absent' | AddOnSettings;

/** Who installs the add-ons of a cluster: its owner all of them, or each as it says here. */
export type AddOns = 'preinstalled' | { readonly [name in AddOnName]?: AddOnChoice };

/** What was said of an add-on; where nothing was, on AWS it is installed if it is used, and elsewhere it is there already. */
export function addOnChoice(site: { readonly hosting: Hosting; readonly addOns: AddOns | undefined }, name: AddOnName): AddOnChoice | 'if-used' {
  const { addOns } = site;
  if (addOns === 'preinstalled') return 'preinstalled';
  return (addOns && Object.hasOwn(addOns, name) ? addOns[name] : undefined) ?? (site.hosting?.kind === 'aws' ? 'if-used' : 'preinstalled');
}

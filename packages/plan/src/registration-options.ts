import type { PlannedResource, PlanValue } from './planned-resource';
import type { AliasMessage, RegisterRequest, TimeoutsMessage } from './requests';

type Options = Partial<Omit<PlannedResource, 'type' | 'name' | 'urn' | 'inputs' | 'dependsOn'>>;

/** The options with which a resource is registered, those only that say something. */
export function registrationOptions(request: RegisterRequest): Options {
  const options: Options = {};
  const note = (values: Options): void => void Object.assign(options, values);
  if (request.getProtect()) note({ protect: true });
  if (request.getRetainondelete()) note({ retainOnDelete: true });
  if (request.getDeletebeforereplace()) note({ deleteBeforeReplace: true });
  if (request.getIgnorechangesList().length > 0) note({ ignoreChanges: request.getIgnorechangesList() });
  if (request.getReplaceonchangesList().length > 0) note({ replaceOnChanges: request.getReplaceonchangesList() });
  if (request.getReplaceWithList().length > 0) note({ replaceWith: request.getReplaceWithList().sort() });
  if (request.getDeletedwith() !== '') note({ deletedWith: request.getDeletedwith() });
  if (request.getImportid() !== '') note({ import: request.getImportid() });
  const aliases = request.getAliasesList().flatMap(alias => aliasOf(alias, request));
  if (aliases.length > 0) note({ aliases });
  const customTimeouts = timeouts(request.getCustomtimeouts());
  if (Object.keys(customTimeouts).length > 0) note({ customTimeouts });
  return options;
}

/** An alias as its URN or by what differs. Former types of a provider's own resource are the SDK's, in every plan the same: left out. */
function aliasOf(alias: AliasMessage, request: RegisterRequest): PlanValue[] {
  const spec = alias.getSpec();
  if (spec === undefined) return [alias.getUrn()];
  const parent = spec.getParenturn() === request.getParent() ? '' : spec.getParenturn();
  const all = { name: spec.getName(), type: spec.getType(), stack: spec.getStack(), project: spec.getProject(), parent };
  const given = Object.entries(all).filter(([, value]) => value !== '');
  if (spec.getNoparent()) return [{ ...Object.fromEntries(given), noParent: true }];
  const onlyType = given.every(([key]) => key === 'type');
  return request.getCustom() && onlyType ? [] : [Object.fromEntries(given)];
}

function timeouts(message: TimeoutsMessage | undefined): Record<string, string> {
  const all = { create: message?.getCreate(), update: message?.getUpdate(), delete: message?.getDelete(), read: message?.getRead() };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== ''));
}

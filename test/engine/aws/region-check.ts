import type { Complaint } from './refusal';
import type { ResourceType } from './resource-types';
import { UNKNOWN, type WireObject } from './wire';

/** Whether resources of this type stand in a region; IAM, Route 53 and CloudFront do not. */
export function isRegional(type: ResourceType): boolean {
  return type.properties.get('region')?.given === 'maybe';
}

/** The real provider would take its own region for one that is missing, and create in any region that is asked for. Here both are mistakes. */
export function checkRegion(type: ResourceType, name: string, inputs: WireObject, providerRegion: string | undefined): readonly Complaint[] {
  const { region } = inputs;
  if (!isRegional(type) || region === UNKNOWN) return [];
  const complain = (text: string): readonly Complaint[] => [{ property: 'region', reason: `${name}.region: ${text}` }];
  if (typeof region !== 'string' || region === '') return complain('must be given, got nothing; set it to the region of its site [missing-region]');
  if (providerRegion === undefined || region === providerRegion) return [];
  return complain(`must be ${providerRegion}, the region of its provider, got ${region}; give it the provider of its site [foreign-region]`);
}

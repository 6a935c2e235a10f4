import type { Platform } from '@clinfra/core';
import type { Stacks } from '@clinfra/stack';
import { declareAdditions } from './additions';
import { declareAwsEdges } from './aws-edges';
import { declareContainers } from './containers';
import { declareData } from './data';
import { declareDatabases } from './databases';
import { declareDocuments } from './documents';
import { ground } from './ground';
import { declareObjects } from './objects';
import { declarePatches } from './patches';
import { declarePods } from './pods';
import { declareMessageQueues } from './queues';
import { declareReleases } from './releases';
import { declareScaling } from './scaling';
import { declareSearch } from './search';
import type { ReferenceHosting } from './sites';
import { declareStreams } from './streams';
import { declareTraffic } from './traffic';
import { declareWaysIn } from './ways-in';

/**
 * A platform that uses every option at least once, a file per subject. It is nobody's: its figures show what an option becomes, and its
 * golden files are where a change of any of them is seen.
 */
export function reference(hosting: ReferenceHosting): Platform {
  const parts = ground(hosting);
  declareDatabases(parts);
  declarePods(parts);
  declareTraffic(parts);
  declareContainers(parts);
  declareScaling(parts);
  declareWaysIn(parts);
  declareAwsEdges(parts);
  declareReleases(parts);
  declareData(parts);
  declareObjects(parts);
  declarePatches(parts);
  declareAdditions(parts);
  declareDocuments(parts);
  declareMessageQueues(parts);
  declareSearch(parts);
  declareStreams(parts);
  return parts.platform;
}

/** On both hostings: the same workloads, with the cloud made for them or with what is there already. */
export const references: Stacks = {
  'reference-aws': () => reference('aws'),
  'reference-cluster': () => reference('cluster'),
};

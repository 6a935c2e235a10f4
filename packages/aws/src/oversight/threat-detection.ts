import { Detector, DetectorFeature } from '@pulumi/aws/guardduty';
import { ComponentResource, type ComponentResourceOptions } from '@pulumi/pulumi';
import type { SiteFacts } from '../site-facts';

/** What GuardDuty reads besides calls to AWS, names that are looked up and traffic. */
const DETECTOR_FEATURES = ['S3_DATA_EVENTS', 'EKS_AUDIT_LOGS', 'RDS_LOGIN_EVENTS', 'EBS_MALWARE_PROTECTION'] as const;

/** Looks for intruders in a region. */
export class ThreatDetection extends ComponentResource {
  constructor(name: string, { facts }: { readonly facts: SiteFacts }, opts?: ComponentResourceOptions) {
    super('clinfra:aws:ThreatDetection', name, {}, opts);
    const settings = { enable: true, findingPublishingFrequency: 'FIFTEEN_MINUTES' };
    const detector = new Detector(name, { ...facts.owned(name), ...settings }, { parent: this });
    for (const feature of DETECTOR_FEATURES) {
      const enabled = { region: facts.region, detectorId: detector.id, name: feature, status: 'ENABLED' };
      new DetectorFeature(`${name}.${feature.toLowerCase().replaceAll('_', '-')}`, enabled, { parent: this });
    }
    this.registerOutputs({});
  }
}

import { ClinicalService, DataTier, kafkaLag, Worker } from '@clinfra/core';
import type { Ground } from './ground';

const image = (name: string) => `registry.reference.example/${name}:1.4.2`;

/** A Kafka cluster for engines that sign nothing for AWS: their clients have passwords, which were renewed once. */
export function declareStreams({ platform, hosting, site, clinical, administration }: Ground): void {
  if (hosting !== 'aws') return;
  const telemetry = new DataTier(platform, 'streams', { sites: [site], administration }).kafka('telemetry', {
    holds: ['phi'],
    size: 'small',
    authentication: 'scram',
    passwords: 2,
  });
  const readings = telemetry.topic('readings', { partitions: 6, key: 'device_id', holds: ['phi'] });
  const gateway = new ClinicalService(clinical, 'device-gateway', { image: image('device-gateway'), port: 4017, scale: { min: 3, max: 6 } });
  gateway.publishes(readings);
  new Worker(clinical, 'readings-filter', {
    image: image('readings-filter'),
    scale: { min: 1, max: 6, signals: [kafkaLag({ topic: readings, perPod: 1000 })] },
  }).consumes(readings);
}

import {
  ClinicalService,
  configFiles,
  gib,
  mib,
  millicores,
  minutes,
  ScheduledTask,
  Secret,
  scratch,
  secretFiles,
  secretVariables,
  VolumeClaim,
} from '@clinfra/core';
import type { Ground } from './ground';

const image = (name: string) => `registry.reference.example/${name}:1.4.2`;
const SMALL = { requests: { cpu: millicores(20), memory: mib(32) }, limits: { cpu: millicores(100), memory: mib(64) } };
const REASON = 'the vendor of the viewer delivers an image that must write beside its program';

/** Pods of several containers, with every kind of volume. */
export function declareContainers({ platform, clinical, business, records, hosting }: Ground): void {
  const tls = new Secret(platform, 'viewer-tls', { keys: ['certificate', 'private-key', 'token'] });
  const models = scratch({ size: gib(2) });
  new ClinicalService(clinical, 'viewer', {
    image: image('viewer'),
    arguments: ['--port', '4010'],
    port: 4010,
    size: 'medium',
    scale: { min: 2, max: 4 },
    mounts: {
      '/etc/viewer': configFiles({ 'viewer.yaml': 'theme: plain\nlanguages:\n  - ga\n  - en\n', 'mime.types': 'application/dicom dcm\n' }),
      '/run/secrets/tls': secretFiles(tls, { 'tls.crt': 'certificate', 'tls.key': 'private-key' }),
      '/var/lib/models': models,
      '/var/cache/tiles': scratch({ size: mib(256), medium: 'memory' }),
      '/var/spool/viewer': scratch({ size: gib(10), medium: 'disk' }),
    },
    writable: ['/tmp', '/var/run/viewer'],
    security: { reason: REASON, writableRoot: true },
    initContainers: { 'fetch-models': { image: image('models'), size: SMALL, mounts: { '/out': models }, connections: true } },
    sidecars: {
      proxy: {
        image: image('proxy'),
        command: ['/bin/proxy'],
        arguments: ['--listen', '8443'],
        size: SMALL,
        variables: { LOG_LEVEL: 'warn' },
        secrets: [secretVariables(tls, { PROXY_TOKEN: 'token' })],
        ports: [8443],
        probes: { startup: { tcp: true, port: 8443 }, liveness: { command: ['/bin/proxy', '--alive'] } },
        writable: [],
        security: { reason: 'the proxy of the vendor runs as its own user', user: 101, capabilities: ['NET_BIND_SERVICE'] },
      },
    },
  })
    .reads(records)
    .waive({ rule: 'container-security', reason: REASON, until: '2027-06-30' });
  declareClaims({ business, hosting });
}

function declareClaims({ business, hosting }: Pick<Ground, 'business' | 'hosting'>): void {
  const images = new VolumeClaim(business, 'images', { holds: ['phi'], size: gib(100), storage: 'fast-ssd', access: 'ReadWriteOncePod' });
  const exports = new VolumeClaim(business, 'exports', { holds: ['pii'], size: gib(125), storage: 'backup', backup: { monthly: false } });
  new ClinicalService(business, 'archive', {
    image: image('archive'),
    port: 4011,
    scale: { min: 1, max: 1 },
    availability: { rolling: { surge: 0, unavailable: 1 } },
    mounts: { '/var/lib/images': images },
  });
  new ScheduledTask(business, 'export', { image: image('export'), schedule: '30 1 * * *', timeLimit: minutes(90), mounts: { '/exports': exports } });
  if (hosting !== 'cluster') return;
  const forms = new VolumeClaim(business, 'forms', { holds: ['public'], size: gib(5), access: 'ReadWriteMany' });
  new ClinicalService(business, 'forms', { image: image('forms'), port: 4012, scale: { min: 2, max: 4 }, mounts: { '/forms': forms } });
}

import { type ClinicalServiceProps, configFiles, gib, type Mounts, mib, Secret, scratch, secretFiles, secretsManager } from '@clinfra/core';
import { aService, aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const mounting = (mounts: Mounts, more: Partial<ClinicalServiceProps> = {}) => aWard({ ehr: { mounts, ...more } });

describe('mounts', () => {
  findsExactly([
    {
      what: 'two things at one path',
      declare: () => mounting({ '/tmp': scratch({ size: gib(2) }) }),
      expect: [
        'clinical.ehr.mounts./tmp: must be used once in a container, got "/tmp", as writable[0] too; leave one of them out, or mount it elsewhere [mounts]',
      ],
    },
    {
      what: 'a directory that is writable twice',
      declare: () => aWard({ ehr: { writable: ['/tmp', '/tmp'] } }),
      expect: [
        'clinical.ehr.writable[1]: must be used once in a container, got "/tmp", as writable[0] too; leave one of them out, or mount it elsewhere [mounts]',
      ],
    },
    ...['etc/ehr', '/', '/etc/', '/etc//ehr', '/etc/../ehr', '/a:b', ''].map(path => ({
      what: `the path ${JSON.stringify(path)}`,
      declare: () => aWard({ ehr: { writable: [path] } }),
      expect: [
        `clinical.ehr.writable[0]: must be an absolute path below the root, as short as it can be written, got ${JSON.stringify(path)}; write it as /var/cache [mounts]`,
      ],
    })),
    {
      what: 'a path of the system',
      declare: () => aWard({ ehr: { writable: ['/proc/ehr'] } }),
      expect: ['clinical.ehr.writable[0]: must leave /proc, /sys and /dev to the system, got "/proc/ehr"; mount it elsewhere [mounts]'],
    },
    {
      what: '[X3] where the platform has what belongs to databases',
      declare: () => mounting({ '/etc/databases/own': configFiles({ 'own.conf': 'a' }) }),
      expect: ['clinical.ehr.mounts./etc/databases/own: must leave /etc/databases to the platform, got "/etc/databases/own"; mount it elsewhere [mounts]'],
    },
    {
      what: 'a file name that a ConfigMap cannot hold',
      declare: () => mounting({ '/etc/ehr': configFiles({ 'conf.d/ehr.yaml': 'a: 1' }) }),
      expect: [
        'clinical.ehr.mounts./etc/ehr.conf.d/ehr.yaml: must be named with at most 253 letters, digits, dots, hyphens and underscores, got "conf.d/ehr.yaml"; rename it; a directory is a mount of its own [mounts]',
      ],
    },
    {
      what: 'no files',
      declare: () => mounting({ '/etc/ehr': configFiles({}) }),
      expect: ['clinical.ehr.mounts./etc/ehr: must hold at least one file, got none; name the files, or leave it out [mounts]'],
    },
    {
      what: 'contents that are no text',
      declare: () => mounting({ '/etc/ehr': configFiles({ 'ehr.json': untyped({ a: 1 }) }) }),
      expect: ['clinical.ehr.mounts./etc/ehr.ehr.json: must be text, got an object; write the contents of the file [mounts]'],
    },
    {
      what: 'more than a ConfigMap holds',
      declare: () => mounting({ '/etc/ehr': configFiles({ 'ehr.txt': 'é'.repeat(524_289) }) }),
      expect: ['clinical.ehr.mounts./etc/ehr: must hold at most 1048576 bytes, got 1048578; put large files into the image [mounts]'],
    },
    {
      what: 'a private key among plain files',
      declare: () => mounting({ '/etc/ehr': configFiles({ 'tls.key': '-----BEGIN PRIVATE KEY-----\nabc' }) }),
      expect: [
        'clinical.ehr.mounts./etc/ehr.tls.key: must hold no secret, got contents that look like one; take it out, declare a Secret, and mount it by secretFiles [plain-secret]',
      ],
    },
    {
      what: 'a key that the secret has not',
      declare: () =>
        aWard({ site: { secrets: secretsManager() } }, ({ platform, clinical }) => {
          const tls = new Secret(platform, 'tls', { keys: ['certificate'] });
          aService(clinical, 'labs', { mounts: { '/etc/tls': secretFiles(tls, { 'tls.key': untyped<'certificate'>('private-key') }) } });
        }),
      expect: [
        'clinical.labs.mounts./etc/tls.tls.key: must be a key of secrets.tls (certificate), got "private-key"; correct it, or add the key to the secret [secrets]',
      ],
    },
    {
      what: 'files of a secret where none come from',
      declare: () =>
        aWard({}, ({ platform, clinical }) => {
          const tls = new Secret(platform, 'tls', { keys: ['certificate'] });
          aService(clinical, 'labs', { mounts: { '/etc/tls': secretFiles(tls, { 'tls.crt': 'certificate' }) } });
        }),
      expect: [
        'clinical.labs.uses: must be where secrets come from somewhere, got sites.dublin, which names no source; give that site secrets: secretsManager() or vault({ server, role }), and run External Secrets there [secrets]',
      ],
    },
    {
      what: 'room for nothing',
      declare: () => mounting({ '/cache': scratch({ size: gib(0) }) }),
      expect: ['clinical.ehr.mounts./cache.size: must be more than zero, got 0; write it as gib(1) [mounts]'],
    },
    {
      what: 'room without a size',
      declare: () => mounting({ '/cache': scratch(untyped({})) }),
      expect: ['clinical.ehr.mounts./cache.size: must be a size, got nothing; write it as gib(1) [mounts]'],
    },
    {
      what: 'room on a medium that is none',
      declare: () => mounting({ '/cache': scratch({ size: gib(1), medium: untyped('tape') }) }),
      expect: ['clinical.ehr.mounts./cache.medium: must be one of node, memory, disk, got "tape"; choose one of them [mounts]'],
    },
    {
      what: 'room below nothing',
      declare: () => mounting({ '/cache': scratch({ size: gib(-1) }) }),
      expect: ['clinical.ehr.mounts./cache.size: must be zero or more, got gib(-1); correct the figure [quantity]'],
    },
    {
      what: 'as much in memory as the container may have',
      declare: () => mounting({ '/a': scratch({ size: mib(512), medium: 'memory' }), '/b': scratch({ size: mib(512), medium: 'memory' }) }),
      expect: [
        'clinical.ehr.mounts: must write less to memory than its limit (1Gi), got 1Gi; lower the sizes, raise the limit, or use another medium [mounts]',
      ],
    },
    {
      what: 'something that is no volume',
      declare: () => mounting({ '/a': untyped('/var/lib/a') }),
      expect: ['clinical.ehr.mounts./a: must be configFiles(...), secretFiles(...), scratch(...) or a VolumeClaim, got "/var/lib/a"; use one of them [mounts]'],
    },
    {
      what: '[K1] more disks than the domain may have, an update included',
      declare: () => mounting({ '/a': scratch({ size: gib(11), medium: 'disk' }) }),
      expect: ['clinical.quota.storage: must cover every volume at maximum scale, got 100Gi for 110Gi (ehr 110Gi); raise it or claim less [capacity]'],
    },
  ]);
});

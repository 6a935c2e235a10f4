import {
  ClinicalService,
  type ClinicalServiceProps,
  cluster,
  cores,
  mib,
  millicores,
  Secret,
  type SecurityException,
  seconds,
  secretsManager,
  secretVariables,
} from '@clinfra/core';
import { aDomain, aWard, QUOTA, untyped, type WardChanges } from '../a-ward';
import { findsExactly, messagesOf } from '../wrong-declarations';

type Service = Partial<ClinicalServiceProps>;

function onOldCluster(ehr: Service) {
  const existing = { host: 'stores.ward.ie', cidr: '10.9.0.0/24' };
  const hosting = cluster({ context: 'dublin', jurisdiction: 'IE', kubernetesVersion: '1.28' });
  return aWard({ records: { existing }, sessions: { existing }, kafka: { existing }, site: { hosting }, ehr });
}

const PROXY = { image: 'registry.example/proxy:1.0.0' };
const beside = (proxy: object, more: Service = {}) => aWard({ ehr: { ...more, sidecars: { proxy: { ...PROXY, ...proxy } } } });
const before = (unpack: object, more: Service = {}) => aWard({ ehr: { ...more, initContainers: { unpack: { ...PROXY, ...unpack } } } });

describe('containers', () => {
  findsExactly([
    {
      what: 'a sidecar called as the main container is',
      declare: () => aWard({ ehr: { sidecars: { ehr: PROXY } } }),
      expect: ['clinical.ehr.sidecars.ehr: must have a name of its own in its pod, got "ehr", as the main container has; rename it [containers]'],
    },
    {
      what: 'an init container called as a sidecar is',
      declare: () => aWard({ ehr: { sidecars: { proxy: PROXY }, initContainers: { proxy: PROXY } } }),
      expect: [
        'clinical.ehr.initContainers.proxy: must have a name of its own in its pod, got "proxy", as clinical.ehr.sidecars.proxy has; rename it [containers]',
      ],
    },
    {
      what: 'a name in capitals',
      declare: () => aWard({ ehr: { sidecars: { Proxy: PROXY } } }),
      expect: ['clinical.ehr.sidecars.Proxy: must be named with at most 63 lowercase letters, digits and hyphens, got "Proxy"; rename it [containers]'],
    },
    {
      what: 'a sidecar without the version of its image',
      declare: () => beside({ image: 'registry.example/proxy' }),
      expect: ['clinical.ehr.sidecars.proxy.image: must have a tag or a digest, got "registry.example/proxy"; add the version [image]'],
    },
    {
      what: 'an argument that is no text',
      declare: () => before({ arguments: ['--port', 8080] }),
      expect: ['clinical.ehr.initContainers.unpack.arguments[1]: must be text, got 8080; write it in quotes [image]'],
    },
    {
      what: "a service's own port once more",
      declare: () => beside({ ports: [4001] }),
      expect: ['clinical.ehr.sidecars.proxy.ports[0]: must be used once in a pod, got 4001, as port too; give each container its own [containers]'],
    },
    {
      what: 'one port in two sidecars',
      declare: () => aWard({ ehr: { sidecars: { proxy: { ...PROXY, ports: [8080] }, audit: { ...PROXY, ports: [8081, 8080] } } } }),
      expect: [
        'clinical.ehr.sidecars.audit.ports[1]: must be used once in a pod, got 8080, as sidecars.proxy.ports[0] too; give each container its own [containers]',
      ],
    },
    {
      what: 'a port that is none',
      declare: () => beside({ ports: [0] }),
      expect: ['clinical.ehr.sidecars.proxy.ports[0]: must be a whole number from 1 to 65535, got 0; write the port [containers]'],
    },
    {
      what: 'a sidecar asked at no port',
      declare: () => beside({ probes: untyped({ liveness: { tcp: true } }) }),
      expect: [
        'clinical.ehr.sidecars.proxy.probes.liveness.port: must be given for a sidecar, which has none of its own, got nothing; write the port that is asked [probes]',
      ],
    },
    {
      what: 'a sidecar whose answer may take longer than the time to the next question',
      declare: () => beside({ probes: { readiness: { command: ['/alive'], timeout: seconds(9) } } }),
      expect: ['clinical.ehr.sidecars.proxy.probes.readiness.timeout: must be at most period (5s), got 9s; shorten it, or ask less often [probes]'],
    },
    {
      what: 'a sidecar that no wrong answer fails',
      declare: () => beside({ probes: { startup: { command: ['/alive'], failures: 0 } } }),
      expect: ['clinical.ehr.sidecars.proxy.probes.startup.failures: must be a whole number of at least 1, got 0; allow one wrong answer at least [figures]'],
    },
    {
      what: 'a size that is none',
      declare: () => beside({ size: 'tiny' }),
      expect: ['clinical.ehr.sidecars.proxy.size: must be a tier (small, medium, large, xlarge) or figures of its own, got "tiny"; choose one [resources]'],
    },
    {
      what: 'less than no memory',
      declare: () => beside({ size: { requests: { cpu: millicores(10), memory: mib(-1) }, limits: { cpu: millicores(20), memory: mib(64) } } }),
      expect: ['clinical.ehr.sidecars.proxy.size.requests.memory: must be zero or more, got mib(-1); correct the figure [quantity]'],
    },
    {
      what: 'limits above what the domain allows a container',
      declare: () => before({ size: { requests: { cpu: cores(1), memory: mib(64) }, limits: { cpu: cores(3), memory: mib(64) } } }),
      expect: [
        'clinical.ehr.initContainers.unpack.size.limits.cpu: must stay within clinical.limits.max.cpu (2), got 3; ask for less, or raise limits.max [resources]',
      ],
    },
    {
      what: 'a variable with an illegal name',
      declare: () => beside({ variables: { '1ST': 'a' } }),
      expect: [
        'clinical.ehr.sidecars.proxy.variables.1ST: must be named with letters, digits and underscores, no digit first, got "1ST"; rename it [variables]',
      ],
    },
    {
      what: 'a variable that an edge sets, where the sidecar learns of edges',
      declare: () => beside({ connections: true, variables: { RECORDS_HOST: 'here' } }),
      expect: [
        'clinical.ehr.sidecars.proxy.variables.RECORDS_HOST: must leave what the platform sets to it, got RECORDS_HOST for stores.records; rename it, or leave it out [variables]',
      ],
    },
    {
      what: 'a secret among plain values',
      declare: () => beside({ variables: { API_TOKEN: 'abc' } }),
      expect: [
        'clinical.ehr.sidecars.proxy.variables.API_TOKEN: must be no secret, got a value that looks like one; take it out, declare a Secret, and let the workload use it [plain-secret]',
      ],
    },
    {
      what: 'a key that the secret has not',
      declare: () =>
        aWard({ site: { secrets: secretsManager() } }, ({ platform, clinical }) => {
          const token = new Secret(platform, 'token', { keys: ['value'] });
          new ClinicalService(clinical, 'labs', {
            image: 'registry.example/labs:1.0.0',
            port: 4002,
            scale: { min: 2, max: 4 },
            sidecars: { proxy: { ...PROXY, secrets: [secretVariables(token, { TOKEN: untyped<'value'>('key') })] } },
          });
        }),
      expect: [
        'clinical.labs.sidecars.proxy.secrets.TOKEN: must be a key of secrets.token (value), got "key"; correct it, or add the key to the secret [secrets]',
      ],
    },
    {
      what: 'a cluster that knows no sidecars',
      declare: () => onOldCluster({ stop: { drain: seconds(0) }, sidecars: { proxy: PROXY } }),
      expect: ['sites.dublin.hosting.kubernetesVersion: must be at least 1.29, by which clinical.ehr can have sidecars, got "1.28"; raise it [containers]'],
    },
    {
      what: '[K1] no room for the sidecars of every pod',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, cpu: cores(3) } }, ehr: { sidecars: { proxy: PROXY } } }),
      expect: ['clinical.quota.cpu: must cover every pod at maximum scale, got 3 for 4 (ehr 3500m, notifier 500m); raise it or lower scale.max [capacity]'],
    },
    {
      what: '[K1] no room for an init container that asks for more than the main one',
      declare: () => aWard({ clinical: { quota: { ...QUOTA, cpu: cores(5) } }, ehr: { initContainers: { unpack: { ...PROXY, size: 'large' } } } }),
      expect: ['clinical.quota.cpu: must cover every pod at maximum scale, got 5 for 5500m (ehr 5, notifier 500m); raise it or lower scale.max [capacity]'],
    },
  ]);

  it('count the main container or an init container, not both, because they do not run at a time', () => {
    expect(messagesOf(aWard({ clinical: { quota: { ...QUOTA, cpu: cores(3) } }, ehr: { initContainers: { unpack: { ...PROXY, size: 'medium' } } } }))).toEqual(
      [],
    );
  });
});

describe('exceptions from the hardened default', () => {
  const reason = 'the vendor image writes beside its program';
  const granted = (security: SecurityException, more: WardChanges = {}) =>
    aWard({ ...more, ehr: { security } }, ({ ehr }) => ehr.waive({ rule: 'container-security', reason, until: '2027-03-31' }));
  const waived = (got: string) =>
    `warning: clinical.ehr.security: must be left out in production, got ${got}; waived until 2027-03-31: ${reason} [container-security]`;
  findsExactly([
    {
      what: '[K8] one that nobody waived',
      declare: () => aWard({ ehr: { security: { reason, writableRoot: true } } }),
      expect: [
        'clinical.ehr.security: must be left out in production, got a writable root; leave it out, or waive container-security with a reason and an end [container-security]',
      ],
    },
    {
      what: '[K8] one of a sidecar that nobody waived',
      declare: () => beside({ security: { reason, user: 101, capabilities: ['NET_BIND_SERVICE'] } }),
      expect: [
        'clinical.ehr.sidecars.proxy.security: must be left out in production, got user 101, capabilities NET_BIND_SERVICE; leave it out, or waive container-security with a reason and an end [container-security]',
      ],
    },
    {
      what: '[X1] a root in quotes',
      declare: () => granted({ reason, writableRoot: untyped('no') }),
      expect: [waived('a writable root'), 'clinical.ehr.security.writableRoot: must be true or false, got "no"; choose one [security-exception]'],
    },
    {
      what: 'one without a reason',
      declare: () => granted({ reason: 'needed', writableRoot: true }),
      expect: [
        waived('a writable root'),
        'clinical.ehr.security.reason: must say why in at least 10 characters, got "needed"; write it for the auditor who reads it in a year [security-exception]',
      ],
    },
    {
      what: 'one that grants nothing',
      declare: () => granted({ reason }),
      expect: [waived('an exception'), 'clinical.ehr.security: must grant something, got a reason alone; leave it out [security-exception]'],
    },
    {
      what: '[X1] root where the domain is restricted',
      declare: () => granted({ reason, user: 0 }),
      expect: [
        waived('user 0'),
        "clinical.ehr.security.user: must be admitted by clinical.podSecurity, got root, which restricted refuses; do without it, or move the workload to a domain of its own with podSecurity 'baseline' [security-exception]",
      ],
    },
    {
      what: '[X1] a capability that only privileged domains admit',
      declare: () => granted({ reason, capabilities: ['NET_ADMIN'] }),
      expect: [
        waived('capabilities NET_ADMIN'),
        "clinical.ehr.security.capabilities[0]: must be admitted by clinical.podSecurity, got NET_ADMIN, which restricted refuses; do without it, or move the workload to a domain of its own with podSecurity 'privileged' [security-exception]",
      ],
    },
    {
      what: 'a capability that is none',
      declare: () => granted({ reason, capabilities: [untyped('EVERYTHING')] }),
      expect: [
        waived('capabilities EVERYTHING'),
        'clinical.ehr.security.capabilities[0]: must be one of AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, IPC_LOCK, KILL, MKNOD, NET_ADMIN, NET_BIND_SERVICE, NET_RAW, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT, SYS_PTRACE, SYS_RESOURCE, got "EVERYTHING"; choose one of them [security-exception]',
      ],
    },
    {
      what: 'a user by name',
      declare: () => granted({ reason, user: untyped('root') }),
      expect: [
        waived('user root'),
        'clinical.ehr.security.user: must be a whole number from 0 to 2147483647, got "root"; write the number of the user [security-exception]',
      ],
    },
    {
      what: '[X1] root in a domain that admits it, with both weaknesses in writing',
      declare: () =>
        aWard({}, ({ platform }) => {
          const legacy = aDomain(platform, 'legacy', { podSecurity: 'baseline' }).waive({ rule: 'pod-security', reason, until: '2027-03-31' });
          const old = new ClinicalService(legacy, 'pacs', {
            image: 'registry.example/pacs:1',
            port: 4006,
            scale: { min: 2, max: 2 },
            security: { reason, user: 0 },
          });
          old.waive({ rule: 'container-security', reason, until: '2027-03-31' });
        }),
      expect: [
        `warning: legacy.pacs.security: must be left out in production, got user 0; waived until 2027-03-31: ${reason} [container-security]`,
        `warning: legacy.podSecurity: must be 'restricted' in production, got "baseline"; waived until 2027-03-31: ${reason} [pod-security]`,
      ],
    },
  ]);
});

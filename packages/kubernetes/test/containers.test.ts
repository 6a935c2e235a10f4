import { aws, type ClinicalServiceProps, mib, millicores, ScheduledTask, Secret, Site, scratch, secretsManager, secretVariables } from '@clinfra/core';
import { aDomain, anEmptyPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, podOf, type Rendered, rendered, renderedDomain } from './rendered';

const viewer = (props: Partial<ClinicalServiceProps>): Rendered => rendered(({ clinical, records }) => aService(clinical, 'viewer', props).reads(records));
const pod = (props: Partial<ClinicalServiceProps>) => podOf(viewer(props).get('Deployment', 'viewer'));
const PROXY = { image: 'registry.example/proxy:2.1.0' };

describe('containers beside the main one', () => {
  it('[W1] start before it: first the sidecars, which run on, then what must end, in the order of the declaration', () => {
    const containers = pod({ initContainers: { unpack: PROXY, verify: PROXY }, sidecars: { proxy: PROXY, audit: PROXY } });
    expect(at(containers, 'containers')).toHaveLength(1);
    const beside = at(containers, 'initContainers') as readonly { readonly name: string; readonly restartPolicy?: string }[];
    expect(beside.map(({ name, restartPolicy }) => [name, restartPolicy])).toEqual([
      ['proxy', 'Always'],
      ['audit', 'Always'],
      ['unpack', undefined],
      ['verify', undefined],
    ]);
  });

  it('[W1] have image, command, arguments, resources, values, ports and probes of their own', () => {
    const proxy = {
      ...PROXY,
      command: ['/proxy'],
      arguments: ['--listen', '8080'],
      size: { requests: { cpu: millicores(20), memory: mib(32) }, limits: { cpu: millicores(50), memory: mib(64) } },
      variables: { LOG_LEVEL: 'warn' },
      ports: [8080],
      probes: { startup: { tcp: true, port: 8080 }, liveness: { command: ['/alive'] } },
    } as const;
    expect(at(pod({ sidecars: { proxy } }), 'initContainers', 0)).toMatchObject({
      name: 'proxy',
      image: 'registry.example/proxy:2.1.0',
      command: ['/proxy'],
      args: ['--listen', '8080'],
      ports: [{ containerPort: 8080, protocol: 'TCP' }],
      startupProbe: { tcpSocket: { port: 8080 }, periodSeconds: 5, failureThreshold: 30 },
      livenessProbe: { exec: { command: ['/alive'] } },
      env: [
        { name: 'TZ', value: 'Europe/Dublin' },
        { name: 'LANG', value: 'en_IE.UTF-8' },
        { name: 'COUNTRY', value: 'IE' },
        { name: 'LOG_LEVEL', value: 'warn' },
      ],
      resources: { requests: { cpu: '20m', memory: '32Mi' }, limits: { cpu: '50m', memory: '64Mi' } },
    });
  });

  it('learn where edges lead only where they ask, and take secrets one by one', () => {
    const platform = anEmptyPlatform();
    const site = new Site(platform, 'dublin', {
      hosting: aws({ region: 'eu-west-1', nodes: { min: 3, max: 9 } }),
      zones: ['eu-west-1a'],
      secrets: secretsManager(),
    });
    const clinical = aDomain(platform, 'clinical');
    const token = new Secret(platform, 'token', { keys: ['value', 'other'] });
    const labs = aService(clinical, 'labs');
    const secrets = [secretVariables(token, { TOKEN: 'value' })];
    aService(clinical, 'viewer', { sidecars: { audit: { ...PROXY, secrets }, proxy: { ...PROXY, connections: true } } }).calls(labs);
    const objects = renderedDomain(platform, clinical, site);
    const names = (index: number) =>
      (at(podOf(objects.get('Deployment', 'viewer')), 'initContainers', index, 'env') as { name: string }[]).map(({ name }) => name);
    expect(names(0)).toEqual(['TZ', 'LANG', 'COUNTRY', 'TOKEN']);
    expect(names(1)).toEqual(['TZ', 'LANG', 'COUNTRY', 'LABS_URL']);
    expect(at(objects.get('ExternalSecret', 'secret-token'), 'spec', 'data')).toMatchObject([{ secretKey: 'value' }]);
  });

  it('share a volume with the main container, and have directories to write to of their own', () => {
    const shared = scratch({ size: mib(100) });
    const made = pod({ mounts: { '/var/data': shared }, initContainers: { unpack: { ...PROXY, mounts: { '/out': shared } } } });
    expect(at(made, 'volumes')).toEqual([
      { name: 'tmp', emptyDir: { sizeLimit: '1Gi' } },
      { name: 'var-data', emptyDir: { sizeLimit: '100Mi' } },
      { name: 'unpack-tmp', emptyDir: { sizeLimit: '1Gi' } },
      expect.objectContaining({ name: 'store-records' }),
    ]);
    expect(at(made, 'containers', 0, 'volumeMounts')).toEqual([
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'var-data', mountPath: '/var/data' },
      expect.objectContaining({ name: 'store-records' }),
    ]);
    expect(at(made, 'initContainers', 0, 'volumeMounts')).toEqual([
      { name: 'unpack-tmp', mountPath: '/tmp' },
      { name: 'var-data', mountPath: '/out' },
    ]);
  });

  it('stand in the pods of tasks too', () => {
    const objects = rendered(
      ({ clinical }) => new ScheduledTask(clinical, 'report', { image: 'registry.example/report:1.0.0', schedule: '0 2 * * *', sidecars: { proxy: PROXY } }),
    );
    const made = at(objects.get('CronJob', 'report'), 'spec', 'jobTemplate', 'spec', 'template', 'spec');
    expect(at(made, 'initContainers', 0)).toMatchObject({ name: 'proxy', restartPolicy: 'Always' });
  });
});

describe('what a container may do', () => {
  const HARDENED = { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } };
  const reason = 'the vendor image writes beside its program';

  it('[X1] is the hardened default, in every container of a pod', () => {
    const made = pod({ sidecars: { proxy: PROXY }, initContainers: { unpack: PROXY } });
    for (const where of [
      ['containers', 0],
      ['initContainers', 0],
      ['initContainers', 1],
    ] as const) {
      expect(at(made, ...where, 'securityContext')).toEqual(HARDENED);
    }
  });

  it('[X1] is more where an exception says so, in that container alone', () => {
    const made = pod({
      security: { reason, writableRoot: true },
      sidecars: { proxy: { ...PROXY, security: { reason, user: 101, capabilities: ['NET_BIND_SERVICE'] } }, old: { ...PROXY, security: { reason, user: 0 } } },
    });
    expect(at(made, 'containers', 0, 'securityContext')).toEqual({ ...HARDENED, readOnlyRootFilesystem: false });
    expect(at(made, 'initContainers', 0, 'securityContext')).toEqual({
      ...HARDENED,
      runAsUser: 101,
      capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
    });
    expect(at(made, 'initContainers', 1, 'securityContext')).toEqual({ ...HARDENED, runAsUser: 0, runAsNonRoot: false });
  });
});

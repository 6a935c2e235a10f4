import { at, isFields, listOf } from '../fields';
import { show } from '../show';
import type { Fields } from './objects';
import { type AddedContainer, type AddedPods, containersIn } from './pods';

/** Something that a Pod Security Standard does not admit. */
export interface Refusal {
  readonly path: string;
  readonly must: string;
  readonly got: string;
}

const ADDED_BY_DEFAULT = new Set([
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD'],
  ...['NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT'],
]);
const SAFE_SYSCTL = new Set([
  ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.tcp_syncookies'],
  ...['net.ipv4.ping_group_range', 'net.ipv4.ip_local_reserved_ports', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout'],
  ...['net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes'],
]);
const SELINUX = new Set(['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t', '']);
const VOLUMES = new Set(['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret', 'name']);
const PROFILES = new Set(['RuntimeDefault', 'Localhost']);

/** What the standard `baseline` of Kubernetes does not admit. */
export function* refusedByBaseline(pods: AddedPods): Generator<Refusal> {
  const { path, spec } = pods;
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC']) if (spec[field] === true) yield { path: `${path}.${field}`, must: 'be left out', got: 'true' };
  for (const { name, hostPath } of listOf(spec.volumes)) {
    if (hostPath !== undefined) yield { path: `${path}.volumes.${String(name)}`, must: 'not be a folder of the node', got: show(at(hostPath, ['path'])) };
  }
  for (const { name } of listOf(at(spec, ['securityContext', 'sysctls']))) {
    if (!SAFE_SYSCTL.has(String(name))) yield { path: `${path}.securityContext.sysctls`, must: 'be safe ones', got: show(name) };
  }
  for (const { path: place, container } of [{ path, container: spec }, ...containersIn(pods)]) yield* contextOf(place, container);
}

function* contextOf(path: string, { securityContext: context, ports }: Fields): Generator<Refusal> {
  for (const { hostPort } of listOf(ports)) if (Number(hostPort) > 0) yield { path: `${path}.ports`, must: 'take no port of the node', got: show(hostPort) };
  if (!isFields(context)) return;
  const place = `${path}.securityContext`;
  if (context.privileged === true) yield { path: `${place}.privileged`, must: 'be false', got: 'true' };
  const added = at(context, ['capabilities', 'add']);
  const more = Array.isArray(added) ? added.filter(one => !ADDED_BY_DEFAULT.has(String(one))) : [];
  if (more.length > 0) yield { path: `${place}.capabilities.add`, must: 'add none beyond the usual', got: show(more) };
  const { procMount = 'Default' } = context;
  if (procMount !== 'Default') yield { path: `${place}.procMount`, must: 'be Default', got: show(procMount) };
  const { type = '', user, role } = isFields(context.seLinuxOptions) ? context.seLinuxOptions : {};
  if (!SELINUX.has(String(type)) || user || role) yield { path: `${place}.seLinuxOptions`, must: 'be those of containers', got: show(user ?? role ?? type) };
  if (at(context, ['seccompProfile', 'type']) === 'Unconfined') yield { path: `${place}.seccompProfile.type`, must: 'be RuntimeDefault', got: 'Unconfined' };
  if (at(context, ['appArmorProfile', 'type']) === 'Unconfined') yield { path: `${place}.appArmorProfile.type`, must: 'be RuntimeDefault', got: 'Unconfined' };
}

/** What the standard `restricted` does not admit beyond that. */
export function* refusedByRestricted(pods: AddedPods): Generator<Refusal> {
  const { path, spec } = pods;
  for (const volume of listOf(spec.volumes)) {
    const other = Object.keys(volume).find(field => !VOLUMES.has(field) && field !== 'hostPath');
    if (other) yield { path: `${path}.volumes.${String(volume.name)}`, must: 'be a volume of the cluster', got: other };
  }
  for (const one of containersIn(pods)) yield* restrictedContainer(one, isFields(spec.securityContext) ? spec.securityContext : {});
}

/** What a container does not say itself, its pod says for it. */
function* restrictedContainer({ path, container }: AddedContainer, pod: Fields): Generator<Refusal> {
  const own = isFields(container.securityContext) ? container.securityContext : {};
  const place = `${path}.securityContext`;
  const inherited = (field: string) => own[field] ?? pod[field];
  if (inherited('runAsNonRoot') !== true) yield { path: `${place}.runAsNonRoot`, must: 'be true', got: show(inherited('runAsNonRoot')) };
  if (inherited('runAsUser') === 0) yield { path: `${place}.runAsUser`, must: 'not be root', got: '0' };
  if (own.allowPrivilegeEscalation !== false) {
    yield { path: `${place}.allowPrivilegeEscalation`, must: 'be false', got: show(own.allowPrivilegeEscalation) };
  }
  const { drop, add } = isFields(own.capabilities) ? own.capabilities : {};
  if (!Array.isArray(drop) || !drop.includes('ALL')) yield { path: `${place}.capabilities.drop`, must: 'be ALL', got: show(drop) };
  const more = Array.isArray(add) ? add.filter(one => one !== 'NET_BIND_SERVICE' && ADDED_BY_DEFAULT.has(String(one))) : [];
  if (more.length > 0) yield { path: `${place}.capabilities.add`, must: 'add NET_BIND_SERVICE at most', got: show(more) };
  const profile = at(inherited('seccompProfile'), ['type']);
  if (!PROFILES.has(String(profile)) && profile !== 'Unconfined') yield { path: `${place}.seccompProfile.type`, must: 'be RuntimeDefault', got: show(profile) };
}

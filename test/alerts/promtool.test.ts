import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ClinicalService, cluster, ExternalHost, Inventory, Site } from '@clinfra/core';
import { type Manifest, renderDomain } from '@clinfra/kubernetes';
import { onPath } from '../engine/harness/programs-on-path';
import { aDomain, anEmptyPlatform } from '../fixtures/a-platform';
import { at } from '../fixtures/at';
import { SITES } from '../graph/platforms';

const PROMTOOL = onPath('promtool');

/** A series as promtool writes it, and what it does minute by minute. */
interface Series {
  readonly series: string;
  readonly values: string;
}

/** An alert that must fire at a minute, with what tells it from others; none where nothing may. */
interface Expected {
  readonly alertname: string;
  readonly eval_time: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly severity?: string;
  readonly summary?: string;
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'clinfra-alerts-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What promtool says of files; JSON is YAML to it. */
function promtool(command: 'check' | 'test', files: Readonly<Record<string, unknown>>, ...names: readonly string[]) {
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), JSON.stringify(content));
  const { status, stdout, stderr } = spawnSync(PROMTOOL ?? '', [command, 'rules', ...names], { cwd: folder, encoding: 'utf8', env: {} });
  return { status, text: `${stdout}${stderr}` };
}

const rulesOf = (manifests: readonly Manifest[]) => manifests.filter(({ kind }) => kind === 'PrometheusRule').map(({ spec }) => spec);

/** The alerts of a ward, with sidecars or without. */
function alertsOfAWard(mesh: boolean): unknown {
  const platform = anEmptyPlatform();
  const site = new Site(platform, 'basement', {
    hosting: cluster({ context: 'basement', jurisdiction: 'IE' }),
    zones: ['a', 'b', 'c'],
    prometheus: { namespace: 'monitoring', selects: {} },
    ...(mesh && { mesh: {} }),
  });
  const ward = aDomain(platform, 'ward', { securityAlerts: { unauthorized: 10 } });
  const service = { image: 'registry.example/ehr:1.0.0', port: 4001, scale: { min: 3, max: 9 }, metrics: { port: 9464 } };
  new ClinicalService(ward, 'ehr', service).reaches(new ExternalHost(platform, 'lab', { host: 'api.lab.example' }));
  const [rules, ...others] = rulesOf(renderDomain(new Inventory(platform), ward, site, () => undefined));
  expect(others).toEqual([]);
  return rules;
}

const test = (series: readonly Series[], { alertname, eval_time, labels, severity, summary }: Expected) => ({
  rule_files: ['rules.yaml'],
  evaluation_interval: '1m',
  tests: [
    {
      interval: '1m',
      input_series: series,
      alert_rule_test: [{ eval_time, alertname, exp_alerts: labels ? [{ exp_labels: { severity, ...labels }, exp_annotations: { summary } }] : [] }],
    },
  ],
});

const REQUESTS = 'istio_requests_total{reporter="destination", destination_workload_namespace="ward", destination_workload="ehr", response_code="401"}';
const GRPC = 'istio_requests_total{reporter="destination", destination_workload_namespace="ward", destination_workload="ehr", grpc_response_status="16"}';
const SENT =
  'istio_tcp_received_bytes_total{reporter="source", source_workload_namespace="ward", source_workload="ehr", destination_service_name="api.lab.example"}';
const LOST =
  'istio_tcp_connections_opened_total{reporter="source", source_workload_namespace="ward", source_workload="ehr", destination_service_name="BlackHoleCluster"}';
const BURST = { severity: 'warning', summary: 'refused log-ins come in a burst at ehr' };
const LEAK = { severity: 'critical', summary: 'unusually much leaves ehr' };
const TRIED = { severity: 'critical', summary: 'ehr tried to reach what it does not declare' };
const EHR = { destination_workload: 'ehr' };
const TO_LAB = { source_workload: 'ehr', destination_service_name: 'api.lab.example' };

const CASES: readonly (readonly [string, boolean, readonly Series[], Expected])[] = [
  [
    'refused log-ins above the figure',
    true,
    [{ series: REQUESTS, values: '0+3x10' }],
    { alertname: 'UnauthorizedAccess', eval_time: '6m', labels: EHR, ...BURST },
  ],
  ['refused log-ins over gRPC', true, [{ series: GRPC, values: '0+3x10' }], { alertname: 'UnauthorizedAccess', eval_time: '6m', labels: EHR, ...BURST }],
  ['no burst of as many as are allowed', true, [{ series: REQUESTS, values: '0+2x10' }], { alertname: 'UnauthorizedAccess', eval_time: '6m' }],
  ['much that leaves', true, [{ series: SENT, values: '0+120000000x10' }], { alertname: 'DataExfiltration', eval_time: '6m', labels: TO_LAB, ...LEAK }],
  ['not what usually leaves', true, [{ series: SENT, values: '0+30000000x10' }], { alertname: 'DataExfiltration', eval_time: '6m' }],
  [
    'the first try of what is not declared',
    true,
    [{ series: LOST, values: '_ _ _ 1x10' }],
    { alertname: 'UndeclaredEgress', eval_time: '4m', labels: { source_workload: 'ehr' }, ...TRIED },
  ],
  ['no try that is long past', true, [{ series: LOST, values: '1x20' }], { alertname: 'UndeclaredEgress', eval_time: '15m' }],
  [
    'refused log-ins without sidecars',
    false,
    [{ series: 'http_requests_total{namespace="ward", job="ehr", status="401"}', values: '0+3x10' }],
    { alertname: 'UnauthorizedAccess', eval_time: '6m', labels: { job: 'ehr' }, ...BURST },
  ],
  [
    'much that leaves without sidecars, of the pods of that workload',
    false,
    [
      { series: 'container_network_transmit_bytes_total{namespace="ward", pod="ehr-5d9c-abcde"}', values: '0+120000000x10' },
      { series: 'container_network_transmit_bytes_total{namespace="ward", pod="ehr-archive-5d9c-abcde"}', values: '0+120000000x10' },
    ],
    {
      alertname: 'DataExfiltration',
      eval_time: '6m',
      labels: { pod: 'ehr-5d9c-abcde' },
      severity: 'critical',
      summary: 'unusually much leaves ehr-5d9c-abcde',
    },
  ],
];

const describeWithPromtool = PROMTOOL ? describe : describe.skip;

describeWithPromtool(`alerts, as promtool runs them${PROMTOOL ? '' : ' (skipped: no promtool on PATH)'}`, () => {
  it.each(CASES)('[X5] tell of %s', (_, mesh, series, expected) => {
    const { status, text } = promtool('test', { 'rules.yaml': alertsOfAWard(mesh), 'tests.yaml': test(series, expected) }, 'tests.yaml');
    expect({ status, text }).toMatchObject({ status: 0, text: expect.stringContaining('SUCCESS') });
  });

  it('would be found silent where they must fire, and loud where they must not', () => {
    const of = (values: string, expected: Expected) =>
      promtool('test', { 'rules.yaml': alertsOfAWard(true), 'tests.yaml': test([{ series: REQUESTS, values }], expected) }, 'tests.yaml').status;
    expect(of('0+2x10', { alertname: 'UnauthorizedAccess', eval_time: '6m', labels: EHR, ...BURST })).toBe(1);
    expect(of('0+3x10', { alertname: 'UnauthorizedAccess', eval_time: '6m' })).toBe(1);
  });

  it('[O2] are rules to it on every platform, and a broken one is none', () => {
    const files = Object.fromEntries(SITES.flatMap(({ manifests }) => rulesOf(manifests)).map((spec, index) => [`rules-${index}.yaml`, spec]));
    expect(Object.keys(files).length).toBeGreaterThan(3);
    expect(promtool('check', files, ...Object.keys(files))).toMatchObject({ status: 0 });
    const [first] = Object.values(files);
    const broken = JSON.parse(JSON.stringify(first).replace('sum by', 'sum bye'));
    expect(at(broken, 'groups', 0, 'rules', 0, 'expr')).toContain('sum bye');
    expect(promtool('check', { 'broken.yaml': broken }, 'broken.yaml').status).toBe(1);
  });
});

import { message } from '@clinfra/checks';
import { type AddedObject, Inventory } from '@clinfra/core';
import { checkWithObjects, folder } from '@clinfra/kubernetes';
import { manifestsOf } from '@clinfra/kubernetes/chart';
import { ApiObject, App, Chart, Lazy } from 'cdk8s';
import { aDomain, aPlatform } from '../../../test/fixtures/a-platform';
import { ADDRESSES, at, rendered, type Ward } from './rendered';

const map = (name: string, metadata: object = {}): AddedObject => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...metadata }, data: {} });

function chart(): Chart {
  const chart = new Chart(new App(), 'viewer', { namespace: 'clinical', labels: { 'app.kubernetes.io/component': 'web' } });
  new ApiObject(chart, 'late', { ...map('from-chart'), data: { theme: Lazy.any({ produce: () => 'plain' }) } });
  return chart;
}

describe('what is added to a domain', () => {
  it('comes last in its namespace, with the labels of the platform under its own', () => {
    const { manifests } = rendered(({ clinical }) => clinical.adds('viewer', () => [map('holidays', { labels: { team: 'ward' } }), map('themes')]));
    expect(manifests.slice(-2).map(({ metadata }) => [metadata.namespace, metadata.name])).toEqual([
      ['clinical', 'holidays'],
      ['clinical', 'themes'],
    ]);
    expect(manifests.at(-2)?.metadata.labels).toMatchObject({ team: 'ward', 'app.kubernetes.io/component': 'addition', 'clinfra.io/added-by': 'viewer' });
  });

  it('may be a chart of cdk8s, with its late values resolved', () => {
    const added = rendered(({ clinical }) => clinical.adds('viewer', manifestsOf(chart))).get('ConfigMap', 'from-chart');
    expect(added).toMatchObject({ metadata: { namespace: 'clinical', labels: { 'app.kubernetes.io/component': 'web' } }, data: { theme: 'plain' } });
  });

  it('learns where it stands and where a store answers there', () => {
    const added = rendered(({ clinical, records }) =>
      clinical.adds('viewer', ({ site, host, readerHost }) => [
        { ...map('where'), data: { site: site.name, host: host(records), readerHost: readerHost(records) } },
      ]),
    );
    expect(at(added.get('ConfigMap', 'where'), 'data')).toEqual({ site: 'dublin', host: 'records.example', readerHost: 'records-ro.example' });
  });

  it('is in the folder of its namespace', () => {
    const { platform, clinical } = aPlatform();
    clinical.adds('viewer', manifestsOf(chart));
    const files = [...folder(new Inventory(platform), { addresses: ADDRESSES, layout: 'object' })].map(({ path }) => path);
    expect(files).toContain('dublin/clinical/configmap-from-chart.yaml');
  });

  it('costs nothing where nothing is added: the same objects, and no chart is asked', () => {
    const asked = jest.fn(() => [map('x')]);
    rendered(({ platform }) => aDomain(platform, 'other').adds('viewer', asked));
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('what is found of an addition beside what is rendered', () => {
  const found = (change: (ward: Ward) => unknown) => {
    const ward = aPlatform();
    change(ward);
    return checkWithObjects(ward.platform, { today: '2026-11-23' })
      .filter(({ severity }) => severity === 'error')
      .map(message);
  };

  it.each<readonly [string, (ward: Ward) => unknown, readonly string[]]>([
    [
      'an object that the platform has',
      ({ clinical }) => clinical.adds('viewer', () => [map('store-records')]),
      [
        'clinical.added.viewer.ConfigMap/store-records: must be the only ConfigMap of its name in clinical, got another of the connection records; rename it, or patch what is there [additions]',
      ],
    ],
    [
      'an object twice',
      ({ clinical }) => [clinical.adds('viewer', () => [map('holidays')]), clinical.adds('editor', () => [map('holidays')])],
      [
        'clinical.added.editor.ConfigMap/holidays: must be the only ConfigMap of its name in clinical, got another of clinical.added.viewer; rename it, or patch what is there [additions]',
      ],
    ],
    ['nothing of one that is right', ({ clinical }) => clinical.adds('viewer', manifestsOf(chart)), []],
    [
      'nothing of the same name in two domains',
      ({ platform, clinical }) => [clinical, aDomain(platform, 'other')].map(domain => domain.adds('viewer', () => [map('holidays')])),
      [],
    ],
  ])('%s', (_, change, expected) => {
    expect(found(change)).toEqual(expected);
  });
});

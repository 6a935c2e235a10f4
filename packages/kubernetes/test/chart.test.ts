import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { Inventory } from '@clinfra/core';
import { renderDomain } from '@clinfra/kubernetes';
import { DomainChart } from '@clinfra/kubernetes/chart';
import { nilecare } from '@clinfra/nilecare';
import { ApiObject, App } from 'cdk8s';
import { ADDRESSES } from './rendered';

const ROOT = path.resolve(__dirname, '../../..');

describe('a chart of a domain', () => {
  it('synthesizes to the objects that are rendered without it', () => {
    for (const environment of ['development', 'production'] as const) {
      const inventory = new Inventory(nilecare(environment));
      const [site] = inventory.servingSites;
      if (!site) throw new Error('the fixture has lost its site');
      for (const domain of inventory.domains) {
        const chart = new DomainChart(new App(), domain.name, { inventory, domain, site, addresses: ADDRESSES });
        expect(chart.toJson()).toEqual(renderDomain(inventory, domain, site, ADDRESSES));
      }
    }
  });

  it('lets its objects be found and patched', () => {
    const inventory = new Inventory(nilecare('production'));
    const [site] = inventory.servingSites;
    const domain = inventory.domains.find(({ name }) => name === 'clinical');
    if (!site || !domain) throw new Error('the fixture has lost its site or its domain');
    const chart = new DomainChart(new App(), 'clinical', { inventory, domain, site, addresses: ADDRESSES });
    ApiObject.of(chart.node.findChild('Rollout-ehr')).metadata.addAnnotation('example.org/reviewed', 'yes');
    const rendered = renderDomain(inventory, domain, site, ADDRESSES);
    expect(chart.toJson()).not.toEqual(rendered);
    expect(chart.toJson()).toHaveLength(rendered.length);
  });
});

describe('the main entry', () => {
  const librariesOf = (entry: string) =>
    execFileSync(
      process.execPath,
      ['--require', path.join(ROOT, 'scripts/register.cjs'), '-p', `require('${entry}'); Object.keys(require.cache).join('\\n')`],
      {
        cwd: path.join(ROOT, 'packages/kubernetes'),
        encoding: 'utf8',
      },
    )
      .split('\n')
      .flatMap(file => /node_modules\/(cdk8s[^/]*|@kubernetes-models)\//.exec(file)?.[1] ?? []);

  it('loads neither cdk8s nor models of custom resources, so that a preview does not wait for them', () => {
    expect(new Set(librariesOf('@clinfra/kubernetes'))).toEqual(new Set());
    expect(new Set(librariesOf('@clinfra/kubernetes/chart'))).toContain('cdk8s');
  });
});

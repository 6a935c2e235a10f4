import { Inventory, type Platform } from '@clinfra/core';
import { documents, renderSite } from '@clinfra/kubernetes';
import { aPlatform, aService } from '../../../test/fixtures/a-platform';
import { onceAtSite, onceFor } from '../src/once';
import type { SiteView } from '../src/site-view';
import { ADDRESSES } from './rendered';

describe('what follows from a declaration', () => {
  it('is worked out once for each thing, whatever comes between', () => {
    const asked: object[] = [];
    const of = onceFor((thing: { readonly name: string }) => {
      asked.push(thing);
      return [thing.name];
    });
    const [a, b] = [{ name: 'a' }, { name: 'a' }];
    const made = of(a);
    expect([of(b), of(a)]).toEqual([['a'], ['a']]);
    expect(of(a)).toBe(made);
    expect(asked).toEqual([a, b]);
  });

  it('is worked out for each rendering of a site where that has a say', () => {
    const [one, other] = [{ partOf: 'one' } as SiteView, { partOf: 'other' } as SiteView];
    const of = onceAtSite((view, { name }: { readonly name: string }) => [view.partOf, name]);
    const thing = { name: 'a' };
    expect([of(one, thing), of(other, thing), of(one, thing)]).toEqual([
      ['one', 'a'],
      ['other', 'a'],
      ['one', 'a'],
    ]);
    expect(of(one, thing)).toBe(of(one, thing));
  });

  it('is told apart between platforms of one process that have the same names', () => {
    const first = declared({ port: 4000, host: 'a.example', cidr: '10.1.0.0/28' });
    const second = declared({ port: 5000, host: 'b.example', cidr: '10.2.0.0/28' });
    const alone = [textOf(first), textOf(second)];
    expect([textOf(first), textOf(second)]).toEqual(alone);
    const [one = '', other = ''] = alone.map(text => text.replace(/-checksum: .*/g, ''));
    expect(other).toBe(one.replaceAll('4000', '5000').replaceAll('a.example', 'b.example').replaceAll('10.1.0.0', '10.2.0.0'));
  });

  it('follows what is declared between two renderings', () => {
    const { platform, clinical } = aPlatform();
    const called = aService(clinical, 'called');
    const before = textOf(platform);
    aService(clinical, 'calling').calls(called);
    expect(before).not.toContain('CALLED_URL');
    expect(textOf(platform)).toContain('CALLED_URL');
  });
});

function declared({ port, host, cidr }: { readonly port: number; readonly host: string; readonly cidr: string }): Platform {
  const { platform, stores, clinical } = aPlatform();
  const records = stores.postgres('records', { holds: ['phi'], existing: { host, cidr } });
  const called = aService(clinical, 'called', { port });
  aService(clinical, 'calling', { port }).calls(called).reads(records);
  return platform;
}

function textOf(platform: Platform): string {
  const inventory = new Inventory(platform);
  const domains = inventory.sites.flatMap(site => [...renderSite(inventory, site, ADDRESSES)]);
  return domains.map(({ manifests }) => documents(manifests)).join('');
}

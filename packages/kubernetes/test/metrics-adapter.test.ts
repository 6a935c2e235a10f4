import { Inventory, seconds } from '@clinfra/core';
import { renderCluster } from '@clinfra/kubernetes';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { aDomain, aPlatform, aService } from '../../../test/fixtures/a-platform';
import { at, renderedDomain } from './rendered';
import { AUTOSCALERS, siteBeside } from './scaled';

describe('the metrics adapter', () => {
  /** The parts of a rule as the adapter documents them. */
  const RULES = {
    type: 'object',
    required: ['rules'],
    additionalProperties: false,
    properties: {
      rules: {
        type: 'array',
        items: {
          type: 'object',
          required: ['seriesQuery', 'resources', 'metricsQuery'],
          additionalProperties: false,
          properties: {
            seriesQuery: { type: 'string', minLength: 1 },
            seriesFilters: { type: 'array' },
            resources: {
              type: 'object',
              additionalProperties: false,
              properties: {
                template: { type: 'string' },
                namespaced: { type: 'boolean' },
                overrides: {
                  type: 'object',
                  additionalProperties: {
                    type: 'object',
                    required: ['resource'],
                    additionalProperties: false,
                    properties: { group: { type: 'string' }, resource: { type: 'string' } },
                  },
                },
              },
            },
            name: { type: 'object', additionalProperties: false, properties: { matches: { type: 'string' }, as: { type: 'string' } } },
            metricsQuery: { type: 'string', pattern: '<<\\.Series>>.*<<\\.LabelMatchers>>.*<<\\.GroupBy>>' },
          },
        },
      },
    },
  };
  const isConfig = new Ajv().compile(RULES);

  it('[A1] gets a rule for each counter by which somebody scales, in the form that it documents', () => {
    const { platform, site } = aPlatform();
    const own = siteBeside(platform, site);
    const domain = aDomain(platform, 'watch', { sites: [own] });
    aService(domain, 'labs', { metrics: {}, scale: { min: 2, max: 9, requests: {} } });
    aService(domain, 'scans', { metrics: { interval: seconds(60) }, scale: { min: 2, max: 9, requests: {} } });
    const rules = at(renderedDomain(platform, domain, own).get('ConfigMap', 'metrics-adapter-rules'), 'data', 'config.yaml') as string;
    const config: unknown = parse(rules);
    expect(isConfig(config)).toBe(true);
    expect(config).toEqual({
      rules: [
        {
          seriesQuery: 'http_requests_total{namespace!="",pod!=""}',
          resources: { overrides: { namespace: { resource: 'namespace' }, pod: { resource: 'pod' } } },
          name: { matches: '^http_requests_total$', as: 'http_requests_per_second' },
          metricsQuery: 'sum(rate(<<.Series>>{<<.LabelMatchers>>}[4m])) by (<<.GroupBy>>)',
        },
      ],
    });
  });

  it('is judged by that form, which refuses what the adapter does not know', () => {
    expect(isConfig({ rules: [{ seriesQuery: 'a', resources: {}, query: 'b', metricsQuery: '<<.Series>> <<.LabelMatchers>> <<.GroupBy>>' }] })).toBe(false);
    expect(isConfig({ rules: [{ seriesQuery: 'a', resources: {}, metricsQuery: 'sum(a)' }] })).toBe(false);
  });

  it('has its rules among what stands in no namespace of the platform, where it runs beside it', () => {
    const { platform, site } = aPlatform();
    const own = siteBeside(platform, site, { ...AUTOSCALERS, addOns: 'preinstalled' });
    aService(aDomain(platform, 'tests', { sites: [own] }), 'labs', { metrics: {}, scale: { min: 2, max: 9, requests: {} } });
    const rules = renderCluster(new Inventory(platform), own).filter(({ kind }) => kind === 'ConfigMap');
    expect(rules.map(({ metadata }) => [metadata.namespace, metadata.name])).toEqual([['watch', 'metrics-adapter-rules']]);
  });
});

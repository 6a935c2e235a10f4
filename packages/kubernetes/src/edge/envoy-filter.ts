import type { Edge, RateLimit, Size } from '@clinfra/core';
import { edgeLabels } from '../labels';
import type { Manifest } from '../manifest';
import { GATEWAY_LABEL } from '../network/peers';
import type { SiteView } from '../site-view';

/** The model is a module that could not be loaded here; only its type is used, and none of it is published. */
type IEnvoyFilter = import('@kubernetes-models/istio/networking.istio.io/v1alpha3/EnvoyFilter', { with: { 'resolution-mode': 'import' }}).IEnvoyFilter;
type Patch = NonNullable<NonNullable<IEnvoyFilter['spec']>['configPatches']>[number];

const TYPES = 'type.googleapis.com/envoy';

/** What an answer must have at least to be worth compressing. */
const WORTH_COMPRESSING = 1024;
/** What is text; pictures and archives are compressed already. */
const TEXT = [
  'application/json',
  'application/fhir+json',
  'application/fhir+xml',
  'application/javascript',
  'application/xml',
  'text/css',
  'text/html',
  'text/plain',
];

/** What the Gateway API does not carry, as filters of Envoy in the pods of this one gateway; undefined where nothing of it is asked for. */
export function envoyFilter(view: SiteView, edge: Edge): Manifest | undefined {
  const filters = filtersOf(edge);
  if (filters.length === 0) return undefined;
  return {
    apiVersion: 'networking.istio.io/v1alpha3',
    kind: 'EnvoyFilter',
    metadata: { name: edge.name, namespace: edge.domain.name, labels: edgeLabels(view, edge) },
    spec: { workloadSelector: { labels: { [GATEWAY_LABEL]: edge.name } }, configPatches: filters.map(beforeRouting) },
  } satisfies IEnvoyFilter;
}

interface Filter {
  readonly name: string;
  readonly typed_config: Readonly<Record<string, unknown>>;
}

/** In the order in which a request meets them: what is too much is refused before anything of it is kept. */
function filtersOf({ rateLimit, maxRequest, compression }: Edge): readonly Filter[] {
  return [...(rateLimit ? [limiter(rateLimit)] : []), ...(maxRequest ? [buffer(maxRequest)] : []), ...(compression ? [COMPRESSOR] : [])];
}

function beforeRouting(value: Filter): Patch {
  const filter = { name: 'envoy.filters.network.http_connection_manager', subFilter: { name: 'envoy.filters.http.router' } };
  return {
    applyTo: 'HTTP_FILTER',
    match: { context: 'GATEWAY', listener: { filterChain: { filter } } },
    patch: { operation: 'INSERT_BEFORE', value: { ...value } },
  };
}

/** One bucket for each pod of the gateway. Both switches are off unless set: the one counts, the other refuses. */
function limiter({ requests, per }: RateLimit): Filter {
  const always = (key: string) => ({ runtime_key: key, default_value: { numerator: 100, denominator: 'HUNDRED' } });
  return {
    name: 'envoy.filters.http.local_ratelimit',
    typed_config: {
      '@type': `${TYPES}.extensions.filters.http.local_ratelimit.v3.LocalRateLimit`,
      stat_prefix: 'edge_rate_limit',
      token_bucket: { max_tokens: requests, tokens_per_fill: requests, fill_interval: `${per.toSeconds()}s` },
      filter_enabled: always('edge_rate_limit_enabled'),
      filter_enforced: always('edge_rate_limit_enforced'),
    },
  };
}

function buffer(maxRequest: Size): Filter {
  return {
    name: 'envoy.filters.http.buffer',
    typed_config: { '@type': `${TYPES}.extensions.filters.http.buffer.v3.Buffer`, max_request_bytes: maxRequest.toBytes() },
  };
}

const COMPRESSOR: Filter = {
  name: 'envoy.filters.http.compressor',
  typed_config: {
    '@type': `${TYPES}.extensions.filters.http.compressor.v3.Compressor`,
    response_direction_config: { common_config: { min_content_length: WORTH_COMPRESSING, content_type: TEXT } },
    compressor_library: { name: 'gzip', typed_config: { '@type': `${TYPES}.extensions.compression.gzip.compressor.v3.Gzip` } },
  },
};

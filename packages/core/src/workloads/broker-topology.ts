import type { Administration } from '../stores/administration';
import type { RabbitMq } from '../stores/rabbitmq';
import { CREDENTIALS, StoreAdministration } from './store-administration';

/** A token for the time that the Job may take; the region and the address of STS are in its environment. */
const ASK = 'aws sts get-web-identity-token --audience "$SERVER_AUDIENCE" --signing-algorithm ES384 --duration-seconds 900';
const FETCH = `${ASK} --query WebIdentityToken --output text >${CREDENTIALS}/secret`;

/** The Job that makes the exchanges, queues, bindings and limits of a broker of RabbitMQ. */
export class BrokerTopology extends StoreAdministration<RabbitMq> {
  constructor(administration: Administration, store: RabbitMq) {
    super(administration, store, { name: `${store.name}-topology`, fetch: FETCH });
  }
}

import type { Administration } from '../stores/administration';
import type { Kafka } from '../stores/kafka';
import { CREDENTIALS, StoreAdministration } from './store-administration';

/** The credentials of the Job's own role, which come from the node and end by themselves. */
const FETCH = `aws configure export-credentials --format process >${CREDENTIALS}/secret`;

/** The Job that writes the ACLs of a Kafka cluster whose clients have passwords. It has none itself: it comes by an identity of AWS, for which no ACL counts. */
export class KafkaAccess extends StoreAdministration<Kafka> {
  constructor(administration: Administration, store: Kafka) {
    super(administration, store, { name: `${store.name}-access`, fetch: FETCH });
  }
}

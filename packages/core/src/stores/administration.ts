import type { Domain } from '../platform/domain';

/** The first user of a database that is made on AWS, with whom others are made. */
export const DATABASE_ADMINISTRATOR = 'clinfra';

/** The programs with which stores are administered. */
export type AdministrationImage = 'credentials' | 'postgres' | 'mysql' | 'rabbitmq' | 'kafka';

/** How the users of a tier's relational databases are made, the exchanges and queues of its brokers of RabbitMQ, and the ACLs of its Kafka clusters. */
export interface AdministrationProps {
  /**
   * The domain in whose namespace the Jobs run, one for each store. It holds nothing else, because whoever can start pods there can administer
   * the stores, and stands on the sites of the tier.
   */
  readonly domain: Domain;
  /**
   * The images of the Jobs, by a tag that does not move or by digest: `credentials` has the command line of AWS and a shell, `postgres` has `psql`, `mysql` has
   * `mysql`, each with a shell beside it, `rabbitmq` and `kafka` have Node.
   * @default those that their makers publish in Amazon's public registry, ADMINISTRATION_IMAGES
   */
  readonly images?: Partial<Readonly<Record<AdministrationImage, string>>>;
}

export interface Administration {
  readonly domain: Domain;
  readonly images: Readonly<Record<AdministrationImage, string>>;
}

/** The images of their makers, chosen on 2026-11-29. A client speaks to servers of its own version and of older ones. */
export const ADMINISTRATION_IMAGES: Administration['images'] = {
  credentials: 'public.ecr.aws/aws-cli/aws-cli:2.36.43',
  postgres: 'public.ecr.aws/docker/library/postgres:17.6',
  mysql: 'public.ecr.aws/docker/library/mysql:8.4.6',
  rabbitmq: 'public.ecr.aws/docker/library/node:22.20.0-alpine',
  kafka: 'public.ecr.aws/docker/library/node:22.20.0-alpine',
};

export function administrationFrom({ domain, images }: AdministrationProps): Administration {
  return { domain, images: { ...ADMINISTRATION_IMAGES, ...images } };
}

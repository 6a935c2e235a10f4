import { within } from '../given/within';
import type { Site } from '../sites/site';
import type { Store } from '../stores/store';
import { Declaration } from './declaration';
import type { Domain } from './domain';

/** An object of Kubernetes that somebody else made: from a chart, a file, or by hand. */
export interface AddedObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    /** The domain's own, or none, which means the same. */
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** For what objects are asked. */
export interface AddedPlace {
  /** The site on which they will stand. */
  readonly site: Site;
  /**
   * Where a store answers there; undefined where nobody knows it yet. On the way to `pulumi up` the strings stand for what is known only after apply: they are
   * carried as they are, never cut, hashed or compared, and whoever asks for one writes it into an object.
   */
  readonly host: (store: Store) => string | undefined;
  readonly readerHost: (store: Store) => string | undefined;
}

/** Makes the objects. It is asked several times, and gives the same for the same place. */
export type Additions = (place: AddedPlace) => readonly AddedObject[];

/**
 * Objects of somebody else in a domain, checked with the rest and applied last in its namespace. They get the platform's labels and nothing more: no policy, so
 * that their pods reach nobody and nobody reaches them until a NetworkPolicy among them says so, and no sidecar.
 */
export class Addition extends Declaration {
  readonly kind = 'addition';

  constructor(
    readonly domain: Domain,
    name: string,
    readonly objects: Additions,
  ) {
    super(within('domain', domain, name), name);
  }

  override get path(): string {
    return `${this.domain.path}.added.${this.name}`;
  }
}

import { given } from '../given/given';
import { within } from '../given/within';
import { type KindOf, type Patch, Patchable } from '../patch';
import type { Platform } from './platform';

export interface ExternalHostProps {
  /** The host name, for people and for the mesh: `sms.example.sd`. */
  readonly host: string;
  /**
   * The ports that may be reached; nothing else is.
   * @default [443]
   */
  readonly ports?: readonly number[];
  /**
   * Whether it can be found under its name here as well, `http://sms-provider`, in each domain that reaches it: an ExternalName Service.
   * A client that goes by the alias must still send the real host name, or certificates do not match.
   * @default false
   */
  readonly alias?: boolean;
}

/** A third party outside the platform that a service `reaches`. */
export class ExternalHost extends Patchable<Patch<KindOf<'external-host'>>> {
  readonly kind = 'external-host';
  readonly host: string;
  readonly ports: readonly number[];
  readonly alias: boolean;

  constructor(platform: Platform, name: string, declared: ExternalHostProps) {
    const props = given('ExternalHostProps', declared);
    super(within('platform', platform, name), name, props);
    const { host, ports = [443], alias = false } = props;
    this.host = host;
    this.ports = ports;
    this.alias = alias;
  }
}

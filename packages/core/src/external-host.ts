import { Declaration } from './declaration';
import type { Platform } from './platform';

export interface ExternalHostProps {
  /** The host name, for people and for the mesh: `sms.example.sd`. */
  readonly host: string;
  /**
   * The ports that may be reached; nothing else is.
   * @default [443]
   */
  readonly ports?: readonly number[];
}

/** A third party outside the platform that a service `reaches`. */
export class ExternalHost extends Declaration {
  readonly kind = 'external-host';
  readonly host: string;
  readonly ports: readonly number[];

  constructor(platform: Platform, name: string, props: ExternalHostProps) {
    super(platform, name);
    const { host, ports = [443] } = props;
    this.host = host;
    this.ports = ports;
  }
}

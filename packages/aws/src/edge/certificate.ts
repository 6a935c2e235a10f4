import { Certificate, CertificateValidation } from '@pulumi/aws/acm';
import { ComponentResource, type ComponentResourceOptions, type Output } from '@pulumi/pulumi';
import type { Facts } from '../facts';

/** What has to stand in a zone for a certificate authority to sign for a host. */
export interface Proof {
  readonly name: Output<string>;
  readonly type: Output<string>;
  readonly value: Output<string>;
}

export interface EdgeCertificateArgs {
  /** Where it is used; a certificate stands in the region of what shows it. */
  readonly facts: Facts;
  /** The hosts for which it holds, the first of which gives it its name. All lie in the zone. */
  readonly hosts: readonly [string, ...string[]];
  /** Puts the proof for a host into the zone, and says under which name it stands. */
  readonly prove: (host: string, proof: Proof) => Output<string>;
}

/** A certificate of ACM for hosts of a zone. It is proven by records there, which stay, so that it renews itself; its ARN is known once it is signed. */
export class EdgeCertificate extends ComponentResource {
  readonly arn: Output<string>;

  constructor(name: string, { facts, hosts, prove }: EdgeCertificateArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:EdgeCertificate', name, {}, opts);
    const [domainName, ...others] = hosts;
    const settings = { domainName, subjectAlternativeNames: others, validationMethod: 'DNS', keyAlgorithm: 'EC_prime256v1' };
    const certificate = new Certificate(name, { ...facts.owned(name), ...settings }, { parent: this });
    const validationRecordFqdns = hosts.map(host => prove(host, proofOf(host, certificate)));
    const signed = new CertificateValidation(name, { region: facts.region, certificateArn: certificate.arn, validationRecordFqdns }, { parent: this });
    this.arn = signed.certificateArn;
    this.registerOutputs({ arn: this.arn });
  }
}

function proofOf(host: string, { domainValidationOptions }: Certificate): Proof {
  const proof = domainValidationOptions.apply(options => options.find(({ domainName }) => domainName === host) ?? options[0]);
  const part = (key: 'resourceRecordName' | 'resourceRecordType' | 'resourceRecordValue') => proof.apply(one => one?.[key] ?? '');
  return { name: part('resourceRecordName'), type: part('resourceRecordType'), value: part('resourceRecordValue') };
}

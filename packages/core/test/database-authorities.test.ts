import { X509Certificate } from 'node:crypto';
import { AWS_REGIONS, type AwsRegion, databaseAuthorities } from '@clinfra/core';

const REGIONS = Object.keys(AWS_REGIONS) as readonly AwsRegion[];
const certificatesIn = (file: string) => (file.match(/-----BEGIN[\s\S]*?-----END CERTIFICATE-----\n/g) ?? []).map(text => new X509Certificate(text));

describe('whom clients of databases trust', () => {
  it('[X3] is the authority of RDS in the region of the site, by its own signature, and those of RDS Proxy', () => {
    for (const region of REGIONS) {
      const [server, ...proxies] = certificatesIn(databaseAuthorities({ region, databaseAuthority: undefined }) ?? '');
      if (!server) continue;
      expect(server.subject).toContain(`CN=Amazon RDS ${region} Root CA RSA2048 G1`);
      expect(proxies.map(({ subject }) => /CN=(.*)/.exec(subject)?.[1])).toEqual([
        ...[1, 2, 3, 4].map(number => `Amazon Root CA ${number}`),
        'Starfield Services Root Certificate Authority - G2',
      ]);
      for (const one of [server, ...proxies])
        expect([one.ca, one.verify(one.publicKey), new Date(one.validTo).getFullYear() > 2036]).toEqual([true, true, true]);
    }
  });

  it('[X3] is not known in a few new regions, where it has to be given', () => {
    const unknown = REGIONS.filter(region => databaseAuthorities({ region, databaseAuthority: undefined }) === undefined);
    expect(unknown).toEqual(['ap-southeast-5', 'ap-southeast-7', 'ca-west-1', 'il-central-1', 'mx-central-1']);
    const given = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
    expect(databaseAuthorities({ region: 'ca-west-1', databaseAuthority: given })?.startsWith(given)).toBe(true);
  });
});

import { check, message } from '@clinfra/checks';
import { aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

describe('versions of Kubernetes', () => {
  const version = (kubernetesVersion: unknown) => aWard({ hosting: { kubernetesVersion: untyped(kubernetesVersion) } });
  const unknown = (got: string) => [
    `sites.dublin.hosting.kubernetesVersion: must be one of 1.33, 1.34, 1.35, 1.36, got ${got}; write it as '1.36' [kubernetes-version]`,
  ];
  findsExactly([
    { what: 'one that EKS no longer runs', declare: () => version('1.29'), expect: unknown('"1.29"') },
    { what: 'one with its patch', declare: () => version('1.33.2'), expect: unknown('"1.33.2"') },
    { what: 'one with a v', declare: () => version('v1.33'), expect: unknown('"v1.33"') },
    { what: 'one as a number', declare: () => version(1.33), expect: unknown('1.33') },
    { what: 'one that is a property of every object', declare: () => version('toString'), expect: unknown('"toString"') },
    {
      what: 'one that is in extended support',
      declare: () => version('1.33'),
      expect: [
        `warning: sites.dublin.hosting.kubernetesVersion: must be in standard support today (2026-11-23), got "1.33", until 2026-07-29; raise it to '1.36'; extended support ends on 2027-07-29 [kubernetes-version]`,
      ],
    },
  ]);

  it('[C2] is refused from the day after its support has ended, and warned of from the day after standard support', () => {
    const on = (today: string) => check(version('1.34'), { today }).map(finding => `${finding.severity}: ${message(finding)}`);
    expect(on('2026-12-02')).toEqual([]);
    expect(on('2026-12-03')).toEqual([expect.stringMatching(/^warning: .*must be in standard support today/)]);
    expect(on('2027-12-02')).toEqual([expect.stringMatching(/^warning: /)]);
    expect(on('2027-12-03')).toEqual([
      `error: sites.dublin.hosting.kubernetesVersion: must be supported by EKS today (2027-12-03), got "1.34", until 2027-12-02; raise it to '1.36' [kubernetes-version]`,
    ]);
  });
});

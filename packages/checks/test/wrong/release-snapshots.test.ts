import { aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

describe('a snapshot before a release', () => {
  findsExactly([
    ...['', 'v 2', '2.4.0-', 'x'.repeat(65), untyped<string>(2)].map(version => ({
      what: `[B4] of version ${JSON.stringify(version)}`,
      declare: () => aWard({ records: { snapshotBefore: version } }),
      expect: [
        `stores.records.snapshotBefore: must be a version of at most 64 letters, digits, dots, hyphens and underscores, got ${JSON.stringify(version)}; write it as '2.4.0' [release-snapshot]`,
      ],
    })),
    {
      what: '[B4] of a database that exists already',
      declare: () => aWard({ records: { snapshotBefore: '2.4.0', existing: { host: 'records.example', cidr: '10.20.0.0/24' } } }),
      expect: [
        'stores.records.snapshotBefore: must be left out for a database that is not made on AWS, got "2.4.0"; take the snapshot where it is kept [release-snapshot]',
      ],
    },
  ]);
});

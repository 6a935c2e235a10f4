import { cluster, days, Registry, type RegistryProps, Site } from '@clinfra/core';
import { aService, aWard, untyped } from '../a-ward';
import { findsExactly } from '../wrong-declarations';

const ACCOUNT = '111122223333';

/** A ward with a registry that has one thing wrong, and a service that runs an image of it. */
function withRegistry(props: Partial<RegistryProps> = {}, image = (registry: Registry) => registry.image('lab', '1.0.0')) {
  return aWard({}, ({ platform, clinical, records }) => {
    const registry = new Registry(platform, 'images', { account: ACCOUNT, ...props });
    aService(clinical, 'lab', { image: image(registry) }).reads(records);
  });
}

describe('a registry', () => {
  findsExactly([
    {
      what: '[C5] in an account that is none',
      declare: () => withRegistry({ account: 'ward' }),
      expect: ['registries.images.account: must be the twelve digits of an AWS account, got "ward"; write it as \'111122223333\' [registry]'],
    },
    {
      what: '[C5] at a site on a cluster',
      declare: () =>
        aWard({}, ({ platform, clinical, databases, stores, site }) => {
          const cork = new Site(platform, 'cork', { hosting: cluster({ context: 'cork', jurisdiction: 'IE' }), zones: ['one'] });
          for (const placed of [clinical, databases, stores]) Object.assign(placed, { declaredSites: [site] });
          new Registry(platform, 'images', { account: ACCOUNT, home: cork });
        }),
      expect: [
        'registries.images.home: must be a site on AWS, where images are pushed, got sites.cork; name one, or keep images in a registry of your own [registry]',
      ],
    },
    {
      what: 'at a site of nobody',
      declare: () => withRegistry({ home: untyped('dublin') }),
      expect: ['registries.images.home: must be a site of platform ward, got "dublin"; pass a Site that was declared there [registry]'],
    },
    {
      what: 'that scans in a way that there is not',
      declare: () => withRegistry({ scanning: untyped('sometimes') }),
      expect: ['registries.images.scanning: must be one of on-push, continuous, got "sometimes"; choose one of them [registry]'],
    },
    {
      what: 'that keeps too few images to go back',
      declare: () => withRegistry({ keep: 1, keepUntagged: days(0) }),
      expect: [
        'registries.images.keep: must be a whole number from 10 to 10000, got 1; keep what runs, and what it may have to go back to [figures]',
        'registries.images.keepUntagged: must be a length of time from 1d to 365d, got 0s; write it as days(14) [figures]',
      ],
    },
    {
      what: '[X2] to which somebody pushes who is no role',
      declare: () => withRegistry({ pushers: ['pipeline', 'arn:aws:iam::111122223333:role/pipeline'] }),
      expect: ['registries.images.pushers[0]: must be the ARN of a role, got "pipeline"; write it as arn:aws:iam::111122223333:role/pipeline [registry]'],
    },
    {
      what: 'with an image that nothing runs',
      declare: () =>
        withRegistry({}, registry => {
          registry.image('old-lab', '1.0.0');
          return registry.image('lab', '1.0.0');
        }),
      expect: ['warning: registries.images.image("old-lab"): must be run by a workload, got none that does; leave it out, or let a workload run it [registry]'],
    },
    {
      what: 'with an image by a name that ECR does not take',
      declare: () => withRegistry({}, registry => registry.image('Lab', '1.0.0')),
      expect: [
        'clinical.lab.image: must be an image reference, got "111122223333.dkr.ecr.eu-west-1.amazonaws.com/ward/production/Lab:1.0.0"; write it as registry.example/name:1.0.0 [image]',
        'registries.images.image("Lab"): must be lowercase words joined by . _ - or /, got "Lab"; rename the image [registry]',
      ],
    },
    {
      what: 'with an image that moves, in production',
      declare: () => withRegistry({}, registry => registry.image('lab', 'latest')),
      expect: [
        'clinical.lab.image: must name one version, got "111122223333.dkr.ecr.eu-west-1.amazonaws.com/ward/production/lab:latest"; replace latest, which moves, by the version [image]',
      ],
    },
    {
      what: 'that fetches through itself what needs an account there',
      declare: () => withRegistry({ upstreams: [untyped('docker-hub'), 'quay', 'quay'] }),
      expect: [
        'registries.images.upstreams[0]: must be one of ecr-public, kubernetes, quay, got "docker-hub"; choose one of them [registry]',
        'registries.images.upstreams[2]: must be named once, got "quay"; leave it out [registry]',
      ],
    },
    {
      what: 'whose name is too long for what is fetched through it',
      declare: () =>
        aWard({ names: { platform: 'ward-of-children' } }, ({ platform, clinical, records }) => {
          const registry = new Registry(platform, 'images', { account: ACCOUNT, upstreams: ['quay'] });
          aService(clinical, 'lab', { image: registry.image('lab', '1.0.0') }).reads(records);
        }),
      expect: [
        'registries.images.upstreams[0]: must make a name of at most 30 characters, got 32 in ward-of-children/production/quay; shorten the name of the platform or the environment [registry]',
      ],
    },
    {
      what: 'beside another that sets what their account has once',
      declare: () =>
        aWard({}, ({ platform }) => {
          new Registry(platform, 'images', { account: ACCOUNT });
          new Registry(platform, 'tools', { account: ACCOUNT });
        }),
      expect: [
        'registries.tools.ownsSettings: must be false where registries.images sets what their account has once, got true; leave it to one of them [registry]',
      ],
    },
    {
      what: 'that may set that or not',
      declare: () => withRegistry({ ownsSettings: untyped('maybe') }),
      expect: ['registries.images.ownsSettings: must be true or false, got "maybe"; leave it out [registry]'],
    },
    {
      what: 'by a name that is none',
      declare: () => aWard({}, ({ platform }) => new Registry(platform, 'Images', { account: ACCOUNT })),
      expect: ['registries.Images.name: must be lowercase letters, digits and hyphens, with no hyphen first or last, got "Images"; rename it [names]'],
    },
  ]);
});

import { given } from '../given/given';
import { within } from '../given/within';
import { type KindOf, type Patch, Patchable } from '../patch';
import type { ResourceOf } from '../resource-patch';
import { Site } from '../sites/site';
import { type Duration, days } from '../units';
import type { Platform } from './platform';

/**
 * How images are looked through for known weaknesses: `on-push` once, when they arrive; `continuous` again whenever a new weakness becomes known, by Amazon
 * Inspector, which is paid for by the image.
 */
export type ImageScanning = 'on-push' | 'continuous';

/** Public registries from which images may be taken through the platform's own, without an account there. */
export type Upstream = 'ecr-public' | 'kubernetes' | 'quay';

export interface RegistryProps {
  /** The number of the AWS account that keeps the images, `111122223333`: it stands in the name of each. It must be the one in which the platform is made. */
  readonly account: string;
  /**
   * The site in whose region images are pushed. The regions of all other sites on AWS have copies, and each site fetches from its own.
   * @default the first site on AWS
   */
  readonly home?: Site;
  /**
   * How images are looked through for known weaknesses.
   * @default 'on-push'
   */
  readonly scanning?: ImageScanning;
  /**
   * How many images of each name are kept; the oldest is removed when one too many arrives. What runs must be among them, or a new node cannot fetch it.
   * @default 100
   */
  readonly keep?: number;
  /**
   * How long an image without a tag is kept: one that was replaced, or a build that was never finished.
   * @default days(14)
   */
  readonly keepUntagged?: Duration;
  /**
   * The roles of pipelines that push images, by their ARN. Nobody else in the account may then fetch one but them and the nodes of the platform.
   * @default none: whoever is allowed to push by a policy of his own
   */
  readonly pushers?: readonly string[];
  /**
   * Public registries whose images are fetched once, kept, and looked through: `quay.io/a/b:1` as `registry.upstream('quay', 'a/b', '1')`.
   * @default none
   */
  readonly upstreams?: readonly Upstream[];
  /**
   * Whether what an account has once in a region is set here: where images are copied to, and how they are looked through. Of the environments that share an
   * account one may.
   * @default true
   */
  readonly ownsSettings?: boolean;
}

/**
 * Where the platform's images are kept: ECR in the region of each site on AWS. Tags never move, images are encrypted with a key of the platform, and only its
 * nodes fetch them. Workloads name an image by it: `image: registry.image('ehr', '1.4.2')`.
 */
export class Registry extends Patchable<Patch<KindOf<'registry'>>, ResourceOf<'registry'>> {
  readonly kind = 'registry';
  readonly account: string;
  readonly declaredHome: Site | undefined;
  readonly scanning: ImageScanning;
  readonly keep: number;
  readonly keepUntagged: Duration;
  readonly pushers: readonly string[];
  readonly upstreams: readonly Upstream[];
  readonly ownsSettings: boolean;
  readonly #platform: Platform;
  readonly #images = new Set<string>();
  #home: Site | undefined;

  constructor(platform: Platform, name: string, declared: RegistryProps) {
    const props = given('RegistryProps', declared);
    super(within('platform', platform, name), name, props);
    const { account, home, scanning = 'on-push', keep = 100, keepUntagged = days(14), pushers = [], upstreams = [], ownsSettings = true } = props;
    this.#platform = platform;
    this.account = account;
    this.declaredHome = home;
    this.scanning = scanning;
    this.keep = keep;
    this.keepUntagged = keepUntagged;
    this.pushers = pushers;
    this.upstreams = upstreams;
    this.ownsSettings = ownsSettings;
  }

  override get path(): string {
    return `registries.${this.name}`;
  }

  /** The site in whose region images are pushed. */
  get home(): Site | undefined {
    // Asked for each image; the first site stays the first.
    this.#home ??= this.declaredHome ?? this.#platform.node.children.filter(child => child instanceof Site).find(({ hosting }) => hosting?.kind === 'aws');
    return this.#home;
  }

  /** The images of which a version was named, each once. */
  get images(): readonly string[] {
    return [...this.#images];
  }

  /** What its repositories are called before the name of the image. Environments may share an account. */
  get prefix(): string {
    return `${this.#platform.name}/${this.#platform.environment}`;
  }

  /** An image by its name and its tag or digest (`sha256:...`); a repository is made for it. */
  image(name: string, version: string): string {
    this.#images.add(this.takenText('image', name));
    return this.reference(name, this.takenText(`image(${JSON.stringify(name)})`, version));
  }

  /** An image of a public registry, fetched through this one. */
  upstream(registry: Upstream, name: string, version: string): string {
    const image = `${this.takenText('upstream', registry)}/${this.takenText('upstream', name)}`;
    return this.reference(image, this.takenText(`upstream(${JSON.stringify(image)})`, version));
  }

  /** Where images are fetched in a region. */
  hostIn(region: string): string {
    return `${this.account}.dkr.ecr.${region}.amazonaws.com`;
  }

  /** How an image is called at a site: a site on AWS fetches it in its own region, any other where it was pushed. */
  at(site: Site, image: string): string {
    const home = this.homeHost;
    if (site.hosting?.kind !== 'aws' || !image.startsWith(`${home}/${this.prefix}/`)) return image;
    return `${this.hostIn(site.hosting.region)}${image.slice(home.length)}`;
  }

  private get homeHost(): string {
    const hosting = this.home?.hosting;
    return this.hostIn(hosting?.kind === 'aws' ? hosting.region : 'nowhere');
  }

  private reference(name: string, version: string): string {
    return `${this.homeHost}/${this.prefix}/${name}${String(version).startsWith('sha256:') ? '@' : ':'}${version}`;
  }
}

/** How an image is called at a site, whichever registry of the platform keeps it. */
export function imageAt(registries: readonly Registry[], site: Site, image: string): string {
  return registries.reduce((name, registry) => registry.at(site, name), image);
}

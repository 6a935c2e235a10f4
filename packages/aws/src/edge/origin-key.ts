import { createHash } from 'node:crypto';
import { Ciphertext, Key } from '@pulumi/aws/kms';
import { ComponentResource, type ComponentResourceOptions, type Input, type Output, output, secret } from '@pulumi/pulumi';
import type { PolicyDocument } from '../identity/policy-document';
import type { WorldwideFacts } from './worldwide-facts';

/** The header in which a CDN says that it is the one of this platform. */
export const ORIGIN_HEADER = 'x-origin-verify';

export interface OriginKeyArgs {
  readonly facts: WorldwideFacts;
  readonly accountId: Input<string>;
  /** Whose secret it is, and which number it has now. */
  readonly edges: readonly { readonly name: string; readonly number: number }[];
}

/** The secrets of an edge: the one that its CDN sends, and those that its load balancers know. */
export interface OriginSecrets {
  readonly sent: Output<string>;
  readonly known: readonly Output<string>[];
}

/**
 * The secrets by which load balancers know the CDN of their edge. Each is the digest of what KMS makes of a word by a key that nobody may decrypt with: KMS mixes
 * chance into it, so that nobody can make it again. It is a secret of the engine, in its state as well, and nowhere in plain. The one before and the
 * one after are known too, so that it does not matter in which order CDN and load balancers change.
 */
export class OriginKey extends ComponentResource {
  readonly #secrets: ReadonlyMap<string, OriginSecrets>;

  constructor(name: string, { facts, accountId, edges }: OriginKeyArgs, opts?: ComponentResourceOptions) {
    super('clinfra:aws:OriginKey', name, {}, opts);
    const policy = output(accountId).apply(account => JSON.stringify(encryptPolicy(account)));
    const settings = { description: 'makes what load balancers know a CDN by', policy, enableKeyRotation: true, deletionWindowInDays: 30 };
    const key = new Key(name, { ...facts.owned(name), ...settings }, { parent: this, protect: facts.stage === 'production' });
    this.#secrets = new Map(edges.map(edge => [edge.name, this.#secretsOf(name, edge, facts.region, key)]));
    this.registerOutputs({});
  }

  of(edge: string): OriginSecrets | undefined {
    return this.#secrets.get(edge);
  }

  #secretsOf(name: string, { name: edge, number }: OriginKeyArgs['edges'][number], region: string, key: Key): OriginSecrets {
    const make = (generation: number): Output<string> => {
      const settings = { region, keyId: key.keyId, plaintext: `${edge} ${generation}` };
      const made = new Ciphertext(`${name}-${edge}-${generation}`, settings, { parent: this, additionalSecretOutputs: ['ciphertextBlob'] });
      return secret(made.ciphertextBlob.apply(blob => createHash('sha256').update(blob).digest('hex')));
    };
    const [before, now, after] = [make(number - 1), make(number), make(number + 1)] as const;
    return { sent: now, known: [before, now, after] };
  }
}

/** The account may make something with it, and nobody may ever undo it. */
function encryptPolicy(accountId: string): PolicyDocument {
  const administer = ['kms:CancelKeyDeletion', 'kms:DescribeKey', 'kms:DisableKey', 'kms:EnableKey', 'kms:EnableKeyRotation', 'kms:GetKeyPolicy'];
  const change = ['kms:GetKeyRotationStatus', 'kms:ListResourceTags', 'kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:TagResource', 'kms:UntagResource'];
  const own = {
    Sid: 'Own',
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${accountId}:root` },
    Action: [...administer, ...change, 'kms:Encrypt', 'kms:UpdateKeyDescription'],
    Resource: '*',
  } as const;
  return { Version: '2012-10-17', Statement: [own] };
}

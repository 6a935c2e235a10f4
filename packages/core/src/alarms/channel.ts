/** A person or a group who reads mail. AWS asks the address once whether it wants to; until somebody has answered nothing arrives. */
export interface MailChannel {
  readonly kind: 'mail';
  readonly address: string;
}

/** A telephone that gets text messages. */
export interface TextChannel {
  readonly kind: 'text';
  /** As it is dialled from abroad: `+249912345678`. */
  readonly number: string;
}

/** A web address that is told by HTTPS and whose URL everybody may know. */
export interface WebChannel {
  readonly kind: 'web';
  readonly url: string;
}

/** A web address whose URL is itself a key, as PagerDuty's and Opsgenie's are. */
export interface SecretWebChannel {
  readonly kind: 'secret-web';
  /** What the secret is called in Secrets Manager, in the region of each site on AWS, and in us-east-1 where a CDN or the health of sites is watched; it must be there before. */
  readonly secret: string;
  /** Which key of its JSON holds the URL. */
  readonly key: string;
}

/** A queue of SQS in the account and the region of the site, and in us-east-1 where a CDN or the health of sites is watched; its owner lets the topic send. */
export interface QueueChannel {
  readonly kind: 'queue';
  readonly queue: string;
}

/** A function of Lambda in the account and the region of the site, and in us-east-1 where a CDN or the health of sites is watched, for chats and whatever else speaks another language. */
export interface FunctionChannel {
  readonly kind: 'function';
  readonly function: string;
}

/** By which way somebody is told. */
export type AlarmChannel = MailChannel | TextChannel | WebChannel | SecretWebChannel | QueueChannel | FunctionChannel;

/** Tells by mail: `mailTo('oncall@nilecare.sd')`. */
export function mailTo(address: string): MailChannel {
  return { kind: 'mail', address };
}

/** Tells by a text message: `textTo('+249912345678')`. */
export function textTo(number: string): TextChannel {
  return { kind: 'text', number };
}

/** Tells by HTTPS. A URL that holds a key must not stand in a declaration: `postToSecret` takes it from Secrets Manager. */
export function postTo(url: string): WebChannel {
  return { kind: 'web', url };
}

/** Tells by HTTPS at a URL that is a secret. CloudFormation reads it where it is applied, so that it is in no program, plan or state. */
export function postToSecret(secret: string, key: string): SecretWebChannel {
  return { kind: 'secret-web', secret, key };
}

/** Puts what happened into a queue of the account. */
export function sendToQueue(queue: string): QueueChannel {
  return { kind: 'queue', queue };
}

/** Calls a function of the account with what happened. */
export function callFunction(name: string): FunctionChannel {
  return { kind: 'function', function: name };
}

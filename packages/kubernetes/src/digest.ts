import { createHash, hash } from 'node:crypto';

/** Node 20 has it from 20.12 on; it makes no object that would have to be collected. */
const atOnce: typeof hash | undefined = hash;

/** Stands for a text where only a change of it matters: the SHA-256 in hexadecimal. */
export function digestOf(text: string): string {
  return atOnce ? atOnce('sha256', text) : createHash('sha256').update(text).digest('hex');
}

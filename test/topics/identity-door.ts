import { createHash, createHmac } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { createServer, type Server, type TLSSocket } from 'node:tls';

/** Credentials that AWS would have given. */
export interface Credentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
}

/**
 * Stands in for the way by which identities of AWS come to MSK: it takes a login by OAUTHBEARER, holds the signature of the token against the credentials that it knows, and
 * leads whoever passes to a listener where everybody is a super user. What follows is Kafka itself.
 */
export class IdentityDoor {
  readonly #server: Server;
  #leadsTo = 0;

  constructor(
    pem: { readonly key: string; readonly cert: string },
    private readonly known: Credentials,
  ) {
    this.#server = createServer(pem, socket => this.#receive(socket));
  }

  async open(leadsTo: number): Promise<number> {
    this.#leadsTo = leadsTo;
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
    return (this.#server.address() as { readonly port: number }).port;
  }

  close(): void {
    this.#server.close();
  }

  #receive(socket: TLSSocket): void {
    let heard = Buffer.alloc(0);
    let inside: Socket | undefined;
    socket.on('error', () => undefined);
    socket.on('data', data => {
      if (inside) {
        inside.write(data);
        return;
      }
      heard = Buffer.concat([heard, data]);
      if (heard.length < 4 || heard.length < 4 + heard.readInt32BE(0)) return;
      const request = heard.subarray(4);
      heard = Buffer.alloc(0);
      const id = request.subarray(4, 8);
      // The client's name stands before the body.
      const body = request.subarray(10 + request.readInt16BE(8));
      if (request.readInt16BE(0) === 17) {
        const offered = body.subarray(2).toString() === 'OAUTHBEARER';
        socket.write(framed(id, int(2, offered ? 0 : 33), int(4, 1), text('OAUTHBEARER')));
      } else if (request.readInt16BE(0) === 36) {
        const fault = faultOf(body.subarray(4).toString(), this.known);
        if (fault === undefined) inside = connect(this.#leadsTo, '127.0.0.1').on('data', answer => socket.write(answer));
        socket.write(framed(id, int(2, fault === undefined ? 0 : 58), text(fault ?? ''), int(4, 0), int(4, 0), int(4, 0)));
      } else socket.destroy();
    });
    socket.on('close', () => inside?.destroy());
  }
}

/** What is wrong with a login; the request in its token is signed anew from what stands in it. */
export function faultOf(login: string, known: Credentials): string | undefined {
  const [start, bearer = '', ...rest] = login.split('\x01');
  if (start !== 'n,,' || rest.join() !== ',' || !bearer.startsWith('auth=Bearer ')) return 'no token';
  const token = bearer.slice('auth=Bearer '.length);
  if (token === '') return 'no token';
  const url = new URL(Buffer.from(token, 'base64url').toString());
  const signature = url.searchParams.get('X-Amz-Signature');
  for (const added of ['X-Amz-Signature', 'User-Agent']) url.searchParams.delete(added);
  const value = (name: string) => url.searchParams.get(name) ?? '';
  const [key = '', ...scope] = value('X-Amz-Credential').split('/');
  if (key !== known.AccessKeyId || value('X-Amz-Security-Token') !== known.SessionToken) return 'unknown credentials';
  if (scope.slice(1).join('/') !== 'eu-west-1/kafka-cluster/aws4_request' || url.host !== 'kafka.eu-west-1.amazonaws.com') return 'signed for something else';
  if (value('Action') !== 'kafka-cluster:Connect' || Number(value('X-Amz-Expires')) > 900) return 'another request';
  const query = [...url.searchParams].map(pair => pair.map(encodeURIComponent).join('=')).sort();
  const canonical = ['GET', '/', query.join('&'), `host:${url.host}`, '', 'host', hash('')].join('\n');
  const signed = ['AWS4-HMAC-SHA256', value('X-Amz-Date'), scope.join('/'), hash(canonical)].join('\n');
  let secret: Buffer = Buffer.from(`AWS4${known.SecretAccessKey}`);
  for (const part of [...scope, signed]) secret = createHmac('sha256', secret).update(part).digest();
  return secret.toString('hex') === signature ? undefined : 'a wrong signature';
}

function hash(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

function int(size: number, value: number): Buffer {
  const written = Buffer.alloc(size);
  written.writeIntBE(value, 0, size);
  return written;
}

function text(value: string): Buffer {
  return Buffer.concat([int(2, value.length), Buffer.from(value)]);
}

function framed(...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([int(4, body.length), body]);
}

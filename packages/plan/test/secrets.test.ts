import { Instance } from '@pulumi/aws/rds';
import { ConfigMap, Secret } from '@pulumi/kubernetes/core/v1';
import * as pulumi from '@pulumi/pulumi';
import type { Recording } from '../src/record';
import { late, named, recorded } from './recorded';

const PLAIN = 'correct-horse-battery-staple';

/** Whether a secret's plain text stands anywhere in a recording, whole or encoded. */
function leaks(recording: Recording): boolean {
  const text = JSON.stringify(recording);
  return [PLAIN, Buffer.from(PLAIN).toString('base64'), encodeURIComponent(PLAIN)].some(form => text.includes(form));
}

class Thing extends pulumi.CustomResource {
  declare readonly note: pulumi.Output<string>;
  declare readonly token: pulumi.Output<string>;
  constructor(name: string, args: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
    super('test:index:Thing', name, { note: undefined, token: undefined, ...args }, opts);
  }
}

describe('a secret', () => {
  it('is masked where it stands', async () => {
    const recording = await recorded(() => new Instance('db', { instanceClass: 'x', password: pulumi.secret(PLAIN) }) && undefined);
    expect(named(recording, 'db').inputs).toEqual({ instanceClass: 'x', password: { secret: true } });
    expect(leaks(recording)).toBe(false);
  });

  it('is masked in the depth of an object, its neighbours are not', async () => {
    const recording = await recorded(() => new Thing('x', { list: [{ open: 1, closed: pulumi.secret(PLAIN) }] }) && undefined);
    expect(named(recording, 'x').inputs).toEqual({ list: [{ closed: { secret: true }, open: 1 }] });
    expect(leaks(recording)).toBe(false);
  });

  it('takes a string that is made of it along', async () => {
    const recording = await recorded(() => {
      const password = pulumi.secret(PLAIN);
      new ConfigMap('x', {
        data: { url: pulumi.interpolate`postgres://ehr:${password}@host`, encoded: password.apply(p => Buffer.from(p).toString('base64')) },
      });
    });
    expect(named(recording, 'x').inputs.data).toEqual({ encoded: { secret: true }, url: { secret: true } });
    expect(leaks(recording)).toBe(false);
  });

  it('stays one when it is read back from a resource', async () => {
    const recording = await recorded(() => {
      const db = new Instance('db', { instanceClass: 'x', password: pulumi.secret(PLAIN) });
      new ConfigMap('copy', { data: { password: db.password.apply(password => `${password}!`) } });
    });
    expect(named(recording, 'copy').inputs.data).toEqual({ password: { secret: true } });
    expect(leaks(recording)).toBe(false);
  });

  it('stays one in the outputs of the program', async () => {
    const recording = await recorded(() => {
      const db = new Instance('db', { instanceClass: 'x', password: pulumi.secret(PLAIN) });
      return { direct: pulumi.secret(PLAIN), read: db.password, nested: { all: [pulumi.interpolate`${db.password}`] }, resource: db };
    });
    expect(recording.outputs).toMatchObject({ direct: { secret: true }, read: { secret: true } });
    expect(leaks(recording)).toBe(false);
  });

  it('is an output that the resource declares to be one, although nobody knows it yet', async () => {
    const recording = await recorded(() => {
      const { token, note } = new Thing('x', {}, { additionalSecretOutputs: ['token'] });
      return { token, note };
    });
    expect(recording.outputs).toEqual({ note: late('test:index:Thing::x.note'), token: { secret: true } });
  });

  it('is masked as the id by which something is read, and stays one as the id of that', async () => {
    const recording = await recorded(() => {
      const found = new Thing('found', {}, { id: pulumi.secret(PLAIN) });
      new ConfigMap('copy', { data: { id: found.id, part: found.id.apply(id => id.slice(0, 20)) } });
      return { id: found.id };
    });
    expect(named(recording, 'found').read).toBe(late('test:index:Thing::found.id'));
    expect(named(recording, 'copy').inputs.data).toEqual({ id: { secret: true }, part: { secret: true } });
    expect(recording.outputs).toEqual({ id: { secret: true } });
    expect(leaks(recording)).toBe(false);
  });

  it('is none where the id is an output and no secret', async () => {
    const recording = await recorded(() => {
      const found = new Thing('found', {}, { id: pulumi.output('thing-1') });
      const other = new Thing('other', {}, { id: pulumi.output(Promise.resolve(found.id)) });
      new ConfigMap('copy', { data: { id: other.id } });
      return { id: found.id, other: other.id };
    });
    expect([named(recording, 'found').read, named(recording, 'other').read]).toEqual(['thing-1', 'thing-1']);
    expect(recording.outputs).toEqual({ id: 'thing-1', other: 'thing-1' });
    expect(named(recording, 'copy').dependsOn).toEqual(['urn:pulumi:test::clinic::test:index:Thing::other']);
  });

  it('is an input too whose output is declared to be one, although the program gives it plainly', async () => {
    const recording = await recorded(() => {
      const secret = new Secret('credentials', { stringData: { password: PLAIN } });
      return { again: secret.stringData };
    });
    expect(named(recording, 'credentials').inputs.stringData).toEqual({ secret: true });
    expect(leaks(recording)).toBe(false);
  });

  it('would be found if it leaked', async () => {
    expect(leaks(await recorded(() => new ConfigMap('x', { data: { password: PLAIN } }) && undefined))).toBe(true);
    expect(leaks(await recorded(() => ({ password: pulumi.unsecret(pulumi.secret(PLAIN)) })))).toBe(true);
    expect(leaks(await recorded(() => ({ password: Buffer.from(PLAIN).toString('base64') })))).toBe(true);
  });
});

import { getCallerIdentityOutput, getRegion, Provider } from '@pulumi/aws';
import { ConfigMap } from '@pulumi/kubernetes/core/v1';
import { named, recorded } from './recorded';

const TOKEN = 'aws:index/getCallerIdentity:getCallerIdentity';

describe('a question to a provider', () => {
  it('is refused with its token, for answering it needs an account', async () => {
    const advice = 'declare the value, or give the answer in the option "invokes"';
    await expect(recorded(() => ({ account: getCallerIdentityOutput().accountId }))).rejects.toThrow(
      `the program asks the provider for ${TOKEN} (invoke), which needs an account; ${advice}`,
    );
  });

  it('is refused even to a program that would swallow the refusal', async () => {
    await expect(recorded(() => getRegion().catch(() => undefined))).rejects.toThrow('aws:index/getRegion:getRegion (invoke)');
  });

  it('is refused as a call of a method too', async () => {
    await expect(recorded(() => ({ config: new Provider('aws', {}).terraformConfig() }))).rejects.toThrow('pulumi:providers:aws/terraformConfig (call)');
  });

  it('is answered by the option', async () => {
    const asked: unknown[] = [];
    const recording = await recorded(() => new ConfigMap('account', { data: { id: getCallerIdentityOutput({ id: 'me' }).accountId } }) && undefined, {
      invokes: {
        [TOKEN]: args => {
          asked.push(args);
          return { accountId: '123456789012' };
        },
      },
    });
    expect(named(recording, 'account').inputs.data).toEqual({ id: '123456789012' });
    expect(asked).toEqual([{ id: 'me' }]);
  });

  it('is not answered by another token', async () => {
    await expect(recorded(() => getRegion(), { invokes: { [TOKEN]: () => ({}) } })).rejects.toThrow('aws:index/getRegion:getRegion (invoke)');
  });

  it('is answered by an error that the option throws', async () => {
    const error = new Error('no such account');
    const invokes = {
      [TOKEN]: () => {
        throw error;
      },
    };
    await expect(recorded(() => ({ id: getCallerIdentityOutput().accountId }), { invokes })).rejects.toBe(error);
  });
});

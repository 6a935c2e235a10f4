import { leaksIn } from './harness/secret-scan';

const SECRET = 'pa"ss\\wörd\n-4711';
const secrets = { password: SECRET };
const formsIn = (text: string) => leaksIn('here', text, secrets).map(({ form }) => form);

describe('the scan for secrets', () => {
  it.each<[string, string, string]>([
    ['plain', `a ${SECRET} b`, 'plain'],
    ['as JSON', JSON.stringify({ a: SECRET }), 'json'],
    ['as JSON inside JSON, as in a policy or a plan', JSON.stringify({ a: JSON.stringify({ b: SECRET }) }), 'json in json'],
    ['in base64', Buffer.from(SECRET).toString('base64'), 'base64'],
    ['in base64 after one other letter', Buffer.from(`x${SECRET}y`).toString('base64'), 'base64'],
    ['in base64 after two other letters', Buffer.from(`xy${SECRET}yx`).toString('base64'), 'base64'],
    ['in the base64 of URLs', Buffer.from(`x${SECRET}`).toString('base64url'), 'base64'],
    ['as JSON in base64', Buffer.from(JSON.stringify({ a: SECRET })).toString('base64'), 'base64 of json'],
  ])('finds a secret %s', (_, text, form) => {
    expect(formsIn(text)).toContain(form);
  });

  it('says where and which, and not what', () => {
    const leaks = leaksIn('state file', SECRET, secrets);
    expect(leaks[0]).toEqual({ place: 'state file', secret: 'password', form: 'plain' });
    expect(JSON.stringify(leaks)).not.toContain('4711');
  });

  it('finds nothing in a ciphertext or in a part of a secret', () => {
    expect(formsIn(`v1:${Buffer.from('something else entirely').toString('base64')} pa"ss`)).toEqual([]);
  });
});

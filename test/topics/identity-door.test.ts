import { faultOf } from './identity-door';

const KNOWN = { AccessKeyId: 'ASIAEXAMPLE', SecretAccessKey: 'of/the+job', SessionToken: 'of+the/session==' };
/** What AWS's own signer for JavaScript (aws-msk-iam-sasl-signer-js 1.0.3) made with these credentials. */
const TOKEN =
  'aHR0cHM6Ly9rYWZrYS5ldS13ZXN0LTEuYW1hem9uYXdzLmNvbS8_QWN0aW9uPWthZmthLWNsdXN0ZXIlM0FDb25uZWN0JlVzZXItQWdlbnQ9YXdzLW1zay1pYW0tc2FzbC1zaWduZXItanMlMkYxLjAuMyZYLUFtei1BbGdvcml0aG09QVdTNC1ITUFDLVNIQTI1NiZYLUFtei1DcmVkZW50aWFsPUFTSUFFWEFNUExFJTJGMjAyNjExMjklMkZldS13ZXN0LTElMkZrYWZrYS1jbHVzdGVyJTJGYXdzNF9yZXF1ZXN0JlgtQW16LURhdGU9MjAyNjExMjlUMTcwMTIyWiZYLUFtei1FeHBpcmVzPTkwMCZYLUFtei1TZWN1cml0eS1Ub2tlbj1vZiUyQnRoZSUyRnNlc3Npb24lM0QlM0QmWC1BbXotU2lnbmF0dXJlPTUxMmNkYWYxZTZhODY4ZGVhNjI5ODgxMzljOWEwYzA4Y2ZjZWVmYmVlNzI2MzBkYTE5OTE0MTA1NTc1N2RlNGEmWC1BbXotU2lnbmVkSGVhZGVycz1ob3N0';

describe('the door for identities of AWS', () => {
  it("takes what AWS's own signer makes", () => {
    expect(faultOf(`n,,\x01auth=Bearer ${TOKEN}\x01\x01`, KNOWN)).toBeUndefined();
  });

  const changed = (from: string, to: string) => Buffer.from(Buffer.from(TOKEN, 'base64url').toString().replace(from, to)).toString('base64url');
  it.each([
    ['another key', TOKEN, { ...KNOWN, SecretAccessKey: 'of/somebody+else' }, 'a wrong signature'],
    ['another session', TOKEN, { ...KNOWN, SessionToken: 'another' }, 'unknown credentials'],
    ['another request', changed('kafka-cluster%3AConnect', 'kafka-cluster%3ADeleteTopic'), KNOWN, 'another request'],
    ['another day', changed('X-Amz-Date=2026', 'X-Amz-Date=2027'), KNOWN, 'a wrong signature'],
    ['another region', changed('kafka.eu-west-1', 'kafka.eu-north-1'), KNOWN, 'signed for something else'],
    ['no token', '', KNOWN, 'no token'],
  ])('refuses what was signed with %s', (_, token, known, fault) => {
    expect(faultOf(`n,,\x01auth=Bearer ${token}\x01\x01`, known)).toBe(fault);
  });
});

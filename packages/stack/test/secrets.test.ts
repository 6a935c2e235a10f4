import { Secret, secretsManager } from '@clinfra/core';
import { nilecare } from '@clinfra/nilecare';
import { type PlannedResource, record } from '@clinfra/plan';
import { deploy } from '@clinfra/stack';
import { Provider } from '@pulumi/kubernetes/provider';
import { ComponentResource } from '@pulumi/pulumi';
import { LateValues } from '../src/late-values';
import { registerManifests } from '../src/register-manifests';

const TODAY = { today: '2026-11-23' } as const;

async function recorded(program: () => unknown): Promise<readonly PlannedResource[]> {
  return (await record({ project: 'clinfra', stack: 'nilecare-production' }, program)).resources;
}

function one(resources: readonly PlannedResource[], type: string, name: string): PlannedResource {
  const found = resources.filter(resource => resource.type === type && resource.name === name);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} resources ${type} ${name}`);
  return found[0];
}

describe('a workload that uses a secret', () => {
  it('is made after the object that brings the secret, and others do not wait for it', async () => {
    const resources = await recorded(() => deploy(nilecare('production'), TODAY));
    const { urn } = one(resources, 'kubernetes:external-secrets.io/v1:ExternalSecret', 'khartoum/infrastructure/secret-sms-provider');
    expect(resources.filter(({ dependsOn }) => dependsOn.includes(urn)).map(({ name }) => name)).toEqual(['khartoum/infrastructure/notification']);
  });

  it('waits for the ExternalSecret of the name, and for none of another name or namespace', async () => {
    const resources = await recorded(() => {
      const external = (name: string, namespace: string) =>
        ({ apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret', metadata: { name, namespace }, spec: {} }) as const;
      const containers = [{ name: 'a', env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'wanted', key: 'a' } } }] }];
      const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'clinical' }, spec: { containers } };
      const manifests = [pod, external('wanted', 'clinical'), external('other', 'clinical'), external('wanted', 'business')];
      registerManifests(
        [{ prefix: 'dublin', manifests, parent: new ComponentResource('test:Domain', 'clinical'), provider: new Provider('k') }],
        new LateValues(),
      );
    });
    const { dependsOn } = one(resources, 'kubernetes:core/v1:Pod', 'dublin/clinical/a');
    expect(resources.filter(({ urn }) => dependsOn.includes(urn)).map(({ name }) => name)).toEqual(['dublin/clinical/wanted']);
  });
});

it.each(['development', 'staging', 'production'] as const)('[X3] no value of a secret is planned for NileCare %s', async environment => {
  const resources = await recorded(() => deploy(nilecare(environment), TODAY));
  expect(resources.filter(({ type }) => type.endsWith(':ExternalSecret'))).toHaveLength(2);
  expect(resources.filter(({ type }) => type === 'aws:secretsmanager/secret:Secret')).toHaveLength(2);
  expect(resources.filter(({ type }) => type === 'kubernetes:core/v1:Secret' || type.startsWith('aws:secretsmanager/secretVersion'))).toEqual([]);
  const variables = resources.flatMap(resource => variablesOf(resource.inputs));
  const secret = variables.filter(({ name }) => name === 'TOKEN_SIGNING_KEY' || name === 'SMS_API_KEY');
  secret.sort((a, b) => String(a.name).localeCompare(String(b.name)));
  expect(secret.map(({ name, ...rest }) => [name, Object.keys(rest)])).toEqual([
    ['SMS_API_KEY', ['valueFrom']],
    ['TOKEN_SIGNING_KEY', ['valueFrom']],
  ]);
});

it('a secret has no property that could carry its value', () => {
  const secret = new Secret(nilecare('staging'), 'other', { keys: ['api-key'] });
  expect(
    Object.keys(secret)
      .filter(property => property !== 'node')
      .sort(),
  ).toEqual(['deletionProtection', 'keys', 'kind', 'name', 'refresh', 'rotation', 'version']);
  expect(Object.keys(secretsManager())).toEqual(['kind']);
});

/** The variables of containers, wherever they stand in an object. */
function variablesOf(value: unknown): readonly { readonly name: string }[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]) => (key === 'env' && Array.isArray(part) ? part : variablesOf(part)));
}

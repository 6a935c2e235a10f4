import { registerCharts } from '@clinfra/stack';
import { Provider as AwsProvider } from '@pulumi/aws/provider';
import { SecretVersion } from '@pulumi/aws/secretsmanager';
import { Provider as KubernetesProvider } from '@pulumi/kubernetes/provider';
import { ComponentResource, Config, interpolate, secret } from '@pulumi/pulumi';
import { ApiObject, App, Chart } from 'cdk8s';

/** Puts a secret of the configuration and a secret of the program's own wherever one could be put: a cloud's resource, a manifest, an output. */
export = () => {
  const token = new Config().requireSecret('token');
  const password = secret(process.env.CLINFRA_ENGINE_SECRET ?? '');
  const parent = new ComponentResource('clinfra:test:Secrets', 'secrets');
  const aws = new AwsProvider('secrets', { region: 'eu-west-1' }, { parent });
  const secretString = interpolate`{"password":${password.apply(value => JSON.stringify(value))}}`;
  new SecretVersion('database', { region: 'eu-west-1', secretId: 'database', secretString }, { parent, provider: aws });

  const provider = new KubernetesProvider('secrets', { context: 'secrets', enableSecretMutable: true }, { parent });
  registerCharts(
    late => {
      const chart = new Chart(new App(), 'secrets');
      new ApiObject(chart, 'secret', {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'database', namespace: 'default' },
        stringData: { token: late.text(token, 'token'), url: `postgres://clinfra:${late.text(password, 'password')}@host` },
      });
      return [chart];
    },
    { name: 'secrets', parent, provider },
  );
  return { token, url: interpolate`https://${password}@host` };
};

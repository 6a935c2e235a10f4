export interface KubeconfigProps {
  readonly name: string;
  readonly region: string;
  readonly endpoint: string;
  /** The certificate of the API's authority, base64. */
  readonly authority: string;
}

/** A kubeconfig that holds no secret: whoever uses it fetches a token of a quarter of an hour with the AWS identity at hand. */
export function kubeconfig({ name, region, endpoint, authority }: KubeconfigProps): string {
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    command: 'aws',
    args: ['eks', 'get-token', '--cluster-name', name, '--region', region, '--output', 'json'],
    interactiveMode: 'Never',
  };
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server: endpoint, 'certificate-authority-data': authority } }],
    users: [{ name, user: { exec } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  });
}

import { clusterAccess, clustersOf } from './clusters';

/**
 * Stands for the AWS command line where a kubeconfig asks it for a token: `aws eks get-token --cluster-name NAME --region REGION`. It answers with the token of
 * the control plane that the tests have for that cluster.
 */
function main(args: readonly string[]): number {
  const option = (name: string) => args[args.indexOf(name) + 1] ?? '';
  if (args[0] !== 'eks' || args[1] !== 'get-token') return fail(`must be called as aws eks get-token, got aws ${args.join(' ')}`);
  const [name, region] = [option('--cluster-name'), option('--region')];
  const access = clusterAccess(clustersOf(process.env.CLINFRA_ENGINE_CLUSTERS), name, region);
  if (!access) return fail(`must find ${name} or ${region} in CLINFRA_ENGINE_CLUSTERS, got nothing`);
  // No time at which it ends: the client then keeps it as long as it runs.
  const credential = { apiVersion: 'client.authentication.k8s.io/v1beta1', kind: 'ExecCredential', spec: {}, status: { token: access.token } };
  process.stdout.write(`${JSON.stringify(credential)}\n`);
  return 0;
}

function fail(reason: string): number {
  process.stderr.write(`aws of the tests: ${reason}\n`);
  return 1;
}

process.exitCode = main(process.argv.slice(2));

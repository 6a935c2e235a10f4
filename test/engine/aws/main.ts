import { clustersOf } from './clusters';
import { AwsStandIn } from './provider';
import { serve } from './server';
import { World } from './world';

/** How often it looks whether its engine is still there. */
const WATCH_MS = 500;

/** The plugin's process: it tells its port on standard output, as the engine expects, and ends when the engine does. */
async function main(): Promise<void> {
  const { CLINFRA_ENGINE_WORLD, CLINFRA_ENGINE_CLUSTERS, CLINFRA_ENGINE_FAIL_CREATE } = process.env;
  const failCreate = CLINFRA_ENGINE_FAIL_CREATE ? Number(CLINFRA_ENGINE_FAIL_CREATE) : undefined;
  const standIn = new AwsStandIn({ world: new World(CLINFRA_ENGINE_WORLD), clusters: clustersOf(CLINFRA_ENGINE_CLUSTERS), failCreate });
  const { port } = await serve(standIn);
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid !== engine) process.exit(0);
  }, WATCH_MS).unref();
  process.stdout.write(`${port}\n`);
}

main();

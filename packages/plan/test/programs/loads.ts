// Prints which packages importing the engine's types and functions has loaded.
import '../../src/plan';
import '../../src/record';

if (process.argv[2] === 'eagerly') require('@pulumi/pulumi');

const packages = Object.keys(require.cache).flatMap(file => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(file)?.[1] ?? []);
// What runs this script is not what it loads.
const runner = ['tsx', 'esbuild'];
console.log(JSON.stringify([...new Set(packages)].filter(name => !runner.includes(name)).sort()));

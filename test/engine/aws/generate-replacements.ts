import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { RealProvider } from './terraform/provider';
import { keptRows, replacementsFile, surveyAll, TABLED } from './terraform/replacements-file';

/**
 * Asks the real provider for AWS what a change of each property would do, and writes its answers where `clinfra diff` reads them. It takes minutes; with types on the
 * command line only they are asked of, and the others stay as they are.
 */
export async function generate(only: readonly string[]): Promise<void> {
  const provider = await RealProvider.start();
  if (!provider) throw new Error('there must be a terraform-provider-aws in a mirror of terraform (TF_PLUGIN_MIRROR), got none');
  const surveys = await surveyAll(only.length > 0 ? only : TABLED, provider);
  provider.stop();
  const rows = new Map([...surveys].map(([token, survey]) => [token, survey.rows]));
  const table = new Map(TABLED.map(token => [token, rows.get(token) ?? keptRows(token)]));
  writeFileSync(path.join(__dirname, '..', '..', '..', 'packages', 'plan', 'src', 'generated-replacements.ts'), replacementsFile(table, provider.version));
  for (const [token, { refusals }] of surveys) for (const [argument, why] of refusals) console.log(`${token} ${argument}: ${why}`);
  console.log(`wrote what terraform-provider-aws ${provider.version} says of ${surveys.size} types`);
}

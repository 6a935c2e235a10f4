import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { propertyOf, propertyText } from './property-table';
import { resourceType, sdkVersion } from './resource-types';
import { SdkTypes } from './sdk-types';

const SDK = path.dirname(require.resolve('@pulumi/aws/package.json'));
const folder = path.join(__dirname, 'generated');
const generated = (service: string) => JSON.parse(readFileSync(path.join(folder, `${service}.json`), 'utf8'));

describe('the tables', () => {
  const sdk = new SdkTypes(SDK);

  it('say what made them, and are all of the installed SDK (if not: npm run generate:aws-table)', () => {
    const headers = readdirSync(folder).map(file => generated(path.basename(file, '.json')));
    expect(new Set(headers.map(({ madeBy, from }) => `${madeBy}, ${from}`))).toEqual(new Set([`npm run generate:aws-table, @pulumi/aws ${sdk.version}`]));
    expect(sdkVersion()).toBe(sdk.version);
  });

  it.each(['eks', 'elasticache', 'kms', 'msk', 'rds'])('of %s are what its types say today (if not: npm run generate:aws-table)', service => {
    const { types, objects } = generated(service);
    expect({ types, objects }).toEqual(sdk.service(service));
  });

  it('are small enough to be read', () => {
    const bytes = readdirSync(folder).reduce((sum, file) => sum + readFileSync(path.join(folder, file)).length, 0);
    expect(bytes).toBeLessThan(1_000_000);
  });
});

describe('a property', () => {
  it.each(['string!', 'string', 'string?', '=string', '=string?', '[{rds.InstanceReplica}]?', '<string>'])('written as %s is read as it was written', text => {
    expect(propertyText(propertyOf(text))).toBe(text);
  });

  it('is required, optional, filled in or only to be read, as the SDK declares it', () => {
    const database = resourceType('aws:rds/instance:Instance')?.properties;
    const words = ['instanceClass', 'deletionProtection', 'engine', 'endpoint'].map(name => database?.get(name));
    expect(words).toEqual([
      { type: 'string', given: 'always', there: true },
      { type: 'boolean', given: 'maybe', there: false },
      { type: 'string', given: 'maybe', there: true },
      { type: 'string', given: 'never', there: true },
    ]);
  });
});

import { DURABLE } from '@clinfra/plan';
import { typeNamed } from './resource-types';
import { findProvider } from './terraform/find-provider';
import { RealProvider } from './terraform/provider';
import { surveyOf } from './terraform/questions';
import { keptRows } from './terraform/replacements-file';

const itIfJudged = findProvider() ? it : it.skip;
const UNLESS = '(skipped without a terraform-provider-aws)';
const A_TYPE_TAKES = 180_000;

/** Each property of what holds data is asked about anew; of the other types the command asks, because all of them take minutes. */
describe('what the real provider says of changes', () => {
  let provider: RealProvider | undefined;
  beforeAll(async () => {
    provider = await RealProvider.start();
  }, A_TYPE_TAKES);
  afterAll(() => provider?.stop());

  const asked = () => {
    if (!provider) throw new Error('the provider must have started');
    return provider;
  };

  itIfJudged.each(Object.keys(DURABLE).filter(type => type.startsWith('aws:')))(
    `stands in the table, of %s (if not: npm run generate:replacements) ${UNLESS}`,
    async type => {
      expect((await surveyOf(typeNamed(type), asked())).rows).toEqual(keptRows(type));
    },
    A_TYPE_TAKES,
  );

  itIfJudged(
    `is the same with and without the rest of a resource ${UNLESS}`,
    async () => {
      const bucket = asked().blockOf('aws_s3_bucket').empty;
      const renamed = { from: { ...bucket, bucket: 'one', force_destroy: true }, to: { ...bucket, bucket: 'two', force_destroy: false } };
      expect(await asked().planned('aws_s3_bucket', renamed)).toEqual({ replacedBy: ['bucket'] });
      const opened = { from: { ...bucket, bucket: 'one', force_destroy: true }, to: { ...bucket, bucket: 'one', force_destroy: false } };
      expect(await asked().planned('aws_s3_bucket', opened)).toEqual({ replacedBy: [] });
    },
    A_TYPE_TAKES,
  );
});

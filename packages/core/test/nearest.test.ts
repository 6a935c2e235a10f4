import { nearest } from '../src';

const STACKS = ['nilecare-development', 'nilecare-production', 'nilecare-staging'];

describe('nearest', () => {
  it.each([
    ['what is nearly written so', 'nilecare-prodction', 'nilecare-production'],
    ['a beginning', 'nilecare-st', 'nilecare-staging'],
    ['large letters', 'NILECARE-PRODUCTION', 'nilecare-production'],
    ['a beginning in large letters', 'NILECARE-ST', 'nilecare-staging'],
  ])('begins with what was perhaps meant by %s', (_, wanted, meant) => {
    expect(nearest(STACKS, wanted)[0]).toBe(meant);
  });

  it.each([
    ['nothing at all', ''],
    ['what is like none of them', 'cardiology-in-the-cloud'],
  ])('names none for %s', (_, wanted) => {
    expect(nearest([...STACKS, 'ehr'], wanted)).toEqual([]);
  });
});

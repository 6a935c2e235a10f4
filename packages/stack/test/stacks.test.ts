import type { Platform } from '@clinfra/core';
import { declareStack } from '@clinfra/stack/stacks';
import { aPlatform } from '../../../test/fixtures/a-platform';

const declare = (): Platform => aPlatform().platform;
const stacks = { 'ward-production': declare, 'ward-staging': declare, 'clinic-production': declare };

describe('declareStack', () => {
  it('declares the platform of the stack', () => {
    expect(declareStack(stacks, 'ward-production').name).toBe('ward');
  });

  it('names the nearest stacks when there is none of the name', () => {
    expect(() => declareStack(stacks, 'ward-prodution')).toThrow('unknown stack "ward-prodution"; the nearest: ward-production, clinic-production');
  });

  it('takes the beginning of a name for near', () => {
    expect(() => declareStack(stacks, 'clinic')).toThrow('unknown stack "clinic"; the nearest: clinic-production');
  });

  it('names all stacks when none is near', () => {
    expect(() => declareStack(stacks, 'x')).toThrow('unknown stack "x"; there are: ward-production, ward-staging, clinic-production');
  });

  it('does not take what every object has for a stack', () => {
    expect(() => declareStack(stacks, 'toString')).toThrow('unknown stack "toString"');
  });

  it('says so when there are no stacks', () => {
    expect(() => declareStack({}, 'ward-production')).toThrow('unknown stack "ward-production"; there are none');
  });
});

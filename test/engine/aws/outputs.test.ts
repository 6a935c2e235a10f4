import { type PlanValue, record } from '@clinfra/plan';
import { CustomResource, type Input, type Output, output } from '@pulumi/pulumi';
import { ProviderUnderTest, REGION } from './a-provider';
import { isRegional } from './region-check';
import { type Properties, type ResourceType, typeNamed } from './resource-types';
import { SERVICE_VALUES } from './service-values';
import { isList, isObject, UNKNOWN, type Wire, type WireObject } from './wire';

/** A resource of any type. */
class AnyResource extends CustomResource {}

const SPECIAL = Object.keys(SERVICE_VALUES);

let provider: ProviderUnderTest;
beforeEach(async () => {
  provider = await ProviderUnderTest.start();
});
afterEach(() => provider.stop());

/** A resource of which no more is said than must be, as the engine would have it made. */
async function outputsOf(token: string, preview = false): Promise<WireObject> {
  const { inputs } = await provider.check({ type: token }, least(token));
  return (await provider.create({ type: token }, inputs, preview)).outputs;
}

/** The least that a program must give, with texts that say what they are. */
function least(token: string): WireObject {
  const type = typeNamed(token);
  return { ...required(type, type.properties), ...(isRegional(type) && { region: REGION }) };
}

function required(type: ResourceType, properties: Properties): WireObject {
  const needed = [...properties].filter(([, { given }]) => given === 'always');
  return Object.fromEntries(needed.map(([property, { type: text }]) => [property, sample(type, text)]));
}

function sample(type: ResourceType, text: string): Wire {
  if (text === 'number') return 3;
  if (text === 'boolean') return true;
  if (text.startsWith('[')) return [];
  if (text.startsWith('{')) return required(type, type.object(text.slice(1, -1)));
  return text.startsWith('<') ? {} : 'given';
}

describe('the outputs of a resource', () => {
  it.each(SPECIAL)('of %s are of the kinds that the SDK declares, and complete', async token => {
    const outputs = await outputsOf(token);
    expect(wrongKinds(typeNamed(token), outputs)).toEqual([]);
    const promised = [...typeNamed(token).properties].filter(([, { there }]) => there).map(([property]) => property);
    expect(promised.filter(property => !(property in outputs))).toEqual([]);
  });

  it('would be found wrong if they were', () => {
    const type = typeNamed('aws:rds/instance:Instance');
    expect(wrongKinds(type, { port: '5432', replicas: 'a', endpoint: 1, nothing: 1 })).toEqual(['port', 'replicas', 'endpoint', 'nothing']);
  });

  it.each(SPECIAL)('of %s hold nothing unknown once it is there, and nothing of the service before', async token => {
    expect(JSON.stringify(await outputsOf(token))).not.toContain(UNKNOWN);
    const { inputs } = await provider.check({ type: token }, least(token));
    const own = Object.entries(await outputsOf(token, true)).filter(([property]) => !(property in inputs) && property !== 'tagsAll');
    expect(own.filter(([, value]) => value !== UNKNOWN)).toEqual([]);
  });
});

/** Properties whose values are not what the SDK's types say. */
function wrongKinds(type: ResourceType, outputs: WireObject): readonly string[] {
  return Object.entries(outputs).flatMap(([property, value]) => {
    const declared = type.properties.get(property)?.type;
    return declared !== undefined && isOfKind(declared, value) ? [] : [property];
  });
}

function isOfKind(declared: string, value: Wire): boolean {
  if (declared.startsWith('[')) return isList(value) && value.every(inner => isOfKind(declared.slice(1, -1), inner));
  if (declared.startsWith('{') || declared.startsWith('<')) return isObject(value);
  if (declared === 'json' || declared === 'any' || declared === 'asset') return true;
  return typeof value === declared;
}

describe('what a plan says of values known after apply', () => {
  // The plan knows the shape of what programs take apart; a value there must be one here, a list a list, an object an object with the same parts.
  it.each(SPECIAL)('of %s has the same shape here', async token => {
    const outputs = await outputsOf(token);
    const planned = await plannedOutputs(token, Object.keys(outputs));
    const disagreeing = Object.entries(planned).filter(([property, value]) => !agrees(value, outputs[property] ?? null));
    expect(disagreeing).toEqual([]);
  });

  it('would be found to disagree', () => {
    expect(agrees(['${a}'], 'a')).toBe(false);
    expect(agrees({ data: '${a}' }, { date: 'a' })).toBe(false);
    expect(agrees([{ issuer: '${a}' }], [{ issuer: 'a' }])).toBe(true);
    expect(agrees('${a}', 5432)).toBe(true);
  });

  function agrees(planned: PlanValue, concrete: Wire): boolean {
    if (isList(planned as Wire)) {
      const [element] = planned as readonly PlanValue[];
      return isList(concrete) && (element === undefined || concrete.every(inner => agrees(element, inner)));
    }
    if (isObject(planned as Wire))
      return isObject(concrete) && Object.entries(planned as object).every(([key, inner]) => key in concrete && agrees(inner, concrete[key] ?? null));
    return true;
  }

  /** Records a program that exports every output of one resource, and nothing else. */
  async function plannedOutputs(token: string, properties: readonly string[]): Promise<Readonly<Record<string, PlanValue>>> {
    const inputs = least(token);
    const { outputs } = await record({ project: 'clinfra', stack: 'test' }, () => {
      const asked = Object.fromEntries(properties.map(property => [property, (inputs[property] ?? undefined) as Input<unknown>]));
      const made = new AnyResource(token, 'clinical', asked) as unknown as Readonly<Record<string, Output<unknown>>>;
      return Object.fromEntries(properties.map(property => [property, output(made[property])]));
    });
    return outputs;
  }
});

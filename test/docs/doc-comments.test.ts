import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as ts from 'typescript';

const CORE = path.resolve(__dirname, '../../packages/core/src');
const SOURCES = readdirSync(CORE, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.ts'));
/** What somebody writes to declare something; what was made of it has other names. */
const PROPS = /(Props|ProbeSettings)$/;

/** The properties that a source lets somebody set, each with what its doc comment lacks. */
function settable(text: string): readonly { readonly name: string; readonly lacks: readonly string[] }[] {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  return source.statements
    .filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => PROPS.test(name.text))
    .flatMap(({ name, members }) =>
      members.filter(ts.isPropertySignature).map(member => ({ name: `${name.text}.${member.name.getText()}`, lacks: lacksOf(member) })),
    );
}

function lacksOf(member: ts.PropertySignature): readonly string[] {
  const hasComment = ts.getJSDocCommentsAndTags(member).length > 0;
  const hasDefault = ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'default');
  return [...(hasComment ? [] : ['a doc comment']), ...(member.questionToken && !hasDefault ? ['@default'] : [])];
}

function faultsOf(text: string): readonly string[] {
  return settable(text).flatMap(({ name, lacks }) => lacks.map(lack => `${name} lacks ${lack}`));
}

describe('what can be set in a declaration', () => {
  const texts = SOURCES.map(file => readFileSync(path.join(CORE, file), 'utf8'));

  it('is documented, with what it is when left out', () => {
    expect(texts.flatMap(settable).length).toBeGreaterThan(300);
    expect(texts.flatMap(faultsOf)).toEqual([]);
  });

  it('would be found without', () => {
    const properties = ['beds: number;', '/** How warm. */', 'heat?: number;', '/** Whether it is open. @default no */', 'open?: boolean;'];
    expect(faultsOf(`export interface WardProps {\n${properties.join('\n')}\n}`)).toEqual([
      'WardProps.beds lacks a doc comment',
      'WardProps.heat lacks @default',
    ]);
  });
});

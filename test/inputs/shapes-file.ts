import { shapesOfCore } from './shapes-of';

export const SHAPES_FILE = 'packages/core/src/given/shapes.ts';

/** The file in which core keeps the shapes of what it takes. */
export function shapesFile(): string {
  const shapes = shapesOfCore();
  const lines = Object.entries(shapes).map(([name, properties]) => {
    const rows = Object.entries(properties).map(([key, shape]) => `${/^\w+$/.test(key) ? key : `'${key}'`}: '${shape}'`);
    return `  ${/^\w+$/.test(name) ? name : `'${name}'`}: { ${rows.join(', ')} },`;
  });
  return `// biome-ignore-all format: an object a line is how it is read.
// Written by \`npm run generate:shapes\` from the types of what core takes.

/** Of every object that core takes: its properties, and what each may be, in the words of \`shape.ts\`. */
export const SHAPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
${lines.join('\n')}
};
`;
}

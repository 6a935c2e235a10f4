'use strict';

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  roots: ['packages', 'apps', 'stacks', 'test'].map(folder => `<rootDir>/${folder}`),
  testMatch: ['**/test/**/*.test.ts'],
  // What is built is for publishing only; a test that found it would test yesterday's code.
  modulePathIgnorePatterns: ['<rootDir>/(packages|apps)/[^/]+/dist/'],
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/scripts/lazy-closures.cjs'],
  // Siblings resolve to their sources, not to what was last built.
  testEnvironmentOptions: { customExportConditions: ['@clinfra/source', 'require', 'node', 'default'] },
  transform: {
    '\\.ts$': [
      '@swc/jest',
      {
        swcrc: false,
        sourceMaps: 'inline',
        jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
        module: { type: 'commonjs' },
      },
    ],
  },
  moduleFileExtensions: ['ts', 'js', 'cjs', 'json', 'node'],
  // A busy machine decides no test; what hangs is ended all the same.
  testTimeout: 60_000,
  maxWorkers: 2,
  reporters: ['default', '<rootDir>/scripts/closing-line.cjs'],
  cacheDirectory: '<rootDir>/node_modules/.cache/jest',
};

'use strict';

const shared = require('../../jest.config.cjs');

/**
 * The lane on real engines: `npm run test:engine`. Two files at a time: a command of Pulumi keeps one core busy, and a control plane rests
 * while it waits.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...shared,
  roots: ['<rootDir>/test/engine'],
  testMatch: ['**/*.engine.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/engine/harness/clean-up.ts'],
  maxWorkers: 2,
  testTimeout: 240_000,
};

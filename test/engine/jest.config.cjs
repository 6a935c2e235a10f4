'use strict';

const shared = require('../../jest.config.cjs');

/**
 * The lane on real engines: `npm run test:engine`. One file after the other, in one process: they share two cores with the control planes
 * that they start.
 *
 * @type {import('jest').Config}
 */
module.exports = {
  ...shared,
  roots: ['<rootDir>/test/engine'],
  testMatch: ['**/*.engine.ts'],
  setupFilesAfterEnv: ['<rootDir>/test/engine/harness/clean-up.ts'],
  maxWorkers: 1,
  testTimeout: 180_000,
};

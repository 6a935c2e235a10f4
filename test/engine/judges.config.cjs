'use strict';

const engines = require('./jest.config.cjs');

/** The lane of real judges: `npm run test:judges`. What is judged is not run: a server or a provider says whether it would take it. */
module.exports = { ...engines, testMatch: ['**/*.judge.ts'] };

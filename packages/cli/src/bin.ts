#!/usr/bin/env node
import './lazy-pulumi';
import { main } from './main';

// Whoever reads our output may have seen enough: `clinfra preview ... | head`.
process.stdout.on('error', error => process.exit((error as NodeJS.ErrnoException).code === 'EPIPE' ? 0 : 1));

void main(process.argv.slice(2)).then(code => {
  process.exitCode = code;
});

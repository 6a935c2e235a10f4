#!/usr/bin/env node
import './short-life';
import './lazy-pulumi';
import './one-program';
import { main } from './main';

void main(process.argv.slice(2)).then(code => {
  process.exitCode = code;
});

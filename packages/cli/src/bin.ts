#!/usr/bin/env node
import './short-life';
import './lazy-pulumi';
import './one-program';
import { main } from './main';
import { endWith } from './process-end';

endWith(() => main(process.argv.slice(2)));

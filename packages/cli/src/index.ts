export type { Context, ExitCode } from './command';
export { main } from './main';
export { type Terminal, terminalOn } from './terminal';

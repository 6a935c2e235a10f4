import { type Finding, message } from '@clinfra/checks';
import type { ExitCode } from './command';
import type { Terminal } from './terminal';

/** Prints every finding on a line of its own, errors first, and how many there are. */
export function printFindings(terminal: Terminal, findings: readonly Finding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');
  for (const finding of errors) terminal.out(`  ${terminal.style('red', 'error')}    ${message(finding)}`);
  for (const finding of warnings) terminal.out(`  ${terminal.style('yellow', 'warning')}  ${message(finding)}`);
  if (findings.length === 0) terminal.out(`  ${terminal.style('green', 'none')}`);
}

export function countFindings(findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  return `${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`;
}

export function exitCodeOf(findings: readonly Finding[]): ExitCode {
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

import { terminalOn } from '../src/terminal';

function stream(isTTY: boolean) {
  const lines: string[] = [];
  return { lines, isTTY, write: (text: string) => lines.push(text) };
}

describe('terminalOn', () => {
  it('colours where a person looks', () => {
    expect(terminalOn(stream(true), stream(true), {}).style('red', 'error')).toBe('\u001b[31merror\u001b[0m');
  });

  it.each([
    ['a pipe', false, {}],
    ['NO_COLOR', true, { NO_COLOR: '1' }],
    ['a terminal that knows no colours', true, { TERM: 'dumb' }],
  ])('does not colour for %s', (_, isTTY, environment) => {
    expect(terminalOn(stream(isTTY), stream(isTTY), environment).style('red', 'error')).toBe('error');
  });

  it('keeps results and complaints apart', () => {
    const [out, err] = [stream(false), stream(false)];
    const terminal = terminalOn(out, err, {});
    terminal.out('a result');
    terminal.err('a complaint');
    expect([out.lines, err.lines]).toEqual([['a result\n'], ['a complaint\n']]);
  });
});

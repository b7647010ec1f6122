import { describe, expect, it } from 'vitest';
import { feedProgram, sendToClipboard } from '../../src/terminal/clipboard.ts';

const host = (tmux: string | undefined, feeds: boolean) => {
  const [fed, written] = [new Array<unknown>(), new Array<string>()];
  return {
    fed,
    written,
    tmux,
    feed: (program: string, args: readonly string[], text: string) => {
      fed.push([program, args, text]);
      return feeds;
    },
    write: (sequence: string) => void written.push(sequence),
  };
};

describe('a text for the clipboard', () => {
  it('goes to the terminal in base64, so that nothing in it can be a command', () => {
    const to = host(undefined, true);
    expect(sendToClipboard('K7QX\u001b[2J', to)).toBe('sent to the terminal');
    expect(to.written).toEqual([`\u001b]52;c;${btoa('K7QX\u001b[2J')}\u0007`]);
    expect(to.fed).toEqual([]);
  });

  it('goes through tmux inside of it, on its standard input, never on a command line that others can read', () => {
    const to = host('/tmp/tmux-1000/default,1,0', true);
    expect(sendToClipboard('K7QX', to)).toBe('sent to tmux and to the terminal');
    expect(to.fed).toEqual([['tmux', ['load-buffer', '-w', '-'], 'K7QX']]);
    expect(to.written).toEqual([]);
  });

  it('goes to the terminal where tmux is too old for it, or not there', () => {
    const to = host('/tmp/tmux-1000/default,1,0', false);
    expect(sendToClipboard('K7QX', to)).toBe('sent to the terminal');
    expect(to.written).toHaveLength(1);
  });

  it('that a program takes or refuses is told by how it ends', () => {
    expect(feedProgram('grep', ['-q', 'K7QX'], 'K7QX')).toBe(true);
    expect(feedProgram('grep', ['-q', 'K7QX'], 'another')).toBe(false);
    expect(feedProgram('no-such-program', [], 'K7QX')).toBe(false);
  });
});

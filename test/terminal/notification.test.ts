import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tellTerminal, type NotificationHost } from '#terminal/notification.ts';

const told = (
  news: Parameters<typeof tellTerminal>[0],
  env: NotificationHost['env'] = {},
  passthrough = 'on',
): string => {
  let written = '';
  tellTerminal(news, { env, passthrough: () => passthrough, write: (text) => (written += text) });
  return written;
};

const ended = { way: 'terminal', words: 'job bert-ft-17: Completed' } as const;
const inTmux = { TMUX: '/tmp/tmux-1000/default,1,0' };

describe('telling the terminal', () => {
  it('by the bell is one bell, inside tmux too', () => {
    expect(told({ ...ended, way: 'bell' })).toBe('\u0007');
    expect(told({ ...ended, way: 'bell' }, inTmux)).toBe('\u0007');
  });

  it('by a notification is one sequence of the kind that the terminal knows', () => {
    expect(told(ended)).toBe('\u001b]9;aml-workbench: job bert-ft-17: Completed\u0007');
    const of777 = '\u001b]777;notify;aml-workbench;job bert-ft-17: Completed\u0007';
    expect(told(ended, { VTE_VERSION: '7600' })).toBe(of777);
    expect(told(ended, { TERM: 'rxvt-unicode-256color' })).toBe(of777);
  });

  it('goes through a tmux that allows it, and is the bell in one that does not', () => {
    const passed = '\u001bPtmux;\u001b\u001b]9;aml-workbench: job bert-ft-17: Completed\u0007\u001b\\';
    expect(told(ended, inTmux, 'on')).toBe(passed);
    expect(told(ended, inTmux, '')).toBe(passed);
    expect(told(ended, inTmux, 'off')).toBe('\u0007');
  });

  it('never lets a name end the sequence, open a field or drive the terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (words) => {
        for (const env of [{}, { VTE_VERSION: '1' }]) {
          const written = told({ way: 'terminal', words }, env);
          const inner = written.slice(1, -1);
          expect(inner).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/u);
          expect(inner.split(';')).toHaveLength('VTE_VERSION' in env ? 4 : 2);
          expect(written.length).toBeLessThan(220);
        }
      }),
    );
    expect(told({ way: 'terminal', words: 'a\u001b]52;c;x\u0007b' })).not.toContain('\u001b]52');
  });
});

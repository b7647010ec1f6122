import { describe, expect, it } from 'vitest';
import { showPlain } from '#terminal/plain-view.ts';

describe('the plain view', () => {
  it('shows the text as it is, says how to go back, and waits before anything else is drawn', () => {
    const happened: string[] = [];
    showPlain(`${'long '.repeat(100)}\nsecond`, {
      write: (text) => happened.push(text),
      waitForEnter: () => happened.push('waits'),
    });
    expect(happened).toEqual([
      `\n${'long '.repeat(100)}\nsecond\n\nSelect it with the mouse. Enter goes back. `,
      'waits',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { createFinder } from '#test/support/plants.ts';

const secret = String.raw`Tq7xPw4Zk9Vr"\<+8sHuq2Lm`;
const find = createFinder(new Map([['it', secret]]));
const twice = JSON.stringify(JSON.stringify(secret));

describe('a planted secret', () => {
  it.each([
    ['as it is', `a ${secret} b`],
    ['cut', `a ${secret.slice(0, 10)}.. b`],
    ['broken over two lines of a panel', ` │ a Tq7xP │\n │ w4Zk9Vr" │`],
    ['as JSON in JSON', twice],
    ['in an address', encodeURIComponent(secret)],
    ['in an address in an address', encodeURIComponent(encodeURIComponent(secret))],
    ['in a form', new URLSearchParams([['a', secret]]).toString()],
    ['in base64', Buffer.from(`a ${secret}`).toString('base64')],
    ['in base64 of JSON, for addresses', Buffer.from(`ab ${twice}`).toString('base64url')],
    ['in hexadecimal', Buffer.from(secret).toString('hex')],
  ])('is found %s', (_, text) => {
    expect(find(text)).toContain('it in');
  });

  it('is not found where there is none', () => {
    const said = String.raw`"{\"a\":\"\\\\\\\"\"}" %5C%22%3A%5C%22 ******** Tq7xPw4 2f1c7d3e-9b01`;
    expect(find(said)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { agreedBy } from '#state/checks.ts';

describe('what is typed before something that exists is changed, broken or detached', () => {
  const broken = { name: 'aks', overridable: true };
  const inTheWay = { name: 'aks', overridable: false };

  it.each([
    ['aks', 'aks', undefined, 'overwrite'],
    ['detach aks', 'aks', undefined, undefined],
    ['', 'aks', undefined, undefined],
    ['aks', 'aks', broken, 'duplicate'],
    ['detach aks', 'aks', broken, 'detach'],
    ['detach', 'aks', broken, undefined],
    ['Detach aks', 'aks', broken, undefined],
    ['aks', 'aks', inTheWay, undefined],
    ['detach aks', 'aks', inTheWay, 'detach'],
    // In a protected workspace its name is a part of what has to be typed.
    ['detach aks', 'mlw-vision/aks', broken, undefined],
    ['detach mlw-vision/aks', 'mlw-vision/aks', broken, 'detach'],
    ['mlw-vision/aks', 'mlw-vision/aks', broken, 'duplicate'],
  ] as const)('%j where %s is asked for with %o: %s', (typed, asked, breaks, agreed) => {
    expect(agreedBy(typed, asked, breaks)).toBe(agreed);
  });
});

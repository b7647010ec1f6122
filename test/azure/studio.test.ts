import { describe, expect, it } from 'vitest';
import { computeId } from '#azure/place.ts';
import { studioJobPage, studioPage } from '#azure/studio.ts';

const place = { subscriptionId: 'sub', resourceGroup: 'rg', workspace: 'ws' };

describe('the page of a compute in the studio', () => {
  it.each([
    ['public', 'https://ml.azure.com'],
    ['usgov', 'https://ml.azure.us'],
    ['china', 'https://studio.ml.azure.cn'],
  ] as const)('is in the studio of its cloud: %s', (cloud, studio) => {
    expect(studioPage(cloud, computeId(place, 'cpu-1'), 'cpu-1')).toBe(
      `${studio}/compute/cpu-1/details?wsid=/subscriptions/sub/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws`,
    );
  });

  it('is not known in the demo, in a cloud of one’s own, or of something that is in no workspace', () => {
    expect(studioPage(undefined, computeId(place, 'a'), 'a')).toBeUndefined();
    expect(studioPage('custom', computeId(place, 'a'), 'a')).toBeUndefined();
    expect(studioPage('public', '/subscriptions/sub', 'a')).toBeUndefined();
  });
});

describe('the page of a job in the studio', () => {
  it('is in the studio of its cloud, and not known where that is not', () => {
    expect(studioJobPage('usgov', place, 'brave hat')).toBe(
      'https://ml.azure.us/runs/brave%20hat?wsid=/subscriptions/sub/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws',
    );
    expect(studioJobPage(undefined, place, 'a')).toBeUndefined();
    expect(studioJobPage('custom', place, 'a')).toBeUndefined();
  });
});

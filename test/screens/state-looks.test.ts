import { describe, expect, test } from 'vitest';
import { instanceStateWord, jobStatusWord, nodeStateWord, provisioningStateWord } from '#azure/model.ts';
import { stateLooks } from '#screens/state-looks.ts';

describe('the look of a state', () => {
  test.each([
    ['a node at work', stateLooks.node[nodeStateWord('running').is], 'works', 'running'],
    ['a preempted node', stateLooks.node[nodeStateWord('Preempted').is], 'takenAway', 'takenAway'],
    ['an unusable node', stateLooks.node[nodeStateWord('unusable').is], 'needsPerson', 'failed'],
    ['a stopped instance', stateLooks.instance[instanceStateWord('Stopped').is], 'neutral', 'stopped'],
    ['a queued job', stateLooks.job[jobStatusWord('Queued').is], 'neutral', 'queued'],
    [
      'a failed creation',
      stateLooks.provisioning[provisioningStateWord('Failed').is],
      'needsPerson',
      'failed',
    ],
    ['a word of tomorrow', stateLooks.job[jobStatusWord('Teleporting').is], 'neutral', 'unknown'],
  ] as const)('%s', (_what, look, tone, glyph) => {
    expect(look).toEqual({ tone, glyph });
  });

  test('every failure needs a person, and nothing else does', () => {
    for (const looks of Object.values(stateLooks)) {
      for (const [word, { tone }] of Object.entries(looks)) {
        expect([word, tone === 'needsPerson']).toEqual([word, /fail|unusable|notresponding/iu.test(word)]);
      }
    }
  });

  test('a word that is not known looks unknown everywhere', () => {
    for (const looks of Object.values(stateLooks))
      expect(looks.other).toEqual({ tone: 'neutral', glyph: 'unknown' });
  });
});

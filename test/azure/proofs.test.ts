import { describe, expect, it } from 'vitest';
import { withoutProofs } from '#azure/proofs.ts';

const jwt = 'eyJ0eXAiOiJKV1QifQ.eyJhdWQiOiJodHRwczovL20ifQ.c2lnbmF0dXJl';

describe('what a service says', () => {
  it.each([
    [
      'https://st.blob.core.windows.net/c/b?sv=2021&sig=Ab%2Bc%3D&sp=r',
      'https://st.blob.core.windows.net/c/b?sv=2021&sig=********&sp=r',
    ],
    ['to=https%3A%2F%2Fst%2Fc%3Fsig%3DAb12', 'to=https%3A%2F%2Fst%2Fc%3Fsig%3D********'],
    ['AccountKey=aGVsbG8/d29=;EndpointSuffix=core', 'AccountKey=********;EndpointSuffix=core'],
    ['SharedAccessKey=aGVsbG8=', 'SharedAccessKey=********'],
    [`the token ${jwt} has ended`, 'the token ******** has ended'],
    ['sent Bearer abc123def456', 'sent Bearer ********'],
  ])('is told without the proof in %s', (said, told) => {
    expect(withoutProofs(said)).toBe(told);
  });

  it.each([
    'A bearer authentication token is needed.',
    'Bearer authorization is required.',
    'The design=new of the signature is not known; SharedDisks are.',
    'eyJ is how tokens begin.',
  ])('is left alone in %s', (said) => {
    expect(withoutProofs(said)).toBe(said);
  });
});

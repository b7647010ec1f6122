import type { PlainResponse } from '#azure/arm/transport.ts';

/** The same world with nothing on its way: no cluster resizing, no node coming or going. */
export const withoutMovement = (answer: PlainResponse): PlainResponse => ({
  ...answer,
  body: answer.body
    .replaceAll('"Resizing"', '"Steady"')
    .replaceAll(/"(preparing|leaving)NodeCount":\d+/gu, '"$1NodeCount":0')
    .replaceAll(/"nodeState":"(?:preparing|leaving)"/gu, '"nodeState":"idle"'),
});

/** And with no job that waits for anything. */
export const withoutWaiting = (answer: PlainResponse): PlainResponse => {
  const still = withoutMovement(answer);
  return {
    ...still,
    body: still.body.replaceAll(
      /"status":"(?:NotStarted|Starting|Provisioning|Preparing|Queued|Finalizing|CancelRequested)"/gu,
      '"status":"Completed"',
    ),
  };
};

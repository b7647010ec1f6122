import { demoCredential } from '#azure/arm/credential.ts';
import { createArmGateway } from '#azure/arm/gateway.ts';
import type { PlainRequest, PlainResponse } from '#azure/arm/transport.ts';
import type { Gateway } from '#azure/gateway.ts';
import type { Place } from '#azure/place.ts';
import { targetForms } from '#azure/targets/forms.ts';
import type { Plan, TargetId } from '#azure/targets/target.ts';
import { createSimulator, mainPlace, type World } from '#simulator/simulator.ts';
import { startMs } from '#test/support/gateway.ts';

/** The plan that a form makes of its first values and these. */
export const planOf = (
  target: TargetId,
  typed: Readonly<Record<string, string>>,
  { place = mainPlace, location = 'westeurope' }: { place?: Place; location?: string } = {},
): Plan => {
  const form = targetForms[target];
  const facts = { place, location };
  const checked = form?.check({ ...form.initial(facts), ...typed }, facts);
  if (checked?.plan === undefined) throw new Error(`no plan: ${JSON.stringify(checked)}`);
  return checked.plan;
};

export type Instead = (request: PlainRequest) => PlainResponse | Promise<PlainResponse> | undefined;

/** The real client over a world that stands still, which answers everything that `instead` does not. */
export const stillGateway = (
  instead: Instead = () => undefined,
  timeoutMs = 30_000,
): { readonly gateway: Gateway; readonly requests: readonly PlainRequest[]; readonly world: () => World } => {
  const simulator = createSimulator({ scale: 'small', seed: 1, speed: 0, startMs, now: () => startMs });
  const requests: PlainRequest[] = [];
  const gateway = createArmGateway({
    credential: demoCredential(),
    timeoutMs,
    transport: async (request) => {
      requests.push(request);
      return (await instead(request)) ?? simulator.send(request);
    },
  });
  return { gateway, requests, world: () => simulator.world() };
};

/** A refusal in Azure's envelope. */
export const refusal = (status: number, code: string, details: readonly unknown[] = []): PlainResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ error: { code, message: `${code} said the service`, details } }),
});

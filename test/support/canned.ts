import { createArmGateway, type ArmGatewayOptions } from '#azure/arm/gateway.ts';
import { demoCredential } from '#azure/arm/credential.ts';
import type { PlainRequest, PlainResponse, Transport } from '#azure/arm/transport.ts';
import type { Call, Gateway } from '#azure/gateway.ts';

/** One answer of the service: JSON unless `body` is text already. */
export const reply = (
  status: number,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): PlainResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body),
});

/** A gateway through the real client, whose service is a function; with every request it was sent. */
export const cannedGateway = (
  answer: (...sent: Parameters<Transport>) => PlainResponse | Promise<PlainResponse>,
  options: Partial<ArmGatewayOptions> = {},
): { readonly gateway: Gateway; readonly requests: PlainRequest[]; readonly calls: Call[] } => {
  const requests: PlainRequest[] = [];
  const calls: Call[] = [];
  const gateway = createArmGateway({
    credential: demoCredential(),
    transport: async (request, signal) => {
      requests.push(request);
      return answer(request, signal);
    },
    onCall: (call) => calls.push(call),
    ...options,
  });
  return { gateway, requests, calls };
};

export const testPlace = { subscriptionId: 's1', resourceGroup: 'rg1', workspace: 'ws1' } as const;

/** A signal that nobody aborts. */
export const never = (): AbortSignal => new AbortController().signal;

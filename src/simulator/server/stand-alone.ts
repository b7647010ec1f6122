import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createSignIn } from '../sign-in/sign-in.ts';
import { tenant } from '../sign-in/principal.ts';
import { createSimulator, mainPlace, type Simulator, type SimulatorOptions } from '../simulator.ts';
import { makeCertificate } from './certificate.ts';
import { openRequestLog } from './request-log.ts';
import { startServer } from './server.ts';

export type StandAloneOptions = Omit<SimulatorOptions, 'now' | 'signIn'> & {
  /** 0 takes any that is free. */
  readonly port: number;
  /** Where `ca.pem` is written; a new folder that is removed at the end when absent. */
  readonly certDir?: string;
  /** Where requests are noted; nowhere when absent. */
  readonly logFile?: string;
  readonly logSecrets: boolean;
  /** How long an access token is good for; an hour when absent. */
  readonly tokenSeconds?: number;
};

/** What a client needs to know to sign in and find the main workspace. */
export type Ready = {
  /** Origin of Azure Resource Manager. */
  readonly endpoint: string;
  /** Origin of the sign-in service. */
  readonly authority: string;
  /** The certificate to trust. */
  readonly caFile: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly workspaceName: string;
};

export type StandAlone = {
  readonly ready: Ready;
  readonly simulator: Simulator;
  /** Cuts every connection, stops listening and removes what was written, but for the log. */
  readonly close: () => Promise<void>;
};

/**
 * Starts the simulator as a server of its own: Azure Resource Manager and the sign-in service at one HTTPS address on the
 * loopback interface. Rejects with what the system said when the port, the folder or the log cannot be had.
 */
export const startStandAlone = async (options: StandAloneOptions): Promise<StandAlone> => {
  const { port, certDir, logFile, logSecrets, tokenSeconds, ...world } = options;
  const now = (): number => Date.now();
  const signIn = createSignIn({
    // Where the clock of the service is off, so are its tokens.
    now: () => now() + simulator.faults.skewSeconds() * 1000,
    ...(tokenSeconds === undefined ? {} : { tokenSeconds }),
  });
  const simulator: Simulator = createSimulator({ ...world, now, signIn });
  const certificate = await makeCertificate(now());
  const log = logFile === undefined ? undefined : openRequestLog(logFile, logSecrets);
  const folder = certDir ?? mkdtempSync(join(tmpdir(), 'aml-workbench-simulator-'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const caFile = resolve(folder, 'ca.pem');
  writeFileSync(caFile, certificate.ca);
  const tidy = (): void => {
    log?.close();
    if (certDir === undefined) rmSync(folder, { recursive: true, force: true });
    else rmSync(caFile, { force: true });
  };
  const server = await startServer({
    port,
    certificate,
    handle: (request) => simulator.fetch(request),
    ended: (request) => log?.note(request),
  }).catch((error: unknown) => {
    tidy();
    throw error;
  });
  const origin = `https://127.0.0.1:${server.port}`;
  return {
    ready: {
      endpoint: origin,
      authority: origin,
      caFile,
      tenantId: tenant.id,
      ...signIn.application,
      subscriptionId: mainPlace.subscriptionId,
      resourceGroup: mainPlace.resourceGroup,
      workspaceName: mainPlace.workspace,
    },
    simulator,
    close: async () => {
      await server.close();
      tidy();
    },
  };
};

import type { Gateway } from '#azure/gateway.ts';
import type { Place } from '#azure/place.ts';
import type { SignIn, SignInWay } from '#azure/sign-in.ts';
import { loadKnownWords } from '#screens/explain.ts';
import { checkSignIn, checkWorkspaceAccess } from './doctor/check-azure.ts';
import { checkNetwork, type NetworkPorts } from './doctor/check-network.ts';
import { checkTerminal, type TerminalFacts } from './doctor/check-terminal.ts';
import { doctorExitCode, findingLines, type Finding } from './doctor/finding.ts';

/** What is looked at. */
export type DoctorScene = {
  readonly terminal: TerminalFacts;
  /** What is wrong with the configuration, a sentence each. */
  readonly faults: readonly string[];
  /** Which Azure is meant; undefined for the demo, which is on this machine. */
  readonly azure?: {
    readonly endpoint: string;
    readonly authority: string;
    readonly ports: NetworkPorts;
    readonly way: SignInWay;
    readonly signIn: SignIn;
  };
  readonly gateway: Gateway;
  /** The workspace that is meant, or what the command line does not say. */
  readonly place: Place | string;
  readonly format: 'text' | 'json';
  /** What is told as it may be seen: without names, where none may be. */
  readonly shown?: (words: string) => string;
  readonly write: (text: string) => void;
};

const configuration = (faults: readonly string[]): readonly Finding[] =>
  faults.length === 0
    ? [{ id: 'configuration', title: 'configuration', is: 'ok', words: 'nothing is wrong with it' }]
    : faults.map((words) => ({ id: 'configuration', title: 'configuration', is: 'fail', words }));

const skipped = (words: string): Finding => ({ id: 'azure', title: 'Azure', is: 'unknown', words });

const lookAtAzure = async (
  scene: DoctorScene,
  tell: (findings: readonly Finding[]) => void,
): Promise<void> => {
  const { azure, gateway, place } = scene;
  if (azure === undefined) tell([skipped('the demo is meant: nothing leaves this machine')]);
  else {
    const { findings, reached } = await checkNetwork(azure, azure.ports);
    tell(findings);
    if (!reached) return tell([skipped('not asked further: it cannot be reached')]);
    const signedIn = await checkSignIn(azure.signIn, azure.way);
    tell([signedIn]);
    if (signedIn.is !== 'ok') return tell([skipped('not asked further: nobody is signed in')]);
  }
  tell(
    typeof place === 'string'
      ? [{ id: 'workspace', title: 'workspace', is: 'unknown', words: place }]
      : await checkWorkspaceAccess(gateway, place),
  );
};

/**
 * Looks at everything that the program needs, from the terminal to the permissions, and says what to do about what is wrong. Only reads, and
 * prompts for nothing.
 * @returns the exit code: 0 nothing is in the way, 1 something is
 */
export const runDoctor = async (scene: DoctorScene): Promise<0 | 1> => {
  await loadKnownWords();
  const all: Finding[] = [];
  const { shown = (words) => words } = scene;
  const tell = (found: readonly Finding[]): void => {
    const findings = found.map((each) => ({
      ...each,
      words: shown(each.words),
      ...(each.fix === undefined ? {} : { fix: each.fix.map(shown) }),
    }));
    all.push(...findings);
    if (scene.format === 'text')
      for (const each of findings) scene.write(`${findingLines(each, scene.terminal.columns ?? 80)}\n`);
  };
  tell(checkTerminal(scene.terminal));
  tell(configuration(scene.faults));
  await lookAtAzure(scene, tell);
  const code = doctorExitCode(all);
  if (scene.format === 'json')
    scene.write(`${JSON.stringify({ healthy: code === 0, findings: all }, undefined, 2)}\n`);
  return code;
};

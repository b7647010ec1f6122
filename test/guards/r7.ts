import type { Breakage } from './breakage.ts';

export const r7: readonly Breakage[] = [
  {
    breaks: 'a compute is deleted whatever was typed to confirm it',
    source: 'src/state/commands/tell-computes.ts',
    from: '      if (overlay.line.text !== confirmationText(state, overlay.compute.name)) return;',
    to: '      if (overlay.line.text === undefined) return;',
    also: {
      source: 'src/screens/why-off.ts',
      from: '    confirm,\n',
      to: '    confirm: () => undefined,\n',
    },
    test: 'test/screens/random-keys-everywhere.test.tsx',
    named: 'on remove ',
  },
  {
    breaks: 'an existing compute is overwritten before its name was typed',
    source: 'src/state/commands/send-form.ts',
    from: '      if (agreed !== undefined) sendPlan(agreed);',
    to: "      sendPlan(agreed ?? 'overwrite');",
    also: {
      source: 'src/screens/why-off.ts',
      from: '    confirm,\n',
      to: '    confirm: () => undefined,\n',
    },
    test: 'test/screens/random-keys-everywhere.test.tsx',
    named: 'on overwrite ',
  },
  {
    breaks: 'a plan for several is sent before their number was typed',
    source: 'src/state/commands/act.ts',
    from: '      if (reason !== undefined) {\n        say(reason);\n        return;\n      }\n      setMarks',
    to: "      if (reason === 'no reason at all') return;\n      setMarks",
    test: 'test/screens/random-keys-everywhere.test.tsx',
    named: 'on plan ',
  },
  {
    breaks: 'a job is cancelled whatever is answered',
    source: 'src/state/commands/queue.ts',
    from: '  if (overlay.at === 1 && board !== undefined)',
    to: '  if (overlay.at >= 0 && board !== undefined)',
    test: 'test/screens/random-keys-everywhere.test.tsx',
    named: 'on cancel ',
  },
  {
    breaks: 'an instance is told something as soon as its menu opens',
    source: 'src/state/commands/tell-computes.ts',
    from: "      openOverlay({ is: 'instance', compute, at, consequences: consequencesOf(compute, jobs, false) });",
    to: "      openOverlay({ is: 'instance', compute, at, consequences: consequencesOf(compute, jobs, false) });\n      operations.act(compute, 'restart');",
    test: 'test/screens/random-keys-everywhere.test.tsx',
    named: 'on instance ',
  },
  {
    breaks: 'what is asked for leaves although nobody is signed in',
    source: 'src/state/gated-gateway.ts',
    from: '    return problem === undefined ? ask(gateway, args)',
    to: "    return problem?.kind !== 'aborted' ? ask(gateway, args)",
    test: 'test/screens/random-keys.test.tsx',
  },
  {
    breaks: 'a log throws when something is looked for in it',
    source: 'src/screens/LogScreen.tsx',
    from: "  if (find === '') return '';",
    to: "  if (find !== '') throw new TypeError('broken on purpose');",
    test: 'test/screens/random-keys-everywhere.test.tsx',
    named: 'on find ',
  },
];

import type { Breakage } from './breakage.ts';

export const r4: readonly Breakage[] = [
  {
    breaks: 'an error of the service that repeats the password is shown as it came',
    source: 'src/azure/arm/sent-secrets.ts',
    from: "  'adminUserPassword',\n",
    to: '',
    test: 'test/screens/secrets.test.tsx',
    named: 'SSH with a password',
  },
  {
    breaks: 'a secret that was typed into an ordinary field is written into the draft',
    source: 'src/state/secret-field.ts',
    from: " || (kind.is === 'text' && kind.looksSecret?.(text) === true)",
    to: '',
    test: 'test/state/submit-job.test.ts',
    named: 'is not kept where a variable is called like a secret',
  },
  {
    breaks: 'a crash report keeps tokens',
    source: 'src/terminal/redact.ts',
    from: "    [/\\beyJ[\\w-]*\\.[\\w-]+(?:\\.[\\w-]*)?/gu, '[token]'],\n",
    to: '',
    test: 'test/terminal/redact.test.ts',
  },
];

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { noteSecret } from '#azure/note-secrets.ts';
import { crashText } from '#terminal/crash-text.ts';
import { hideSecrets } from '../src/hide-secrets.ts';

const folder = mkdtempSync(join(tmpdir(), 'aml-workbench-hide-'));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('the report of a crash', () => {
  it('holds no secret of the environment, none that was sent, and none that somebody else knows of when it is written', () => {
    vi.stubEnv('XDG_STATE_HOME', folder);
    vi.stubEnv('AZURE_CLIENT_SECRET', 'of the-environment');
    vi.stubEnv('HTTPS_PROXY', 'http://ada:of%20the-proxy@proxy.example:3128');
    const typed: string[] = [];
    hideSecrets(() => typed);
    noteSecret('which was-sent');
    typed.push('typed at-last');
    const words = 'of the-environment, of the-proxy, which was-sent, typed at-last';
    // Where Node's own printing would cut it, in the middle of a secret; so would the one line that is told.
    const long = `${'x'.repeat(9_990)}which was-sent`;
    const told = crashText(Object.assign(new Error(`${'y'.repeat(280)} ${words}`), { long }), [words]);
    const folders = join(folder, 'aml-workbench');
    const [report = ''] = readdirSync(folders);
    const all = told + readFileSync(join(folders, report), 'utf8');
    expect(all).toContain('********');
    expect(all).not.toMatch(/of the-|was-|at-last/u);
  });
});

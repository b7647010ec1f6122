import type { ActsOverlay } from '#state/acts-overlay.ts';
import { sshJumpLine, sshLine } from '#state/ssh-target.ts';
import { useApp, useKit, type Area } from '../context.ts';
import { wrapWords } from '../facts.ts';
import { fieldText } from '../parts/field-text.ts';
import { Lines } from '../parts/Lines.tsx';

const keyWords = (file: string): string =>
  file === '' ? "the agent's keys, or ssh's own default" : `${file} (until this program ends)`;

/** The command that will run, which key it takes, and the forms of it for other places. */
export const SshOverlay = ({
  overlay,
  columns,
  rows,
}: Area & { readonly overlay: Extract<ActsOverlay, { readonly is: 'ssh' | 'sshKey' }> }) => {
  const { paint } = useKit();
  const keyFile = useApp((state) => state.acts.keyFile);
  const isDemo = useApp((state) => state.about.mode === 'demo');
  const { target } = overlay;
  const indented = (words: string): readonly string[] =>
    wrapWords(words, columns - 6).map((each) => `     ${each}`);
  const key =
    overlay.is === 'sshKey'
      ? `   Key file: ${fieldText(overlay.line, { cells: Math.max(10, Math.min(62, columns - 16)), focused: true }, paint)}`
      : `   Key: ${keyWords(keyFile)}`;
  const lines = [
    '',
    paint.bold(` SSH to ${target.name}`),
    ...(isDemo
      ? [paint.changing('   A machine of the demo: its address belongs to nobody, ssh reaches none.')]
      : []),
    '',
    ...indented(sshLine(target, keyFile)).map((each) => paint.where(each)),
    '',
    key,
    ...(overlay.is === 'sshKey'
      ? [paint.secondary('   Enter takes it; empty is the default. The file is read by ssh alone.')]
      : []),
    '',
    '   By way of a bastion (Y copies it):',
    ...indented(sshJumpLine(target, keyFile)),
    '',
    ...(overlay.is === 'ssh'
      ? [
          `   ${paint.selected('[ Connect ]')}  Enter runs it in this terminal, then you are back here.`,
          paint.secondary('   It is given none of the AZURE_ variables of this program.'),
        ]
      : []),
  ];
  return <Lines lines={lines.slice(0, rows)} />;
};

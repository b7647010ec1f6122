import fc from 'fast-check';
import { pause } from './judged-keys.ts';

/** One key, or a letter, or a paste: what is pressed by somebody who does not look. */
export const anyKey = fc.oneof(
  fc.constantFrom('up', 'down', 'left', 'right', 'tab', 'shift-tab', 'enter', 'enter', 'esc'),
  fc.constantFrom('pagedown', 'pageup', 'home', 'end', 'backspace', 'ctrl-u', 'space', pause),
  fc.constantFrom(...Array.from('jkgGqzoOcDarpsItEuyYvwKUS/?!1234LfnN:[]-iWXBe@train-1')),
  fc.constantFrom('é', '漢', '👍', '\u001b[200~pasted\ntext\u001b[201~', '\u0003', '\u000f', '\u0012'),
);

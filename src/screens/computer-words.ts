import { plain } from '#azure/plain.ts';
import type { ComputerLook, DockerFinding, PortFinding } from '#state/this-computer.ts';
import type { GlyphId } from './glyphs.ts';
import type { Tone } from './theme.ts';

/** One thing looked at, in words. */
export type FindingLine = { readonly tone: Tone; readonly glyph: GlyphId; readonly words: string };

const good = (words: string): FindingLine => ({ tone: 'works', glyph: 'ok', words });
const bad = (words: string): FindingLine => ({ tone: 'needsPerson', glyph: 'failed', words });
const unclear = (words: string): FindingLine => ({ tone: 'secondary', glyph: 'unknown', words });
const looking = (words: string): FindingLine => ({ tone: 'changing', glyph: 'changing', words });

const dockerLine = (found: DockerFinding | undefined): FindingLine => {
  switch (found?.is) {
    case undefined:
      return looking('Docker is being asked');
    case 'answers':
      return good(`Docker answers: engine ${plain(found.version)}`);
    case 'no-engine':
      return bad(`Docker is installed, but its engine does not answer: ${plain(found.words)}`);
    case 'missing':
      return bad('Docker is not installed, or not among the programs of this shell (PATH)');
    case 'silent':
      return bad(`Docker has not answered within ${Math.round(found.afterMs / 1000)} s`);
    case 'unclear':
      return unclear(`Docker has answered something else: ${plain(found.words)}`);
  }
};

const portLine = (found: PortFinding | undefined): FindingLine => {
  switch (found?.is) {
    case undefined:
      return looking('the port is being looked at');
    case 'free':
      return good(`port ${found.port} is free`);
    case 'taken':
      return bad(
        found.free === undefined
          ? `port ${found.port} is taken, and so are those after it`
          : `port ${found.port} is taken: the code below has ${found.free}, which is free`,
      );
    case 'unclear':
      return unclear(`whether port ${found.port} is free cannot be told: ${plain(found.words)}`);
  }
};

/** What is known of this computer, a line for each thing that was looked at. */
export const findingLines = (look: ComputerLook | undefined): readonly FindingLine[] =>
  look === undefined
    ? [unclear('this computer was not looked at')]
    : [dockerLine(look.docker), portLine(look.port)];

import { useKit } from '../context.ts';
import { Lines } from './Lines.tsx';

/** A line across. */
export const Rule = ({ columns }: { readonly columns: number }) => {
  const { paint, glyphs } = useKit();
  return <Lines lines={[paint.secondary(glyphs.rule.repeat(Math.max(0, columns)))]} />;
};

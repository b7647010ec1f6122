import { Box } from 'ink';
import type { ReactNode } from 'react';
import { useKit } from '../context.ts';
import { Lines } from '../parts/Lines.tsx';

/** Two panes side by side with a line between them, which takes three cells. */
export const Panes = ({
  rows,
  columns: [left, right],
  children: [first, second],
}: {
  readonly rows: number;
  /** Of the left one and of the right one. */
  readonly columns: readonly [number, number];
  readonly children: readonly [ReactNode, ReactNode];
}) => {
  const { glyphs } = useKit();
  return (
    <Box>
      <Box flexDirection="column" width={left} height={rows} overflow="hidden">
        {first}
      </Box>
      <Box width={3} paddingLeft={1}>
        <Lines lines={Array.from({ length: rows }, () => glyphs.columnLine)} />
      </Box>
      <Box flexDirection="column" width={right} height={rows} overflow="hidden">
        {second}
      </Box>
    </Box>
  );
};

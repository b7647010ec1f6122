import { Box, Text } from 'ink';
import { memo } from 'react';
import { asciiText } from '../ascii-text.ts';
import { drawableLine } from '../cells.ts';
import { useKit } from '../context.ts';

/** One line of the screen. Drawn again only when its text differs, whatever happens around it. */
const Line = memo(({ text }: { readonly text: string }) => (
  <Text wrap="truncate">{text === '' ? ' ' : drawableLine(text)}</Text>
));

/** Ready-made lines (colours included), each at most as wide as the area. A line's place is its identity. */
export const Lines = ({ lines }: { readonly lines: readonly string[] }) => {
  const { ascii } = useKit();
  return (
    <Box flexDirection="column">
      {lines.map((text, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a line of the screen has no identity but its place
        <Line key={place} text={ascii ? asciiText(text) : text} />
      ))}
    </Box>
  );
};

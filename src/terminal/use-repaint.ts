import { useStdout } from 'ink';
import { useEffect } from 'react';
import { homeAndErase } from './sequences.ts';

/** After the last of several changes of the window's size: a window pulled by its edge changes about 60 times a second. */
const quietMs = 60;

/**
 * Draws everything anew once the window has stopped changing its size. Ink answers a new size at once with the layout
 * of the old one, and afterwards writes only what differs from what it believes to be there; the terminal has meanwhile
 * cut or moved rows as it likes, so that belief is wrong, and unchanged rows would stay wrong for good. So they would after a change away and back
 * that was over before anybody looked: it is no `resize` of the stream, but the signal comes all the same.
 */
export const useRepaintAfterResize = (): void => {
  const { write } = useStdout();
  useEffect(() => {
    let timer: NodeJS.Timeout | undefined;
    // Ink takes its last frame back, writes this, and puts the whole frame on it again.
    const repaint = (): void => write(homeAndErase);
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(repaint, quietMs);
    };
    process.on('SIGWINCH', wait);
    return () => {
      clearTimeout(timer);
      process.off('SIGWINCH', wait);
    };
  }, [write]);
};

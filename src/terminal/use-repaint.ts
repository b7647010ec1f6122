import { useStdout } from 'ink';
import { useEffect } from 'react';
import { homeAndErase } from './sequences.ts';

/** After the last of several changes of the window's size: a window pulled by its edge changes about 60 times a second. */
const quietMs = 60;

/**
 * Draws everything anew once the window has stopped changing its size. Ink answers a new size at once with the layout
 * of the old one, and afterwards writes only what differs from what it believes to be there; the terminal has meanwhile
 * cut or moved rows as it likes, so that belief is wrong, and unchanged rows would stay wrong for good.
 */
export const useRepaintAfterResize = (): void => {
  const { stdout, write } = useStdout();
  useEffect(() => {
    let timer: NodeJS.Timeout | undefined;
    // Ink takes its last frame back, writes this, and puts the whole frame on it again.
    const repaint = (): void => write(homeAndErase);
    const wait = (): void => {
      clearTimeout(timer);
      timer = setTimeout(repaint, quietMs);
    };
    stdout.on('resize', wait);
    return () => {
      clearTimeout(timer);
      stdout.off('resize', wait);
    };
  }, [stdout, write]);
};

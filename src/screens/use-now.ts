import { useEffect, useState } from 'react';
import { useKit } from './context.ts';

const everyMs = 1000;

/** Wall time in ms, from when the component is first drawn on and then once a second while `ticking`: for the few things that move by themselves. */
export const useNow = (ticking: boolean): number => {
  const { now, after } = useKit().workbench;
  const [time, setTime] = useState(now);
  useEffect(() => {
    if (!ticking) return undefined;
    let forget = (): void => undefined;
    const wait = (): void => {
      forget = after(everyMs, () => {
        setTime(now());
        wait();
      });
    };
    wait();
    return () => {
      forget();
    };
  }, [now, after, ticking]);
  return time;
};

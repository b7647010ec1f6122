import { parse } from 'tinyduration';

/** An ISO-8601 duration in ms; undefined when it is none or is not positive. Months and years are 30 and 365 days. */
export const readDuration = (text: string): number | undefined => {
  try {
    const parts = parse(text);
    if (parts.negative === true) return undefined;
    const days =
      (parts.years ?? 0) * 365 + (parts.months ?? 0) * 30 + (parts.weeks ?? 0) * 7 + (parts.days ?? 0);
    const seconds = (parts.hours ?? 0) * 3600 + (parts.minutes ?? 0) * 60 + (parts.seconds ?? 0);
    return (days * 86_400 + seconds) * 1000;
  } catch {
    return undefined;
  }
};

/** A duration as the service prints it back: hours, minutes and seconds. */
export const printDuration = (ms: number): string => {
  const all = Math.round(ms / 1000);
  const hours = Math.floor(all / 3600);
  const minutes = Math.floor((all % 3600) / 60);
  const seconds = all % 60;
  const text = `PT${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${seconds > 0 ? `${seconds}S` : ''}`;
  return text === 'PT' ? 'PT0S' : text;
};

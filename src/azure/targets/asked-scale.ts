import type { Json } from '../gateway.ts';
import { readSeconds } from './durations.ts';
import type { Scale } from './scale-body.ts';

const within = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;

/** The scale that the body of a PATCH asks for; undefined for another body. */
export const askedScale = (body: Json): Scale | undefined => {
  const settings = within(within(within(body, 'properties'), 'properties'), 'scaleSettings');
  const [min, max] = [within(settings, 'minNodeCount'), within(settings, 'maxNodeCount')];
  const idle = within(settings, 'nodeIdleTimeBeforeScaleDown');
  const idleSeconds = typeof idle === 'string' ? readSeconds(idle) : undefined;
  return typeof min === 'number' && typeof max === 'number'
    ? { min, max, ...(idleSeconds === undefined ? {} : { idleSeconds }) }
    : undefined;
};

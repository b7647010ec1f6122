import type { QuotaCap, Usage, VmSize } from '#azure/model.ts';
import type { Remote } from '../remote.ts';

/** What is known of one region beside what the board knows of the workspace's own: each part as far as it could be read. */
export type RegionFacts = {
  readonly sizes?: readonly VmSize[];
  readonly usages?: readonly Usage[];
  readonly caps?: readonly QuotaCap[];
};

/** By the region's key: where the workspace is, and where computes of it are. */
export type Regions = Remote<Readonly<Record<string, RegionFacts>>>;

/** A region by which `West Europe` and `westeurope` are the same. */
export const regionKey = (location: string): string => location.toLowerCase().replaceAll(' ', '');

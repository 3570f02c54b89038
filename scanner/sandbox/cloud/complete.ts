import type { RegionBlock } from '../document/cloud-document.ts';
import { expandBaselines } from './baseline.ts';
import { completeExposure } from './complete-exposure.ts';
import { completeAlarms, completeLogs, completeTopics, completeTrails } from './complete-monitoring.ts';
import {
  completeBuckets,
  completeConfig,
  completeKeys,
  completeRules,
  completeServices,
} from './complete-security.ts';
import { type Owner, withoutNulls } from './names.ts';

/** One region's resources with every field AWS always returns. */
export function completeRegion(owner: Owner, region: string, written: RegionBlock): RegionBlock {
  const block = expandBaselines(written);
  const here = { owner, region };
  return withoutNulls({
    ...block,
    ...completeTrails(here, block),
    ...completeLogs(here, block),
    ...completeAlarms(here, block),
    ...completeTopics(here, block),
    ...completeRules(here, block),
    ...completeKeys(here, block),
    ...completeConfig(here, block),
    ...completeBuckets(here, block),
    ...completeServices(here, block),
    ...completeExposure(here, block),
  });
}

import type { Check } from '../check.ts';
import { trailCloudWatchLogs } from './trails/trail-cloudwatch-logs.ts';
import { trailExists } from './trails/trail-exists.ts';
import { trailKms } from './trails/trail-kms.ts';
import { trailLogValidation } from './trails/trail-log-validation.ts';
import { trailMultiRegion } from './trails/trail-multi-region.ts';

/** Every check, in the order reports list them. */
export const checks: readonly Check[] = [
  trailExists,
  trailMultiRegion,
  trailCloudWatchLogs,
  trailLogValidation,
  trailKms,
];

import type { Collector } from '../collector.ts';
import { cloudTrail } from './cloudtrail.ts';
import { cloudWatch } from './cloudwatch.ts';
import { eventBridge } from './events.ts';
import { kms } from './kms.ts';
import { cloudWatchLogs } from './logs.ts';
import { organizations } from './organizations.ts';
import { s3 } from './s3.ts';
import { sns } from './sns.ts';

/** Collectors of one step run side by side; a step reads what the steps before it found. */
export const collectorSteps: readonly (readonly Collector[])[] = [
  [organizations, cloudTrail],
  [cloudWatchLogs, eventBridge, s3],
  [cloudWatch],
  [sns],
  [kms],
];

export const collectors: readonly Collector[] = collectorSteps.flat();

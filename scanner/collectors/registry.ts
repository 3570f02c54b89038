import type { Collector } from '../collector.ts';
import { accessAnalyzer } from './access-analyzer.ts';
import { shield, trustedAdvisor } from './account-services.ts';
import { cloudTrail } from './cloudtrail.ts';
import { cloudWatch } from './cloudwatch.ts';
import { config } from './config.ts';
import { eventBridge } from './events.ts';
import { exposedResources } from './exposed-resources.ts';
import { guardDuty } from './guardduty.ts';
import { inspector } from './inspector.ts';
import { kms } from './kms.ts';
import { kmsRotation } from './kms-rotation.ts';
import { cloudWatchLogs } from './logs.ts';
import { macie } from './macie.ts';
import { networks } from './networks.ts';
import { organizations } from './organizations.ts';
import { responseRules } from './response-rules.ts';
import { s3 } from './s3.ts';
import { securityHub } from './security-hub.ts';
import { sns } from './sns.ts';
import { trailInsights } from './trail-insights.ts';

/** Collectors of one step run side by side; a step reads what the steps before it found. */
export const collectorSteps: readonly (readonly Collector[])[] = [
  [organizations, cloudTrail, networks],
  [cloudWatchLogs, eventBridge, s3, trailInsights, config, kmsRotation],
  [guardDuty, securityHub, accessAnalyzer, inspector, macie, exposedResources, shield, trustedAdvisor],
  [cloudWatch],
  [sns],
  [kms, responseRules],
];

export const collectors: readonly Collector[] = collectorSteps.flat();

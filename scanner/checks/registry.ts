import type { Check } from '../check.ts';
import { alarmCloudtrailConfigChanges } from './alarms/alarm-cloudtrail-config-changes.ts';
import { alarmConfigChanges } from './alarms/alarm-config-changes.ts';
import { alarmConsoleAuthFailures } from './alarms/alarm-console-auth-failures.ts';
import { alarmConsoleSigninWithoutMfa } from './alarms/alarm-console-signin-without-mfa.ts';
import { alarmIamPolicyChanges } from './alarms/alarm-iam-policy-changes.ts';
import { alarmKmsCmkDisableDelete } from './alarms/alarm-kms-cmk-disable-delete.ts';
import { alarmMonitoringChanges } from './alarms/alarm-monitoring-changes.ts';
import { alarmNaclChanges } from './alarms/alarm-nacl-changes.ts';
import { alarmNetworkGatewayChanges } from './alarms/alarm-network-gateway-changes.ts';
import { alarmOrganizationsChanges } from './alarms/alarm-organizations-changes.ts';
import { alarmRootUsage } from './alarms/alarm-root-usage.ts';
import { alarmRouteTableChanges } from './alarms/alarm-route-table-changes.ts';
import { alarmS3BucketPolicyChanges } from './alarms/alarm-s3-bucket-policy-changes.ts';
import { alarmSecurityGroupChanges } from './alarms/alarm-security-group-changes.ts';
import { alarmUnauthorizedApiCalls } from './alarms/alarm-unauthorized-api-calls.ts';
import { alarmVpcChanges } from './alarms/alarm-vpc-changes.ts';
import { bucketAccessLogging } from './bucket/bucket-access-logging.ts';
import { bucketEncryption } from './bucket/bucket-encryption.ts';
import { bucketMfaDelete } from './bucket/bucket-mfa-delete.ts';
import { bucketNotPublic } from './bucket/bucket-not-public.ts';
import { bucketObjectLock } from './bucket/bucket-object-lock.ts';
import { bucketSourceBound } from './bucket/bucket-source-bound.ts';
import { bucketTlsOnly } from './bucket/bucket-tls-only.ts';
import { configRecording } from './logging/config-recording.ts';
import { edgeAccessLogging } from './logging/edge-access-logging.ts';
import { kmsRotation } from './logging/kms-rotation.ts';
import { vpcFlowLogs } from './logging/vpc-flow-logs.ts';
import { accessAnalyzerEnabled } from './services/access-analyzer-enabled.ts';
import { automatedResponse } from './services/automated-response.ts';
import { guardDutyEnabled } from './services/guardduty-enabled.ts';
import { guardDutyFindings } from './services/guardduty-findings.ts';
import { inspectorEnabled } from './services/inspector-enabled.ts';
import { macieEnabled } from './services/macie-enabled.ts';
import { securityHubEnabled } from './services/securityhub-enabled.ts';
import { shieldAdvanced } from './services/shield-advanced.ts';
import { trustedAdvisor } from './services/trusted-advisor.ts';
import { wafCoverage } from './services/waf-coverage.ts';
import { trailApprovedBucket } from './trails/trail-approved-bucket.ts';
import { trailCloudWatchLogs } from './trails/trail-cloudwatch-logs.ts';
import { trailDataEventsS3Read } from './trails/trail-data-events-s3-read.ts';
import { trailDataEventsS3Write } from './trails/trail-data-events-s3-write.ts';
import { trailDelivery } from './trails/trail-delivery.ts';
import { trailExists } from './trails/trail-exists.ts';
import { trailGlobalEventsOnce } from './trails/trail-global-events-once.ts';
import { trailInsightsOn } from './trails/trail-insights.ts';
import { trailKms } from './trails/trail-kms.ts';
import { trailLogValidation } from './trails/trail-log-validation.ts';
import { trailManagementEvents } from './trails/trail-management-events.ts';
import { trailMultiRegion } from './trails/trail-multi-region.ts';
import { trailRetention } from './trails/trail-retention.ts';

/** Every check, in the order reports list them. */
export const checks: readonly Check[] = [
  trailExists,
  trailMultiRegion,
  trailManagementEvents,
  trailGlobalEventsOnce,
  trailDataEventsS3Write,
  trailDataEventsS3Read,
  trailDelivery,
  trailCloudWatchLogs,
  trailLogValidation,
  trailKms,
  trailApprovedBucket,
  trailRetention,
  trailInsightsOn,
  bucketNotPublic,
  bucketAccessLogging,
  bucketMfaDelete,
  bucketObjectLock,
  bucketEncryption,
  bucketSourceBound,
  bucketTlsOnly,
  alarmUnauthorizedApiCalls,
  alarmConsoleSigninWithoutMfa,
  alarmRootUsage,
  alarmIamPolicyChanges,
  alarmCloudtrailConfigChanges,
  alarmConsoleAuthFailures,
  alarmKmsCmkDisableDelete,
  alarmS3BucketPolicyChanges,
  alarmConfigChanges,
  alarmSecurityGroupChanges,
  alarmNaclChanges,
  alarmNetworkGatewayChanges,
  alarmRouteTableChanges,
  alarmVpcChanges,
  alarmOrganizationsChanges,
  alarmMonitoringChanges,
  configRecording,
  kmsRotation,
  vpcFlowLogs,
  edgeAccessLogging,
  guardDutyEnabled,
  guardDutyFindings,
  securityHubEnabled,
  macieEnabled,
  inspectorEnabled,
  accessAnalyzerEnabled,
  trustedAdvisor,
  wafCoverage,
  shieldAdvanced,
  automatedResponse,
];

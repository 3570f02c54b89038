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
];

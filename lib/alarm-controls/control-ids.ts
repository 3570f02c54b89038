export const alarmControlIds = [
  'unauthorized-api-calls',
  'console-signin-without-mfa',
  'root-usage',
  'iam-policy-changes',
  'cloudtrail-config-changes',
  'console-auth-failures',
  'kms-cmk-disable-delete',
  's3-bucket-policy-changes',
  'config-changes',
  'security-group-changes',
  'nacl-changes',
  'network-gateway-changes',
  'route-table-changes',
  'vpc-changes',
  'organizations-changes',
  'monitoring-changes',
] as const;

export type AlarmControlId = (typeof alarmControlIds)[number];

export function isAlarmControlId(text: string): text is AlarmControlId {
  return alarmControlIds.some((id) => id === text);
}

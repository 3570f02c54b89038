import type { WorkspacePolicy } from '#lib/posture/workspace-policy.ts';

/** The same settings for those who may only read them. */
export function PolicyValues({ policy }: { policy: WorkspacePolicy }) {
  const { datapoints, minutes } = policy.alarmLatency;
  return (
    <dl className="kv">
      <dt>CIS edition</dt>
      <dd>{policy.edition}</dd>
      <dt>Logs are kept</dt>
      <dd>at least {policy.retentionDays} days</dd>
      <dt>Alarm delay accepted</dt>
      <dd>
        {datapoints === 1 ? 'one datapoint' : `${datapoints} datapoints`}
        {minutes === null ? '' : `, ${minutes} minutes`}
      </dd>
      <dt>GuardDuty findings</dt>
      <dd>closed within {policy.guardDutyFindingDays} days</dd>
      <dt>Approved trail buckets</dt>
      <dd className={policy.approvedBuckets ? 'mono' : undefined}>
        {policy.approvedBuckets?.join(', ') ?? 'No list'}
      </dd>
      <dt>Regions in scope</dt>
      <dd className={policy.regionsInScope ? 'mono' : undefined}>
        {policy.regionsInScope?.join(', ') ?? 'Every enabled region'}
      </dd>
    </dl>
  );
}

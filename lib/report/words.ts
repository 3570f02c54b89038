import type { Severity, VerdictStatus } from '#lib/posture/verdict.ts';

export const verdictWords: Readonly<Record<VerdictStatus, string>> = {
  pass: 'Pass',
  warn: 'Warn',
  fail: 'Fail',
  inherited: 'Inherited',
  not_applicable: 'Not applicable',
  unknown: 'Unknown',
  attested: 'Attested',
};

export const severityWords: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  informational: 'Informational',
};

const gapReasons: Readonly<Record<string, string>> = {
  denied: 'Denied',
  throttled: 'Throttled by AWS to the end',
  timeout: 'No answer in time',
  unreachable: 'Not reachable',
  error: 'AWS answered with an error',
  unsupported: 'The endpoint does not know the call',
  'region-off': 'The region is off',
  malformed: 'The answer could not be read',
  'absent-field': 'The answer lacked the field that decides',
};

const deniers: Readonly<Record<string, string>> = {
  'identity-policy': 'by the role’s policy',
  scp: 'by a service control policy',
  boundary: 'by a permissions boundary',
  'resource-policy': 'by the resource’s policy',
  'session-policy': 'by a session policy',
};

/** "Denied by a service control policy". */
export function gapReason(gap: { kind: string; deniedBy?: string | undefined }): string {
  const reason = gapReasons[gap.kind] ?? gap.kind;
  const denier = gap.deniedBy === undefined ? undefined : deniers[gap.deniedBy];
  return denier ? `${reason} ${denier}` : reason;
}

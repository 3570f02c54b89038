import type { Rating, Section, Severity, Verdict, VerdictStatus } from '#lib/posture/verdict.ts';
import type { NotRequired } from '#lib/posture/workspace-policy.ts';

/** All a report is made from: stored results only, no live credentials, no clock. */
export interface ReportInput {
  /** On the cover; null for the usual one, which counts the accounts. */
  title: string | null;
  client: string;
  /** ISO 8601 UTC of the newest result. */
  asOf: string;
  period: { from: string; to: string } | null;
  version: string;
  /** Scan numbers the results come from, ascending. */
  scans: readonly number[];
  classification: string;
  /** CIS edition the alarm controls were judged under. */
  edition: string;
  catalogueVersion: string;
  accounts: readonly ReportAccount[];
  checks: readonly ReportCheck[];
  /** Services the workspace reviewed and does not require, expired decisions included. */
  decisions: readonly NotRequired[];
  previous: PreviousReport | null;
}

export interface ReportAccount {
  accountId: string;
  name: string;
  /** Organizational unit or standalone group, for the picture on the cover. */
  group: string | null;
  partition: string;
  environment: string;
  owner: string | null;
  isInternetExposed: boolean;
  regions: readonly string[];
  /** null: never read. */
  lastReadAt: string | null;
  /** The newest scan failed and older results stand. */
  isStale: boolean;
  /** Why the newest scan failed. */
  error: string | null;
  calls: { total: number; throttled: number };
  gaps: readonly ReportGap[];
  verdicts: readonly Verdict[];
  /** Of the stored snapshot the verdicts were judged from. */
  snapshotSha256: string | null;
}

interface ReportGap {
  api: string;
  region: string;
  resource: string | null;
  kind: string;
  action?: string;
  deniedBy?: string;
  message: string;
  at: string;
  isSecondary: boolean;
}

/** Published catalogue metadata of one check. */
export interface ReportCheck {
  id: string;
  title: string;
  section: Section;
  impact: Rating;
  likelihood: Rating;
  severity: Severity;
  rationale: string;
  remediation: string;
}

export interface PreviousReport {
  version: string;
  /** Accounts affected, per check. */
  findings: readonly { checkId: string; accountIds: readonly string[] }[];
}

export function isBroken(verdict: VerdictStatus): boolean {
  return verdict === 'fail' || verdict === 'warn';
}

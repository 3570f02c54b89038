import { chainLinks } from '#lib/posture/alarm-detail.ts';
import type { FindingDetail } from '#lib/posture/finding-detail.ts';
import type { Missing, Section, Verdict, VerdictStatus } from '#lib/posture/verdict.ts';
import { canonicalJson, sha256 } from './snapshot-store.ts';

/** What the catalogue says of a check, as far as a finding needs it. */
export interface KnownCheck {
  section: Section;
  version: string;
}

/** One row of the bulk upsert, in the columns of `finding`. */
export interface FindingValues {
  check_id: string;
  check_version: string;
  section: Section;
  verdict: string;
  severity: string;
  scope: string;
  region: string | null;
  resource: string | null;
  reason: string;
  first_broken_link: number | null;
  events_required: number | null;
  events_lost: number | null;
  editions: Record<string, string> | null;
  inherited_account_id: string | null;
  inherited_check_id: string | null;
  inherited_verdict: string | null;
  met_by: string | null;
  met_by_strict: string | null;
  root_cause_key: string | null;
  root_cause_text: string | null;
  root_cause_link: number | null;
  missing_actions: string[];
  detail: FindingDetail;
  detail_hash: string;
}

/** One whose detail stands in the database already. */
export type KnownFindingValues = Omit<FindingValues, 'detail'> & { detail: Record<string, never> };

export function findingValues(verdict: Verdict, check: KnownCheck, accountId: string): FindingValues {
  const { alarm, inheritedFrom, metBy } = verdict;
  const detail: FindingDetail = {
    notes: verdict.notes,
    subjects: verdict.subjects,
    evidence: verdict.evidence,
    missing: verdict.missing,
    alarm: alarm ?? null,
    ...(verdict.names && { names: verdict.names }),
  };
  return {
    check_id: verdict.checkId,
    check_version: check.version,
    section: check.section,
    verdict: verdict.verdict,
    severity: verdict.severity,
    scope: verdict.scope,
    region: verdict.region,
    resource: verdict.resource,
    reason: verdict.reason,
    first_broken_link: alarm?.firstBrokenLink ? linkNumber(alarm.firstBrokenLink) : null,
    events_required: alarm?.required ?? null,
    events_lost: alarm?.lost ?? null,
    editions: alarm ? editionVerdicts(alarm.editions) : null,
    inherited_account_id: inheritedFrom?.accountId ?? null,
    inherited_check_id: inheritedFrom?.checkId ?? null,
    inherited_verdict: inheritedFrom?.verdict ?? null,
    met_by: metBy?.text ?? null,
    met_by_strict: metBy?.strict ?? null,
    ...rootCauseOf(verdict, accountId),
    missing_actions: [...new Set(verdict.missing.flatMap((it) => it.action ?? []))].sort(),
    detail,
    detail_hash: sha256(canonicalJson(detail)),
  };
}

type RootCauseValues = Pick<FindingValues, 'root_cause_key' | 'root_cause_text' | 'root_cause_link'>;

/**
 * What to mend, for grouping: the chain names the resource; other checks are their own cause where they share none; a blind spot is the
 * action to grant or the account to onboard.
 */
function rootCauseOf(verdict: Verdict, accountId: string): RootCauseValues {
  const cause = verdict.alarm?.rootCause;
  if (cause) {
    return {
      root_cause_key: cause.key,
      root_cause_text: cause.text,
      root_cause_link: linkNumber(cause.link),
    };
  }
  if (verdict.cause) {
    return {
      root_cause_key: verdict.cause.key,
      root_cause_text: verdict.cause.text,
      root_cause_link: null,
    };
  }
  if (verdict.verdict === 'fail' || verdict.verdict === 'warn') {
    const key = `${verdict.checkId} ${verdict.resource ?? accountId}`;
    return { root_cause_key: key, root_cause_text: verdict.reason, root_cause_link: null };
  }
  const missing = verdict.verdict === 'unknown' ? verdict.missing[0] : undefined;
  if (!missing) return { root_cause_key: null, root_cause_text: null, root_cause_link: null };
  return {
    root_cause_key: blindSpotKey(missing, accountId),
    root_cause_text: missing.message,
    root_cause_link: null,
  };
}

function blindSpotKey(missing: Missing, accountId: string): string {
  if (missing.accountId) return `onboard ${missing.accountId}`;
  return missing.action ? `grant ${missing.action} in ${accountId}` : `read ${accountId}`;
}

function linkNumber(link: (typeof chainLinks)[number]): number {
  return chainLinks.indexOf(link) + 1;
}

function editionVerdicts(editions: Record<string, { verdict: VerdictStatus }>) {
  return Object.fromEntries(Object.entries(editions).map(([edition, it]) => [edition, it.verdict]));
}

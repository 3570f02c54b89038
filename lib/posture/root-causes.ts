import type { AlarmDetail, ChainLink } from './alarm-detail.ts';
import { type Severity, severities, type VerdictStatus } from './verdict.ts';

/** One account's verdict on one check, as far as grouping needs it. */
export interface CauseRow {
  accountId: string;
  checkId: string;
  verdict: VerdictStatus;
  /** The owner's verdict, for an inherited one. */
  inheritedVerdict?: VerdictStatus;
  severity: Severity;
  rootCause: AlarmDetail['rootCause'];
  environment: string | null;
  internetExposed: boolean;
}

/** A resource to fix, and what turns green with it. */
export interface RootCause {
  key: string;
  link: ChainLink;
  /** "The topic alerts has no confirmed subscription." */
  text: string;
  /** `broken` fails, `weak` warns, `unseen` is unknown until somebody lets us look. */
  kind: 'broken' | 'weak' | 'unseen';
  accountIds: string[];
  checkIds: string[];
  /** Verdicts (account × check) that rest on it. */
  verdicts: number;
  severity: Severity;
  /** Accounts among them that are production or face the internet. */
  exposedAccounts: number;
}

/**
 * Verdicts grouped by the resource to fix, in the order to fix them: what fails before what warns or is
 * unseen, then most verdicts turned green, severity, exposed accounts, and shared resources before single ones.
 */
export function rootCausesOf(rows: readonly CauseRow[]): RootCause[] {
  const groups = new Map<string, { rows: CauseRow[]; kind: RootCause['kind'] }>();
  for (const row of rows) {
    const kind = kindOf(row);
    if (!kind || !row.rootCause) continue;
    const key = `${kind} ${row.rootCause.key}`;
    const group = groups.get(key) ?? { rows: [], kind };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()]
    .flatMap(({ rows: grouped, kind }) => causeOf(grouped, kind) ?? [])
    .sort(byUrgency);
}

function kindOf(row: CauseRow): RootCause['kind'] | null {
  const verdict = row.verdict === 'inherited' ? (row.inheritedVerdict ?? 'inherited') : row.verdict;
  if (verdict === 'fail') return 'broken';
  if (verdict === 'unknown') return 'unseen';
  return verdict === 'warn' ? 'weak' : null;
}

function causeOf(rows: readonly CauseRow[], kind: RootCause['kind']): RootCause | null {
  const first = mostCommon(rows);
  if (!first) return null;
  const exposed = rows.filter((it) => it.internetExposed || it.environment === 'production');
  const worst = Math.min(...rows.map((it) => severities.indexOf(it.severity)));
  return {
    key: first.key,
    link: first.link,
    text: first.text,
    kind,
    accountIds: distinct(rows.map((it) => it.accountId)),
    checkIds: distinct(rows.map((it) => it.checkId)),
    verdicts: new Set(rows.map((it) => `${it.accountId} ${it.checkId}`)).size,
    severity: severities[worst] ?? 'informational',
    exposedAccounts: new Set(exposed.map((it) => it.accountId)).size,
  };
}

/** The sentence most verdicts give; the first in the alphabet among equals. */
function mostCommon(rows: readonly CauseRow[]): NonNullable<CauseRow['rootCause']> | null {
  const counts = new Map<string, { cause: NonNullable<CauseRow['rootCause']>; count: number }>();
  for (const { rootCause } of rows) {
    if (!rootCause) continue;
    const count = (counts.get(rootCause.text)?.count ?? 0) + 1;
    counts.set(rootCause.text, { cause: rootCause, count });
  }
  const sorted = [...counts.values()].sort(
    (a, b) => b.count - a.count || compare(a.cause.text, b.cause.text),
  );
  return sorted[0]?.cause ?? null;
}

const kinds: readonly RootCause['kind'][] = ['broken', 'weak', 'unseen'];

function byUrgency(a: RootCause, b: RootCause): number {
  return (
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
    b.verdicts - a.verdicts ||
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    b.exposedAccounts - a.exposedAccounts ||
    b.accountIds.length - a.accountIds.length ||
    compare(a.key, b.key)
  );
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

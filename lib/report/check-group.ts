import type { Verdict, VerdictStatus } from '#lib/posture/verdict.ts';
import { isBroken, type ReportAccount, type ReportCheck, type ReportInput } from './input.ts';

export interface Judged {
  account: ReportAccount;
  verdict: Verdict;
}

/** One check across all accounts of the report. */
export interface CheckGroup {
  check: ReportCheck;
  /** Broken by the account's own resources, worst first. */
  failing: Judged[];
  weak: Judged[];
  /** Broken by resources of another account; counted there. */
  inheriting: Judged[];
  passing: Judged[];
  /** Inherits a pass. */
  covered: Judged[];
  unknown: Judged[];
  attested: Judged[];
  /** Accounts nobody ever read. */
  neverRead: ReportAccount[];
}

export function checkGroups(input: Pick<ReportInput, 'checks' | 'accounts'>): CheckGroup[] {
  const byCheck = new Map<string, Judged[]>();
  for (const account of input.accounts) {
    for (const verdict of account.verdicts) {
      const list = byCheck.get(verdict.checkId) ?? [];
      list.push({ account, verdict });
      byCheck.set(verdict.checkId, list);
    }
  }
  const neverRead = input.accounts.filter((it) => it.verdicts.length === 0);
  return input.checks.map((check) => groupOf(check, byCheck.get(check.id) ?? [], neverRead));
}

function groupOf(check: ReportCheck, judged: readonly Judged[], neverRead: ReportAccount[]): CheckGroup {
  const having = (status: Verdict['verdict']) => judged.filter((it) => it.verdict.verdict === status);
  const inherited = having('inherited');
  const inheritedAs = (test: (it: Judged) => boolean) => inherited.filter(test);
  return {
    check,
    failing: having('fail').sort(worstFirst),
    weak: having('warn').sort(worstFirst),
    inheriting: inheritedAs((it) => isBroken(it.verdict.inheritedFrom?.verdict ?? 'pass')).sort(worstFirst),
    passing: having('pass'),
    covered: inheritedAs((it) => it.verdict.inheritedFrom?.verdict === 'pass'),
    unknown: [...having('unknown'), ...inheritedAs((it) => it.verdict.inheritedFrom?.verdict === 'unknown')],
    attested: having('attested'),
    neverRead,
  };
}

/** The verdict itself, or the owner's where it is inherited. */
export function effectiveVerdict(verdict: Verdict): VerdictStatus {
  return verdict.verdict === 'inherited' ? (verdict.inheritedFrom?.verdict ?? 'unknown') : verdict.verdict;
}

export function brokenIn(group: CheckGroup): Judged[] {
  return [...group.failing, ...group.weak];
}

export function affectedBy(group: CheckGroup): Judged[] {
  return [...brokenIn(group), ...group.inheriting];
}

/** Accounts of the report that inherit this verdict of this owner. */
export function inheritorsOf(group: CheckGroup, ownerId: string): Judged[] {
  return group.inheriting.filter((it) => it.verdict.inheritedFrom?.accountId === ownerId);
}

export function isExposed(account: ReportAccount): boolean {
  return account.isInternetExposed || account.environment === 'production';
}

function exposureRank(account: ReportAccount): number {
  return (account.isInternetExposed ? 2 : 0) + (account.environment === 'production' ? 1 : 0);
}

function worstFirst(one: Judged, other: Judged): number {
  return (
    exposureRank(other.account) - exposureRank(one.account) ||
    (other.verdict.alarm?.lost ?? 0) - (one.verdict.alarm?.lost ?? 0) ||
    byName(one.account, other.account)
  );
}

/** Not locale-aware, so that the order is the same on every machine. */
export function byName(one: ReportAccount, other: ReportAccount): number {
  return compareText(one.name, other.name) || compareText(one.accountId, other.accountId);
}

export function compareText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

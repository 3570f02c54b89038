import type { Severity } from '#lib/posture/verdict.ts';
import { affectedBy, brokenIn, type CheckGroup, inheritorsOf, isExposed } from './check-group.ts';
import type { ReportAccount } from './input.ts';
import type { Finding, ReportModel, RoadmapStep } from './model.ts';
import { severityRank } from './rating.ts';
import { namesOrCount, plural, ranges, sentence } from './text.ts';

interface RootCause {
  key: string;
  text: string;
  severity: Severity;
  /** Accounts whose own resources are to be fixed. */
  owners: Map<string, ReportAccount>;
  /** Owners and everyone who inherits from them. */
  reached: Set<string>;
  checkIds: Set<string>;
  /** Failing verdicts this cause stands behind, inherited ones included. */
  verdicts: number;
  isBaseline: boolean;
  /** Nothing fails by it: it only warns. */
  isWeak: boolean;
}

/** Root causes in the order of work: the shared baseline, then exposed and production accounts, then the rest. */
export function roadmapOf(
  groups: readonly CheckGroup[],
  findings: readonly Finding[],
): ReportModel['roadmap'] {
  const causes = rootCauses(groups).sort(biggestFirst);
  const baseline = causes.filter((it) => it.isBaseline);
  const exposed = causes.filter((it) => !it.isBaseline && hasExposed(it));
  const rest = causes.filter((it) => !it.isBaseline && !hasExposed(it));
  let order = 0;
  const steps = (list: readonly RootCause[]) => list.map((it) => stepOf(it, ++order, findings));
  return [
    {
      title: 'Baseline',
      intro: 'One change each that mends every account which shares the resource.',
      steps: steps(baseline),
    },
    {
      title: 'Production and internet-exposed accounts',
      intro: 'Single accounts where a gap is most likely to be used.',
      steps: steps(exposed),
    },
    {
      title: 'Everything else, in batches',
      intro: 'The same fixes in the remaining accounts.',
      steps: steps(rest),
    },
  ].filter((it) => it.steps.length > 0);
}

function rootCauses(groups: readonly CheckGroup[]): RootCause[] {
  const causes = new Map<string, RootCause>();
  for (const group of groups) {
    if (group.check.severity === 'informational') continue;
    for (const { account, verdict } of brokenIn(group)) {
      const named = verdict.alarm?.rootCause ?? verdict.cause;
      const key = named?.key ?? `${group.check.id} ${verdict.resource ?? account.accountId}`;
      const cause = causes.get(key) ?? emptyCause(key, named?.text ?? verdict.reason, group.check.severity);
      causes.set(key, cause);
      const inheritors = inheritorsOf(group, account.accountId);
      cause.owners.set(account.accountId, account);
      cause.checkIds.add(group.check.id);
      for (const it of [account, ...inheritors.map((own) => own.account)]) cause.reached.add(it.accountId);
      cause.verdicts += 1 + inheritors.length;
      cause.isBaseline ||= inheritors.length > 0;
      cause.isWeak &&= verdict.verdict === 'warn';
      if (severityRank(group.check.severity) < severityRank(cause.severity))
        cause.severity = group.check.severity;
    }
  }
  return [...causes.values()];
}

function emptyCause(key: string, text: string, severity: Severity): RootCause {
  return {
    key,
    text,
    severity,
    owners: new Map(),
    reached: new Set(),
    checkIds: new Set(),
    verdicts: 0,
    isBaseline: false,
    isWeak: true,
  };
}

function stepOf(cause: RootCause, order: number, findings: readonly Finding[]): RoadmapStep {
  const positions = findings.flatMap((it, index) =>
    it.kind === 'check' && it.checkIds.some((id) => cause.checkIds.has(id)) ? [index] : [],
  );
  return {
    order,
    text: [sentence(cause.text)],
    where: namesOrCount([...cause.owners.values()].map((it) => it.name)),
    gain: `${plural(cause.verdicts, 'verdict')} in ${plural(cause.reached.size, 'account')}`,
    severity: cause.severity,
    findingIds: findings.filter((_, index) => positions.includes(index)).map((it) => it.id),
    findings: ranges(positions, (index) => findings[index]?.id ?? ''),
  };
}

function hasExposed(cause: RootCause): boolean {
  return [...cause.owners.values()].some(isExposed);
}

function biggestFirst(one: RootCause, other: RootCause): number {
  return (
    Number(one.isWeak) - Number(other.isWeak) ||
    other.verdicts - one.verdicts ||
    severityRank(one.severity) - severityRank(other.severity) ||
    Number(hasExposed(other)) - Number(hasExposed(one)) ||
    (one.key < other.key ? -1 : 1)
  );
}

/** Accounts that any finding names, for the summary. */
export function affectedAccounts(groups: readonly CheckGroup[]): Set<string> {
  return new Set(groups.flatMap((it) => affectedBy(it).map((own) => own.account.accountId)));
}

import type { Severity, Verdict, VerdictStatus } from '#lib/posture/verdict.ts';
import { judgeNothing } from '../judge.ts';
import type { TargetResult } from '../memory-recorder.ts';
import type { CallStats, Gap } from '../snapshot.ts';
import { type Threshold, thresholds } from './arguments.ts';
import { whatToName } from './what-to-name.ts';

/** What `npm run scan` prints; docs/scan-output.schema.json is its schema. */
export interface ScanOutput {
  schemaVersion: 1;
  startedAt: string;
  finishedAt: string;
  accounts: AccountOutput[];
}

export interface AccountOutput {
  /** null when the role ARN names no account. */
  accountId: string | null;
  name: string | null;
  partition: string | null;
  regions: string[];
  verdicts: VerdictOutput[];
  /** Why the account could not be scanned. */
  error?: string;
  gaps: Pick<Gap, 'api' | 'region' | 'kind' | 'action' | 'message'>[];
  calls: CallStats;
  durationMs: number;
}

interface VerdictOutput {
  checkId: string;
  verdict: VerdictStatus;
  severity: Severity;
  scope: Verdict['scope'];
  resource: string | null;
  region: string | null;
  reason: string;
  firstBrokenLink?: string;
  /** Names of the required events that get lost. */
  missedEvents?: string[];
  editions?: Record<string, VerdictStatus>;
  inheritedFrom?: { accountId: string; checkId: string; verdict: VerdictStatus };
  /** The accepted alternative a pass rests on. */
  metBy?: string;
}

export function outputOf(
  results: readonly TargetResult[],
  startedAt: string,
  finishedAt: string,
): ScanOutput {
  const named = new Set(results.map((it) => it.snapshot?.account.accountId ?? it.target.accountId));
  const accounts = results.map((it) => accountOutput(it, named));
  return { schemaVersion: 1, startedAt, finishedAt, accounts };
}

/** 0 nothing at or above the threshold fails, 1 something does, 2 no account could be scanned. */
export function exitCodeOf(output: ScanOutput, failOn: Threshold): 0 | 1 | 2 {
  if (output.accounts.every((it) => it.error !== undefined)) return 2;
  const counted: readonly string[] = thresholds.slice(0, thresholds.indexOf(failOn) + 1);
  const isFailing = output.accounts.some(
    (account) =>
      account.error !== undefined ||
      account.verdicts.some((it) => it.verdict === 'fail' && counted.includes(it.severity)),
  );
  return isFailing ? 1 : 0;
}

function accountOutput(result: TargetResult, named: ReadonlySet<string | null>): AccountOutput {
  const { target, snapshot, failure } = result;
  const durationMs = Date.parse(result.finishedAt) - Date.parse(result.startedAt);
  if (!snapshot) {
    return {
      accountId: target.accountId,
      name: target.name ?? target.accountId,
      partition: target.roleArn?.split(':')[1] ?? null,
      regions: [],
      verdicts: judgeNothing('The account could not be scanned: see its error.').map((it) =>
        verdictOutput(it, named),
      ),
      error: failure
        ? `${failure.code}: ${failure.message}`
        : 'inconclusive: the scan ended before this account.',
      gaps: [],
      calls: failure?.calls ?? { total: 0, throttled: 0, byService: {} },
      durationMs,
    };
  }
  return {
    accountId: snapshot.account.accountId,
    name: snapshot.account.name,
    partition: snapshot.account.partition,
    regions: snapshot.regions,
    verdicts: result.verdicts.map((it) => verdictOutput(it, named)),
    gaps: gapsOutput(snapshot.gaps),
    calls: snapshot.calls,
    durationMs,
  };
}

/** Two collectors may have asked the same; a person reads it once. */
function gapsOutput(gaps: readonly Gap[]): AccountOutput['gaps'] {
  const printed = gaps.map(({ api, region, kind, action, message }) => ({
    api,
    region,
    kind,
    ...(action && { action }),
    message,
  }));
  return [...new Map(printed.map((it) => [JSON.stringify(it), it])).values()];
}

function verdictOutput(verdict: Verdict, named: ReadonlySet<string | null>): VerdictOutput {
  const { checkId, severity, scope, resource, region, reason, alarm, inheritedFrom, metBy } = verdict;
  return {
    checkId,
    verdict: verdict.verdict,
    severity,
    scope,
    resource,
    region,
    reason: [reason, whatToName(verdict, named) ?? []].flat().join(' '),
    ...(alarm && {
      ...(alarm.firstBrokenLink && { firstBrokenLink: alarm.firstBrokenLink }),
      missedEvents: [...new Set(alarm.missedEvents.map((it) => it.eventName))],
      editions: Object.fromEntries(
        Object.entries(alarm.editions).map(([edition, it]) => [edition, it.verdict]),
      ),
    }),
    ...(inheritedFrom && { inheritedFrom }),
    ...(metBy && { metBy: metBy.text }),
  };
}

import type { Evidence, Missing, Severity, SubjectVerdict, Verdict } from '#lib/posture/verdict.ts';
import type { Judgement } from '../../check.ts';
import { shortName } from '../../link/arn.ts';
import type { Linked, LinkedTrail } from '../../link/linked.ts';
import { missingOf } from '../../link/missing.ts';
import type { Gap } from '../../snapshot.ts';

/** What one trail, or several together, come to. */
export interface TrailFinding {
  verdict: 'pass' | 'warn' | 'fail' | 'unknown';
  /** Only where it is graver than its check is rated. */
  severity?: Severity;
  reason: string;
  cause?: Verdict['cause'];
  /** The trail that decided; null when none did. */
  trail: LinkedTrail | null;
  evidence: Evidence[];
  missing: Missing[];
}

export function judgementOf(
  finding: TrailFinding,
  subjects: readonly TrailFinding[],
  notes: string[] = [],
): Judgement {
  const named = finding.trail ?? subjects.find((it) => it.verdict === finding.verdict && it.trail)?.trail;
  return {
    verdict: finding.verdict,
    ...(finding.severity && { severity: finding.severity }),
    ...(finding.verdict === 'fail' && finding.cause && { cause: finding.cause }),
    scope: 'account',
    resource: finding.trail?.fact.arn ?? null,
    region: finding.trail?.fact.homeRegion ?? null,
    reason: finding.reason,
    notes,
    subjects: subjects.map(subjectOf),
    evidence: distinct([...finding.evidence, ...subjects.flatMap((it) => it.evidence)]),
    missing: distinct([...finding.missing, ...subjects.flatMap((it) => it.missing)]),
    ...(named && { names: namesBeside(named.fact) }),
  };
}

/** What a trail's remediation needs beside the trail's own name. */
function namesBeside({ bucketName, kmsKeyId, logGroupArn }: LinkedTrail['fact']): Record<string, string> {
  return {
    ...(bucketName && { bucketName }),
    ...(kmsKeyId && { kmsKeyId }),
    ...(logGroupArn && { logGroupArn, logGroupName: shortName(logGroupArn) }),
  };
}

/** An organization's trail is judged, and counted, at its owner. */
export function inheritedJudgement(
  checkId: string,
  finding: TrailFinding,
  foreign: readonly LinkedTrail[],
  subjects: readonly TrailFinding[],
  notes: string[] = [],
): Judgement {
  const trail = finding.trail ?? foreign[0];
  const outside = foreign.filter((it) => !it.owner.isOnboarded || !it.isReadAtOwner);
  if (!trail || outside.includes(trail)) return notReadAtOwner(outside, notes);
  const owner = trail.owner;
  return {
    ...judgementOf(finding, subjects, notes),
    verdict: 'inherited',
    reason: `Organization trail ${trail.fact.name} of ${owner.name} records this account. There: ${finding.reason}`,
    inheritedFrom: { accountId: owner.accountId, checkId, verdict: finding.verdict },
  };
}

function notReadAtOwner(trails: readonly LinkedTrail[], notes: string[]): Judgement {
  const [trail] = trails;
  const reason = trail ? whoseTrail(trail) : 'No trail could be read.';
  return {
    verdict: 'unknown',
    scope: 'account',
    resource: trail?.fact.arn ?? null,
    region: trail?.fact.homeRegion ?? null,
    reason,
    notes,
    subjects: [],
    evidence: [],
    missing: distinct(trails.map((it) => ownerMissing(it))),
  };
}

function whoseTrail({ fact, owner }: LinkedTrail): string {
  return owner.isOnboarded
    ? `Organization trail ${fact.name} belongs to ${owner.name}, which no scan has read yet.`
    : `Organization trail ${fact.name} belongs to ${owner.accountId}, which is not scanned.`;
}

function ownerMissing(trail: LinkedTrail): Missing {
  const { accountId, isOnboarded } = trail.owner;
  return {
    accountId,
    message: isOnboarded
      ? `Scan ${accountId} to judge the organization trail ${trail.fact.name}.`
      : `Onboard ${accountId} to judge the organization trail ${trail.fact.name}.`,
  };
}

/** Trails that could not be listed may break, or save, any rule about them. */
export function unreadTrails(linked: Linked, what: string): TrailFinding {
  const owner = linked.owner(linked.account.accountId);
  return {
    verdict: 'unknown',
    reason: `${what}: ${unanswered(linked.trailGaps)}.`,
    trail: null,
    evidence: [],
    missing: linked.trailGaps.map((it) => missingOf(it, owner)),
  };
}

export function unreadStatus(trail: LinkedTrail): TrailFinding {
  return unreadPart(trail, trail.statusGap, `Whether trail ${trail.fact.name} is logging`);
}

export function unreadDelivery(trail: LinkedTrail): TrailFinding {
  return unreadPart(trail, trail.statusGap, `The delivery status of trail ${trail.fact.name}`);
}

export function unreadSelectors(trail: LinkedTrail): TrailFinding {
  return unreadPart(trail, trail.selectorsGap, `What trail ${trail.fact.name} records`);
}

/** AWS always names a trail's bucket; an answer without it says nothing about the bucket. */
export function unnamedBucket({ fact }: LinkedTrail): Pick<TrailFinding, 'verdict' | 'reason' | 'missing'> {
  return {
    verdict: 'unknown',
    reason: `The bucket of trail ${fact.name} is not known.`,
    missing: [{ message: `cloudtrail:DescribeTrails did not name the bucket of trail ${fact.name}.` }],
  };
}

function unreadPart(trail: LinkedTrail, gap: Gap | null, what: string): TrailFinding {
  return {
    verdict: 'unknown',
    reason: trail.owner.isOnboarded
      ? `${what} could not be read${gap ? `: ${unanswered([gap])}` : ''}.`
      : whoseTrail(trail),
    trail,
    evidence: [],
    missing: gap ? [missingOf(gap, trail.owner)] : [],
  };
}

export function trailsNamed(trails: readonly LinkedTrail[]): string {
  return `${trails.length === 1 ? 'Trail' : 'Trails'} ${names(trails)}`;
}

export function names(trails: readonly LinkedTrail[]): string {
  const regions = Map.groupBy(trails, (it) => it.fact.name);
  const all = [...regions].map(([name, same]) =>
    same.length > 1 ? `${name} in ${same.length} regions` : name,
  );
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} and ${last}`;
}

function subjectOf(finding: TrailFinding): SubjectVerdict {
  return {
    verdict: finding.verdict,
    region: finding.trail?.fact.homeRegion ?? null,
    resource: finding.trail?.fact.arn ?? null,
    reason: finding.reason,
  };
}

/** AWS ends some of its messages with a full stop, some not. */
export function inSentence(message: string): string {
  return message.replace(/\.+$/, '');
}

/** One clause a call, however many regions it failed in. */
export function unanswered(gaps: readonly Gap[]): string {
  const alike = Map.groupBy(
    gaps,
    (it) => `${it.api} was ${it.kind === 'denied' ? 'denied' : 'not answered'}`,
  );
  const clauses = [...alike].map(([said, same]) => {
    const regions = [...new Set(same.map((it) => it.region).filter((it) => it !== ''))];
    if (regions.length === 0) return said;
    return `${said} in ${regions.length === 1 ? regions[0] : `${regions.length} regions`}`;
  });
  return clauses.join(', and ');
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((it) => [JSON.stringify(it), it])).values()];
}

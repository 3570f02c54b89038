import { type LeftOut, selectorsRecord } from '../../alarms/trail-recording.ts';
import { defineCheck } from '../../check.ts';
import type { Linked, LinkedTrail } from '../../link/linked.ts';
import type { TrailSelectorsFact } from '../../snapshot.ts';
import { noTrail } from './every-trail.ts';
import { judgeSomeTrails } from './some-trail.ts';
import { selectorsEvidence, statusEvidence } from './trail-evidence.ts';
import { names, type TrailFinding, unreadPart, unreadTrails } from './trail-finding.ts';

export const trailManagementEvents = defineCheck({
  id: 'trail-management-events',
  title: 'Logging trails record all management events',
  section: 'trails',
  scope: 'account',
  impact: 'high',
  likelihood: 'medium',
  verdicts: ['pass', 'warn', 'fail', 'inherited', 'unknown'],
  rationale:
    'A trail can be on and still record only reads, only writes or none of the calls that change an account. What its selectors leave out is lost for investigation and for every alarm.',
  remediation: {
    summary: 'Let a logging trail record read and write management events, and exclude no service.',
    console: [
      'Open CloudTrail, choose Trails and open the trail in its home region.',
      'Edit the management events.',
      'Tick Read and Write, and untick Exclude AWS KMS events and Exclude Amazon RDS Data API events.',
    ],
    cli: `aws cloudtrail put-event-selectors --region {region} --trail-name {trailName} --event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true}]'`,
    terraform: `resource "aws_cloudtrail" "this" {
  name           = "{trailName}"
  s3_bucket_name = "{bucketName}"

  event_selector {
    read_write_type           = "All"
    include_management_events = true
  }
}`,
    cloudformation: `Trail:
  Type: AWS::CloudTrail::Trail
  Properties:
    TrailName: {trailName}
    EventSelectors:
      - ReadWriteType: All
        IncludeManagementEvents: true`,
  },
  references: [
    'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html',
  ],
  reads: ['cloudtrail.trails'],

  judge: (linked) => judgeSomeTrails('trail-management-events', linked, (trails) => recorded(trails, linked)),
});

const kinds = ['read', 'write'] as const;
/** Busy sources that AWS itself offers to leave out. */
const busySources = ['kms.amazonaws.com', 'rdsdata.amazonaws.com'];

function recorded(
  trails: readonly LinkedTrail[],
  linked: Linked,
): { finding: TrailFinding; subjects: TrailFinding[] } {
  const logging = trails.filter((it) => it.status?.isLogging);
  const unread = [
    ...trails.filter((it) => !it.status).map((it) => unreadPart(it, it.statusGap, 'Whether logging is on')),
    ...logging
      .filter((it) => !it.selectors)
      .map((it) => unreadPart(it, it.selectorsGap, 'The event selectors')),
  ];
  const subjects = [...logging.filter((it) => it.selectors).map(ofOneTrail), ...unread];
  const together = joined(logging);
  const missed = kinds.filter((it) => !recordsKind(together, it).isRecorded);
  const leftOut = missed.length === 0 ? leftOutOf(together) : [];
  if (missed.length === 0 && leftOut.length === 0) {
    return { finding: { ...blank, verdict: 'pass', reason: whole(logging) }, subjects };
  }
  const [open] = unread;
  if (open) return { finding: open, subjects };
  if (linked.trailGaps.length > 0) {
    return {
      finding: unreadTrails(linked, 'Whether all management events are recorded is not known'),
      subjects,
    };
  }
  if (trails.length === 0) return { finding: noTrail(linked), subjects };
  if (logging.length === 0) {
    return {
      finding: { ...blank, verdict: 'fail', reason: `No trail is logging: ${names(trails)}.` },
      subjects,
    };
  }
  if (missed.length > 0) {
    const reason = `No logging trail records ${missed.join(' or ')} management events.`;
    return { finding: { ...blank, verdict: 'fail', reason, trail: logging[0] ?? null }, subjects };
  }
  const isBusyOnly = leftOut.every((it) => it.eventSource !== null && busySources.includes(it.eventSource));
  const reason = `${names(logging)} ${logging.length > 1 ? 'leave' : 'leaves'} out ${leftOut.map((it) => it.text).join(', ')}.`;
  const verdict = isBusyOnly ? 'warn' : 'fail';
  return { finding: { ...blank, verdict, reason, trail: logging[0] ?? null }, subjects };
}

const blank = { trail: null, evidence: [], missing: [] };

function whole(logging: readonly LinkedTrail[]): string {
  return `${names(logging)} ${logging.length > 1 ? 'together record' : 'records'} read and write management events of every service.`;
}

/** An event is recorded when any trail's selectors take it: several trails are one with all their selectors. */
function joined(trails: readonly LinkedTrail[]): Pick<TrailSelectorsFact, 'classic' | 'advanced'> {
  return {
    classic: trails.flatMap((it) => it.selectors?.classic ?? []),
    advanced: trails.flatMap((it) => it.selectors?.advanced ?? []),
  };
}

function recordsKind(
  { classic, advanced }: Pick<TrailSelectorsFact, 'classic' | 'advanced'>,
  kind: (typeof kinds)[number],
) {
  const nothing = { isRecorded: false as const, why: 'records no management events' };
  if (classic.length === 0 && advanced.length === 0) return nothing;
  const selectors = { source: { api: '', region: '', at: '' }, classic, advanced };
  return selectorsRecord(selectors, { eventSource: null, eventName: null, isReadOnly: kind === 'read' });
}

function leftOutOf(selectors: Pick<TrailSelectorsFact, 'classic' | 'advanced'>): LeftOut[] {
  const all = kinds.flatMap((kind) => {
    const answer = recordsKind(selectors, kind);
    return answer.isRecorded ? [...answer.leftOut] : [];
  });
  return [...new Map(all.map((it) => [it.text, it])).values()];
}

function ofOneTrail(trail: LinkedTrail): TrailFinding {
  const selectors = joined([trail]);
  const taken = kinds.filter((it) => recordsKind(selectors, it).isRecorded);
  const words = taken.length === 0 ? 'no' : taken.join(' and ');
  const reason = `Trail ${trail.fact.name} records ${words} management events.`;
  return {
    verdict: taken.length === kinds.length && leftOutOf(selectors).length === 0 ? 'pass' : 'fail',
    reason,
    trail,
    evidence: [
      ...statusEvidence(trail, 'IsLogging is true.', { IsLogging: true }),
      ...selectorsEvidence(trail, reason),
    ],
    missing: [],
  };
}

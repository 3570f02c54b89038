import type { Evidence, Missing } from '#lib/posture/verdict.ts';
import { defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import type { Judgement } from '../../check.ts';
import type { BucketSettings, TrailBucketFact } from '../../facts/storage.ts';
import { bucketFactOf, bucketOwner, bucketsUsedByTrails, bucketUsers } from '../../link/buckets.ts';
import { missingOf, notAsked, notOnboarded } from '../../link/missing.ts';
import { goneBucketCause } from '../../link/shared-causes.ts';
import type { Linked, LinkedTrail } from '../../link.ts';
import type { Gap } from '../../snapshot.ts';
import type { JudgeContext } from '../../world.ts';
import { evidenceOf, missingOfGaps, withDenied } from '../support/evidence.ts';
import { inWords, judgeSubjects, type Subject } from '../support/subjects.ts';

/** A trail's bucket that was read in the account that owns it. */
export interface OwnBucket {
  name: string;
  arn: string;
  region: string;
  settings: BucketSettings;
  owner: Linked;
  /** Trails known to deliver to it. */
  trails: readonly LinkedTrail[];
  /** Why a part of the settings is null. */
  gapsOn(api: string): Missing[];
  evidence(
    part: { source: TrailBucketFact['source'] },
    command: string,
    decided: string,
    answer: unknown,
  ): Evidence[];
}

export type BucketFinding = Pick<Subject, 'verdict' | 'says' | 'evidence' | 'missing' | 'notes' | 'metBy'>;

export interface BucketRule {
  checkId: string;
  judgeBucket(bucket: OwnBucket, context: JudgeContext): BucketFinding;
}

/** Every trail's bucket, read where it belongs: judged here, inherited, gone, or not to be seen. */
export function judgeEveryBucket(rule: BucketRule, linked: Linked, context: JudgeContext): Judgement {
  const { accountId } = linked.account;
  const named = linked.trails.flatMap((it) => (it.fact.bucketName ? [it.fact.bucketName] : []));
  const names = [...new Set([...named, ...bucketsUsedByTrails(linked.world, accountId)])].sort();
  const nameless = linked.trails.filter((it) => !it.fact.bucketName).map(namelessSubject);
  const subjects = names.map((name) => bucketSubject(rule, name, linked, context));
  const judgement = judgeSubjects('resource', [...subjects, ...nameless], {
    nothing: 'No trail records the account, so there is no trail bucket to judge.',
    missing: missingOfGaps(linked, linked.trailGaps),
  });
  return { ...judgement, names: namesBeside(judgement, linked, context) };
}

/** What a bucket's remediation needs beside the bucket's own name. */
function namesBeside(judgement: Judgement, linked: Linked, context: JudgeContext): Record<string, string> {
  const { retentionDays } = context.policy ?? defaultWorkspacePolicy;
  const worst = judgement.subjects.find((it) => it.verdict === judgement.verdict);
  const arn = judgement.resource ?? worst?.resource;
  const trails = linked.trails.filter(
    (it) => it.fact.bucketName && arn?.endsWith(`:::${it.fact.bucketName}`),
  );
  const [trail, ...others] = trails;
  return {
    retentionDays: String(retentionDays),
    ...(trail && others.length === 0 && { trailArn: trail.fact.arn }),
  };
}

function namelessSubject(trail: LinkedTrail): Subject {
  const message = `CloudTrail did not say which bucket trail ${trail.fact.name} delivers to.`;
  return {
    verdict: 'unknown',
    region: trail.fact.homeRegion,
    resource: trail.fact.arn,
    named: trail.fact.name,
    says: message,
    missing: [{ message }],
  };
}

function bucketSubject(rule: BucketRule, name: string, linked: Linked, context: JudgeContext): Subject {
  const ownerId = bucketOwner(linked.world, name);
  if (ownerId === linked.account.accountId) return ownBucketSubject(rule, name, linked, context);
  const owner = ownerId ? linked.forAccount(ownerId) : null;
  if (owner && ownerId) {
    const there = ownBucketSubject(rule, name, owner, context);
    return {
      ...there,
      verdict: 'inherited',
      says: `Bucket ${name} belongs to ${linked.owner(ownerId).name}. There: ${there.says}`,
      inheritedFrom: { accountId: ownerId, checkId: rule.checkId, verdict: there.verdict },
    };
  }
  return isGone(name, linked) ? goneSubject(name, linked) : unseenSubject(name, linked);
}

function ownBucketSubject(rule: BucketRule, name: string, owner: Linked, context: JudgeContext): Subject {
  const { accountId, partition } = owner.account;
  const arn = `arn:${partition}:s3:::${name}`;
  const fact = bucketFactOf(owner.snapshot, name);
  const base = { region: fact?.region ?? null, resource: arn, named: name };
  const gaps = gapsAbout(owner, arn);
  if (!fact?.settings || !fact.region) {
    const gap = gaps[0] ?? notAsked('s3.trail-buckets', 's3:GetBucketAcl', '', owner.snapshot, name);
    const missing = [missingOf(gap, owner.owner(accountId))];
    return {
      ...base,
      verdict: 'unknown',
      says: withDenied('The settings of {bucket|buckets} {where} were not read.', missing),
      missing,
    };
  }
  const bucket: OwnBucket = {
    name,
    arn,
    region: fact.region,
    settings: fact.settings,
    owner,
    trails: trailsInto(name, owner),
    gapsOn: (api) =>
      missingOfGaps(
        owner,
        gaps.filter((it) => it.api === api),
      ),
    evidence: (part, command, decided, answer) => [
      evidenceOf(accountId, part.source, decided, `aws s3api ${command} --bucket ${name}`, answer),
    ],
  };
  const found = rule.judgeBucket(bucket, context);
  const says = found.verdict === 'unknown' ? withDenied(found.says, found.missing) : found.says;
  return { ...base, ...found, says };
}

/** Trails of the owner and of every onboarded account that deliver here. */
function trailsInto(name: string, owner: Linked): LinkedTrail[] {
  const users = bucketUsers(owner.world, name).flatMap((it) => owner.forAccount(it)?.trails ?? []);
  const all = [...owner.trails, ...users].filter((it) => it.fact.bucketName === name);
  return [...new Map(all.map((it) => [it.fact.arn, it])).values()];
}

function gapsAbout(owner: Linked, arn: string): Gap[] {
  return owner.decidingGaps('s3.trail-buckets').filter((it) => it.resource === arn || it.resource === null);
}

function isGone(name: string, linked: Linked): boolean {
  const trails = linked.trails.filter((it) => it.fact.bucketName === name);
  const readers = [linked, ...trails.flatMap((it) => linked.forAccount(it.owner.accountId) ?? [])];
  return (
    readers.some((it) => bucketFactOf(it.snapshot, name)?.existence === 'gone') ||
    trails.some((it) => it.status?.latestDeliveryError === 'NoSuchBucket')
  );
}

function goneSubject(name: string, linked: Linked): Subject {
  const fact = bucketFactOf(linked.snapshot, name);
  const { accountId, partition } = linked.account;
  return {
    verdict: 'fail',
    severity: 'critical',
    cause: goneBucketCause(name),
    region: null,
    resource: `arn:${partition}:s3:::${name}`,
    named: name,
    says: '{Bucket|Buckets} {where} {does|do} not exist. Anyone may claim the name and receive the logs.',
    evidence: fact
      ? [
          evidenceOf(
            accountId,
            fact.source,
            'NoSuchBucket',
            `aws s3api get-bucket-location --bucket ${name}`,
            {
              Error: { Code: 'NoSuchBucket' },
            },
          ),
        ]
      : [],
  };
}

/** S3 does not name an owner: the trail's account and the digits in the bucket's name are the best leads. */
function unseenSubject(name: string, linked: Linked): Subject {
  const { accountId, partition } = linked.account;
  const arn = `arn:${partition}:s3:::${name}`;
  const trailOwner = linked.trails.find((it) => it.fact.bucketName === name && !it.owner.isOnboarded)?.owner;
  const inName = [...name.matchAll(/(?<!\d)\d{12}(?!\d)/g)].map((it) => it[0]);
  const suggested = inName.find((it) => it !== accountId && !linked.world.accounts.has(it));
  const toOnboard = suggested ?? trailOwner?.accountId;
  const ownGaps = [
    ...linked.decidingGaps('s3.bucket-list'),
    ...linked.decidingGaps('s3.trail-buckets').filter((it) => it.resource === arn),
  ];
  const unasked =
    linked.snapshot.topics['s3.trail-buckets'] === undefined && ownGaps.length === 0
      ? [notAsked('s3.trail-buckets', 's3:ListAllMyBuckets', '', linked.snapshot, name)]
      : [];
  const leads = missingOfGaps(linked, [...ownGaps, ...unasked]);
  if (leads.length === 0 && !toOnboard) {
    const unlisted = unlistedOwner(name, inName, linked);
    if (unlisted) return unlisted;
  }
  return {
    verdict: 'unknown',
    region: null,
    resource: arn,
    named: name,
    says:
      leads.length > 0
        ? withDenied('{Bucket|Buckets} {where} {was|were} not read.', leads)
        : `{Bucket|Buckets} {where} {belongs|belong} to an account that is not scanned${toOnboard ? `, probably ${toOnboard}` : '. S3 does not name it'}.`,
    missing: [
      ...leads,
      ...(toOnboard ? [notOnboarded(toOnboard, `bucket ${name}`)] : []),
      ...(leads.length === 0 && !toOnboard ? [notOnboarded(null, `bucket ${name}`)] : []),
    ],
  };
}

/** Onboarded accounts whose list of buckets was not read may own it as well. */
function unlistedOwner(name: string, idsInName: readonly string[], linked: Linked): Subject | null {
  const { accountId, partition } = linked.account;
  const unlisted = [...linked.world.accounts.values()].filter(
    (it) => it.accountId !== accountId && !it.snapshot?.topics['s3.bucket-list'],
  );
  const named = unlisted.filter((it) => idsInName.includes(it.accountId));
  const candidates = named.length > 0 ? named : unlisted;
  if (candidates.length === 0) return null;
  const missing = candidates.slice(0, 3).flatMap((it) => {
    const there = linked.forAccount(it.accountId);
    const gaps = there?.decidingGaps('s3.bucket-list') ?? [];
    if (there && gaps.length > 0) return missingOfGaps(there, gaps);
    return [{ accountId: it.accountId, message: `No scan has listed the buckets of ${it.name}.` }];
  });
  return {
    verdict: 'unknown',
    region: null,
    resource: `arn:${partition}:s3:::${name}`,
    named: name,
    says: `{Bucket|Buckets} {where} {belongs|belong} to an account that is not scanned, or to one whose buckets were not listed: ${inWords(candidates.map((it) => it.name))}.`,
    missing,
  };
}

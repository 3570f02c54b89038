import type { Missing } from '#lib/posture/verdict.ts';
import { defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import type { Judgement } from '../../check.ts';
import { missingOf, notAsked } from '../../link/missing.ts';
import type { Linked } from '../../link.ts';
import type { AccountSnapshot, Gap, TopicName } from '../../snapshot.ts';
import type { JudgeContext } from '../../world.ts';
import { missingOfGaps, notesOfGaps } from './evidence.ts';
import { judgeSubjects, type Subject } from './subjects.ts';

export interface RegionRule<Fact extends { region: string }> {
  topic: TopicName;
  /** The call that answers for a region, for a region nobody asked. */
  api: string;
  /** Calls whose refusal blinds the rule; absent: every call of the topic. */
  deciding?: readonly string[];
  facts: readonly Fact[] | undefined;
  /** @param gaps deciding gaps of the topic in this region. */
  judgeRegion(fact: Fact, gaps: readonly Gap[]): Subject[];
  /** Judges over all regions at once, such as "in at least one". */
  acrossRegions?: (everywhere: Everywhere<Fact>) => Subject[];
  /** What the service is called: "GuardDuty". */
  service: string;
  /** Said when no region has a subject. */
  nothing: string;
  scope?: 'region' | 'resource';
}

/** Every enabled region, in scope or not: what is the same in all of them may be met in any. */
export interface Everywhere<Fact> {
  inScope: readonly Fact[];
  facts: readonly Fact[];
  /** Every enabled region is known and was read. */
  isComplete: boolean;
}

/** One subject a region or resource; a region that was not seen is one that nobody may call safe. */
export function judgeRegions<Fact extends { region: string }>(
  rule: RegionRule<Fact>,
  linked: Linked,
  context: JudgeContext,
): Judgement {
  const regions = regionsInScope(linked, context);
  const facts = (rule.facts ?? []).filter((it) => regions.includes(it.region));
  const subjects = regions.flatMap((region) => regionSubjects(rule, region, facts, linked));
  const all = [...subjects, ...(rule.acrossRegions?.(everywhere(rule, facts, linked)) ?? [])];
  return judgeSubjects(rule.scope ?? 'region', all, {
    nothing: rule.nothing,
    notes: notesOfGaps(linked.secondaryGaps(rule.topic)),
    missing: regionsMissing(linked, context),
  });
}

function everywhere<Fact extends { region: string }>(
  rule: RegionRule<Fact>,
  inScope: readonly Fact[],
  { snapshot }: Linked,
): Everywhere<Fact> {
  const facts = rule.facts ?? [];
  const { regions, enabledRegions = regions } = snapshot;
  const isListed = !snapshot.gaps.some((it) => it.topic === 'account.regions');
  const isComplete = isListed && enabledRegions.every((it) => facts.some((fact) => fact.region === it));
  return { inScope, facts, isComplete };
}

/** Regions to judge, also those a scan left out because they were out of scope then: they read `unknown`. */
export function regionsInScope(linked: Linked, context: JudgeContext): readonly string[] {
  const scope = (context.policy ?? defaultWorkspacePolicy).regionsInScope;
  const { regions, enabledRegions = regions } = linked.snapshot;
  return enabledRegions.filter((it) => !scope || scope.includes(it));
}

/**
 * What was refused, or never asked, of a topic that lists what is found anywhere: the gaps of regions in scope and of
 * no region, and the regions that came into scope since they were left out.
 */
export function openQuestions(
  linked: Linked,
  context: JudgeContext,
  asked: { topics: readonly TopicName[]; api: string },
): Gap[] {
  const { snapshot } = linked;
  const regions = regionsInScope(linked, context);
  const [topic] = asked.topics;
  const gaps = linked
    .decidingGaps(...asked.topics, 'account.closed-regions')
    .filter((it) => it.region === '' || regions.includes(it.region) || it.api.startsWith('cloudfront:'));
  if (!topic) return gaps;
  const isListed = snapshot.topics[topic] !== undefined;
  const unasked = isListed ? regions.filter((it) => !wasAsked(snapshot, it)) : [''];
  return [...gaps, ...unasked.map((it) => notAsked(topic, asked.api, it, snapshot))];
}

/** A trail's log group may be all that was read of a region. Networks are asked of every region that is read. */
function wasAsked({ regions, topics, gaps }: AccountSnapshot, region: string): boolean {
  if (!regions.includes(region)) return false;
  const isRead = topics['ec2.vpcs']?.some((it) => it.region === region) ?? true;
  return isRead || gaps.some((it) => it.region === region && isAboutNetworks(it));
}

function isAboutNetworks({ topic }: Gap): boolean {
  return topic === 'ec2.vpcs' || topic === 'account.closed-regions';
}

/** What leaves open whether there are more regions to judge, or whether there is any. */
export function regionsMissing(linked: Linked, context: JudgeContext): Missing[] {
  const gaps = regionListGaps(linked, context);
  if (gaps.length > 0 || regionsInScope(linked, context).length > 0) return missingOfGaps(linked, gaps);
  return [{ message: nothingInScope }];
}

export const nothingInScope =
  'No enabled region of this account is in the workspace’s scope, so nothing was judged.';

/** Where every region in scope was read, the list could add none. */
function regionListGaps({ snapshot }: Linked, context: JudgeContext): Gap[] {
  const scope = (context.policy ?? defaultWorkspacePolicy).regionsInScope;
  if (scope && scope.length > 0 && scope.every((it) => snapshot.regions.includes(it))) return [];
  const gaps = snapshot.gaps.filter((it) => it.topic === 'account.regions');
  const { regions, enabledRegions = regions } = snapshot;
  if (gaps.length > 0 || enabledRegions.length > 0) return gaps;
  return [notAsked('account.closed-regions', 'account:ListRegions', '', null)];
}

function regionSubjects<Fact extends { region: string }>(
  rule: RegionRule<Fact>,
  region: string,
  facts: readonly Fact[],
  linked: Linked,
): Subject[] {
  const gaps = linked
    .decidingGaps(rule.topic)
    .filter((it) => it.region === region && (rule.deciding?.includes(it.api) ?? true));
  const here = facts.filter((it) => it.region === region);
  if (here.length === 0) return [unseenRegion(rule, region, gaps, linked)];
  const judged = here.flatMap((fact) => rule.judgeRegion(fact, gaps));
  const named = new Set(judged.map((it) => it.resource));
  const unread = gaps.filter((gap) => gap.resource !== null && !named.has(gap.resource));
  return [...judged, ...unread.map((gap) => unseenResource(rule, gap, linked))];
}

export function unseenRegion(
  rule: Pick<RegionRule<{ region: string }>, 'api' | 'topic' | 'service'>,
  region: string,
  gaps: readonly Gap[],
  linked: Linked,
): Subject {
  const closed = linked.decidingGaps('account.closed-regions').filter((it) => it.region === region);
  const open = [...closed, ...gaps];
  const why = open.length > 0 ? open : [notAsked(rule.topic, rule.api, region, linked.snapshot)];
  const isClosed = closed[0]?.deniedBy === 'scp';
  return {
    verdict: 'unknown',
    region,
    resource: null,
    named: region,
    says: isClosed
      ? 'A service control policy closes {where}, so nothing there could be read.'
      : `${rule.service} was not read in {where}${reasonOf(open[0])}.`,
    missing: missingOfGaps(linked, why.slice(0, 3)),
  };
}

function reasonOf(gap: Gap | undefined): string {
  if (!gap) return '';
  if (gap.kind === 'denied') return `: ${gap.action ?? gap.api} was denied`;
  if (gap.kind === 'unsupported') return `: ${gap.api} is not offered there`;
  const why = reasons[gap.kind];
  return why ? `: ${why}` : '';
}

const reasons: Partial<Record<Gap['kind'], string>> = {
  'region-off': 'the region is off',
  unreachable: 'it could not be reached',
  timeout: 'it could not be reached',
  throttled: 'AWS throttled the calls',
  error: 'AWS answered with an error',
  malformed: 'the answer could not be used',
  'absent-field': 'the answer lacked what decides',
};

function unseenResource(rule: { service: string }, gap: Gap, linked: Linked): Subject {
  return {
    verdict: 'unknown',
    region: gap.region,
    resource: gap.resource,
    named: gap.resource ?? gap.region,
    says: `${rule.service}: {where} could not be read${reasonOf(gap)}.`,
    missing: [missingOf(gap, linked.owner(linked.account.accountId))],
  };
}

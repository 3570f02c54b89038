import type { RequiredEvent } from '#lib/alarm-controls/required-event.ts';
import { parseArn, shortName } from '../../link/arn.ts';
import type { Linked } from '../../link/linked.ts';
import type { EventRuleFact } from '../../snapshot.ts';
import type { AlarmTerms } from '../alarm-terms.ts';
import { globalRegion } from '../event-fates.ts';
import { routeState, type StepState } from '../route.ts';
import { topicRoute } from '../topic.ts';
import { matchesEventPattern } from './event-pattern.ts';

/** A rule or alarm that reports an event without a metric filter. */
export interface Alternative {
  name: string;
  state: 'works' | 'weak';
}

/** Hops an event may be forwarded from bus to bus. */
const maxHops = 3;

/**
 * EventBridge rules that together report every witness of the event, in every region where it can happen;
 * null when some witness goes unreported. CloudTrail's events only reach EventBridge while a trail logs.
 */
export function reportedByRules(
  linked: Linked,
  event: RequiredEvent,
  { regionsInScope }: Pick<AlarmTerms, 'regionsInScope'>,
): Alternative | null {
  const { accountId, partition } = linked.account;
  const { regions: read, enabledRegions = read } = linked.snapshot;
  const inScope = enabledRegions.filter((it) => !regionsInScope || regionsInScope.includes(it));
  const regions = event.isGlobalService ? [globalRegion(partition)] : inScope;
  const kinds = event.readOnly === null ? [true, false] : [event.readOnly];
  const rulesIn = (region: string): EventRuleFact[] =>
    linked.eventRules(accountId, region).items.filter((it) => it.eventBusName === 'default');
  if (regions.length === 0 || regions.some((it) => rulesIn(it).length === 0)) return null;
  if (event.witnesses.length === 0) return null;
  const used = new Map<EventRuleFact, StepState>();
  for (const region of regions) {
    const rules = rulesIn(region);
    for (const witness of event.witnesses) {
      for (const isReadOnly of kinds) {
        const reported = reportOf(
          linked,
          rules,
          envelope({ ...witness, awsRegion: region }, region, accountId),
          isReadOnly,
          0,
        );
        if (!reported) return null;
        if (used.get(reported.rule) !== 'weak') used.set(reported.rule, reported.state);
      }
    }
  }
  const names = [...new Set([...used.keys()].map((it) => it.name))].sort();
  const state = [...used.values()].includes('weak') ? 'weak' : 'works';
  return { name: `EventBridge rule${names.length === 1 ? '' : 's'} ${names.join(', ')}`, state };
}

type Event = Readonly<Record<string, unknown>>;

function reportOf(
  linked: Linked,
  rules: readonly EventRuleFact[],
  event: Event,
  isReadOnly: boolean,
  hops: number,
): { rule: EventRuleFact; state: 'works' | 'weak' } | null {
  let weak: EventRuleFact | null = null;
  for (const rule of rules) {
    if (!isOn(rule, isReadOnly) || rule.pattern === null || !matchesEventPattern(rule.pattern, event))
      continue;
    for (const target of rule.targets ?? []) {
      const state = targetState(linked, rule, target.arn, event, isReadOnly, hops);
      if (state === 'works') return { rule, state };
      if (state === 'weak') weak ??= rule;
    }
  }
  return weak ? { rule: weak, state: 'weak' } : null;
}

/** Read-only calls reach only rules that ask for all management events. */
function isOn(rule: EventRuleFact, isReadOnly: boolean): boolean {
  if (rule.state === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS') return true;
  return rule.state === 'ENABLED' && !isReadOnly;
}

function targetState(
  linked: Linked,
  rule: EventRuleFact,
  targetArn: string,
  event: Event,
  isReadOnly: boolean,
  hops: number,
): 'works' | 'weak' | null {
  const target = parseArn(targetArn);
  if (!target) return null;
  if (target.service === 'sns') {
    const accountId = parseArn(rule.arn)?.accountId ?? linked.account.accountId;
    const publisher = { service: 'events.amazonaws.com', sourceArn: rule.arn, accountId };
    const state = routeState(topicRoute(linked, targetArn, publisher));
    return state === 'works' || state === 'weak' ? state : null;
  }
  if (target.service === 'events' && target.resource.startsWith('event-bus/') && hops < maxHops) {
    const bus = shortName(targetArn).replace(/^event-bus\//, '');
    const rules = linked
      .eventRules(target.accountId, target.region)
      .items.filter((it) => it.eventBusName === bus || it.eventBusName === targetArn);
    return reportOf(linked, rules, event, isReadOnly, hops + 1)?.state ?? null;
  }
  const mayTell = ['lambda', 'ssm', 'ssm-incidents'].includes(target.service);
  return mayTell ? 'weak' : null;
}

/** A CloudTrail record as EventBridge wraps it. */
function envelope(detail: Event, region: string, accountId: string): Event {
  const source = typeof detail.eventSource === 'string' ? detail.eventSource.split('.')[0] : '';
  return {
    version: '0',
    id: '00000000-0000-0000-0000-000000000000',
    'detail-type': detailType(detail.eventType),
    source: `aws.${source}`,
    account: accountId,
    time: detail.eventTime ?? '',
    region,
    resources: [],
    detail,
  };
}

function detailType(eventType: unknown): string {
  if (eventType === 'AwsConsoleSignIn') return 'AWS Console Sign In via CloudTrail';
  if (eventType === 'AwsServiceEvent') return 'AWS Service Event via CloudTrail';
  return 'AWS API Call via CloudTrail';
}

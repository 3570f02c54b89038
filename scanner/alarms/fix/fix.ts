import type { AlarmControlId } from '#lib/alarm-controls/controls.ts';
import type { Edition } from '#lib/alarm-controls/editions.ts';
import type { AlarmFix } from '#lib/posture/alarm-detail.ts';
import { mainCause } from '../control-detail.ts';
import type { Fate } from '../event-fates.ts';
import type { FilterSource } from '../filter-sources.ts';
import { feedsIn, type Result, type Run } from '../results.ts';
import { lastStep } from '../route.ts';
import { patternFix } from './fix-pattern.ts';
import {
  alarmTexts,
  type ChainNames,
  type FixTexts,
  filterTexts,
  joined,
  subscriptionTexts,
  topicTexts,
} from './fix-texts.ts';
import { topicFix } from './fix-topic.ts';
import { logGroupFix, trailFix } from './fix-trail.ts';

/** How to mend the first broken link, with the account's own names; null when nothing sound can be suggested. */
export function fixFor(run: Run, control: AlarmControlId, edition: Edition, result: Result): AlarmFix | null {
  const fate = mainCause(result.fates);
  const cause = fate?.cause;
  if (!fate || !cause || fate.outcome !== 'lost') return null;
  switch (cause.link) {
    case 'trail':
      return said(trailFix(run, cause));
    case 'log-group':
      return said(logGroupFix(run, cause));
    case 'metric-filter':
      return filterFix(run, control, edition, result, fate);
    case 'topic':
      return said(topicFix(run, fate, cause));
    case 'person': {
      const topicArn = cause.causeKey ?? '';
      const region = topicArn.split(':')[3] ?? cause.region;
      const name = topicArn.split(':').at(-1) ?? topicArn;
      return said({
        summary: `Subscribe somebody to the topic ${name} and have the subscription confirmed.`,
        ...subscriptionTexts(region, topicArn, '{email}'),
      });
    }
    case 'metric':
    case 'alarm':
    case 'action':
      return downstreamFix(run, control, fate);
  }
}

type Told = FixTexts & { summary: string };

function said(told: Told | null): AlarmFix | null {
  return told && { ...told, rejudged: false };
}

function filterFix(
  run: Run,
  control: AlarmControlId,
  edition: Edition,
  result: Result,
  fate: Fate,
): AlarmFix | null {
  const fix = patternFix(run, control, edition, result);
  if (!fix) return null;
  const names = { ...namesFor(run, control, fate, fix.source), pattern: fix.pattern };
  if (!fix.source) {
    const topic = usableTopic(run);
    const behind = topic ? [] : newTopicTexts(names);
    const texts = joined(filterTexts(names, false), ...behind, alarmTexts(names));
    const summary = `Add the metric filter ${names.filterName} to ${names.logGroupName}, with an alarm that tells ${topic ?? 'a new topic'}.`;
    return { summary, rejudged: true, ...texts };
  }
  const { filter, state } = fix.source;
  const kept = fix.pattern.includes('!=') ? '; the exclusions it names stay' : '';
  const summary = `Replace the pattern of the metric filter ${filter.name}${kept}.`;
  const texts = filterTexts(names, true, filter);
  if (state === 'works' || state === 'weak') return { summary, rejudged: true, ...texts };
  const next = lastStep(fix.source.route);
  const isAlarmThere = fix.source.route.some((it) => it.link === 'alarm' && it.name);
  const alarm = [...(usableTopic(run) ? [] : newTopicTexts(names)), alarmTexts(names, isAlarmThere)];
  const then = next?.why ? ` Then mend what follows: ${next.why}` : '';
  return { summary: `${summary}${then}`, rejudged: true, ...joined(texts, ...alarm) };
}

/** Links 4 to 6: the metric's value, a missing or useless alarm, a missing action. */
function downstreamFix(run: Run, control: AlarmControlId, fate: Fate): AlarmFix | null {
  const { cause } = fate;
  const source =
    fate.through.find((it) => lastStep(it.route)?.causeKey === cause?.causeKey) ?? fate.through[0];
  if (!source || !cause) return null;
  const names = { ...namesFor(run, control, fate, source), pattern: source.filter.pattern };
  if (cause.link === 'metric') {
    const texts = filterTexts({ ...names, metricValue: '1' }, true);
    return said({ summary: `Let the metric filter ${source.filter.name} count each event as 1.`, ...texts });
  }
  const topic = usableTopic(run);
  const summary = cause.name
    ? `Set the alarm ${names.alarmName} so that one event raises it and ${topic ?? 'a new topic'} is told.`
    : `Create the alarm ${names.alarmName} on ${names.namespace}/${names.metricName} and let it tell ${topic ?? 'a new topic'}.`;
  return said({
    summary,
    ...joined(...(topic ? [] : newTopicTexts(names)), alarmTexts(names, Boolean(cause.name))),
  });
}

function newTopicTexts(names: ChainNames): FixTexts[] {
  const topicName = names.topicArn.split(':').at(-1) ?? 'security-alerts';
  return [topicTexts(names.region, topicName), subscriptionTexts(names.region, names.topicArn, '{email}')];
}

function namesFor(
  run: Run,
  control: AlarmControlId,
  fate: Fate,
  source: FilterSource | null,
): Omit<ChainNames, 'pattern'> {
  const group = fate.feeds.find((it) => it.group)?.group;
  const transformation = source?.filter.transformations[0];
  const alarm = source?.route.find((it) => it.link === 'alarm');
  const [, partition = 'aws', , region = '', accountId = ''] = group?.arn.split(':') ?? [];
  const others = feedsIn(run.chain, 'all').flatMap((it) => it.sources);
  const usual = others[0]?.filter.transformations[0]?.metricNamespace;
  return {
    region,
    logGroupName: group?.name ?? '',
    filterName: source?.filter.name ?? control,
    namespace: transformation?.metricNamespace ?? usual ?? 'CloudTrailAlarms',
    metricName: transformation?.metricName ?? control,
    metricValue: transformation?.metricValue ?? '1',
    alarmName: alarm?.name ?? source?.filter.name ?? control,
    topicArn: usableTopic(run) ?? `arn:${partition}:sns:${region}:${accountId}:security-alerts`,
  };
}

/** A topic of this chain that already reaches a person. */
function usableTopic(run: Run): string | null {
  for (const feed of feedsIn(run.chain, 'all')) {
    for (const { route } of feed.sources) {
      if (!route.some((it) => it.link === 'person' && it.state === 'works')) continue;
      const topic = route.find((it) => it.link === 'topic');
      if (topic?.arn) return topic.arn;
    }
  }
  return null;
}

import type { Linked, Owner } from '../link/linked.ts';
import { missingOf } from '../link/missing.ts';
import type { AlarmFact, MetricFilterFact } from '../snapshot.ts';
import { alarmEvidence } from './alarm-evidence.ts';
import { alarmInWords, alarmStep } from './alarm-step.ts';
import type { AlarmTerms } from './alarm-terms.ts';
import { compositeRoutes } from './composite-routes.ts';
import type { Writer } from './field-selection.ts';
import { type Firing, firingOf, type PublishedMetric, type Transformation } from './firing.ts';
import { notifyRoutes } from './notify.ts';
import { type Route, type Step, step } from './route.ts';

/**
 * Links 4 to 8 of a filter, by what an alarm's dimensions narrow it to: '' for everything, else conditions
 * such as `($.eventName = "StopLogging")`.
 */
export function metricRoutes(
  linked: Linked,
  filter: MetricFilterFact,
  owner: Owner,
  writer: Writer,
  terms: AlarmTerms,
): Map<string, Route[]> {
  const found = new Map<string, Route[]>();
  const add = (narrowing: string, route: Route): void => {
    found.set(narrowing, [...(found.get(narrowing) ?? []), route]);
  };
  if (filter.transformations.length === 0) {
    const why = `The metric filter ${filter.name} publishes no metric.`;
    add('', [
      step('metric', 'broken', { owner, region: filter.region, fact: 'None', why, causeKey: filter.name }),
    ]);
  }
  for (const transformation of filter.transformations) {
    const metric = metricStep(filter, transformation, owner);
    if (metric.state === 'broken') {
      add('', [metric]);
      continue;
    }
    const published = {
      transformation,
      accountId: owner.accountId,
      region: filter.region,
      fixedDimensions: fixedDimensions(filter, writer),
    };
    for (const [narrowing, route] of alarmRoutes(linked, published, owner, terms))
      add(narrowing, [metric, ...route]);
  }
  return found;
}

function fixedDimensions(filter: MetricFilterFact, writer: Writer): Record<string, string> {
  const values: Record<string, string> = { '@aws.account': writer.accountId, '@aws.region': writer.region };
  return Object.fromEntries(filter.emitSystemFieldDimensions.map((name) => [name, values[name] ?? '']));
}

function metricStep(filter: MetricFilterFact, transformation: Transformation, owner: Owner): Step {
  const name = `${transformation.metricNamespace}/${transformation.metricName}`;
  const part = {
    name,
    owner,
    region: filter.region,
    causeKey: `${filter.logGroupArn}:metric-filter:${filter.name}`,
  };
  const value = transformation.metricValue.trim();
  const isSelector = value.startsWith('$');
  if (!isSelector && !(Number(value) > 0)) {
    const why = `The metric ${name} counts ${value === '' ? 'nothing' : value} for an event, so it never rises.`;
    return step('metric', 'broken', { ...part, fact: `Value ${value || 'empty'}`, why });
  }
  const notes = isSelector ? [`The metric ${name} takes its value from ${value}.`] : [];
  return step('metric', 'works', { ...part, fact: `Value ${value}`, notes });
}

interface Watching {
  alarm: AlarmFact;
  owner: Owner;
  firing: Firing;
}

function alarmRoutes(
  linked: Linked,
  published: PublishedMetric,
  owner: Owner,
  terms: AlarmTerms,
): [string, Route][] {
  const { accountId, region } = published;
  const listing = linked.alarms(accountId, region);
  const candidates = [
    ...listing.items.map((fact) => ({ fact, owner })),
    ...linked.alarmsElsewhere(accountId, region),
  ];
  const watching = candidates.flatMap((it): Watching[] => {
    const firing = firingOf(it.fact, it.owner.accountId, published, terms.latency);
    return firing ? [{ alarm: it.fact, owner: it.owner, firing }] : [];
  });
  const routes = watching.flatMap((it) => routesThrough(linked, it, watching, terms));
  const name = `${published.transformation.metricNamespace}/${published.transformation.metricName}`;
  const [gap] = listing.gaps;
  if (gap) {
    const why = `The alarms on the metric ${name} could not be read.`;
    const missing = missingOf(gap, listing.owner);
    routes.push(['', [step('alarm', 'unknown', { owner, region, fact: 'Not read', why, missing })]]);
  } else if (watching.length === 0) {
    const why = `No alarm watches the metric ${name}${nearMiss(candidates, published)}.`;
    const causeKey = `metric:${accountId}:${region}:${name}`;
    routes.push(['', [step('alarm', 'broken', { owner, region, fact: 'None', why, causeKey })]]);
  } else if (routes.every(([narrowing]) => narrowing !== '')) {
    const names = Object.keys(published.transformation.dimensions).join(', ');
    const why = `No alarm watches the metric ${name} for the other values of ${names}.`;
    const causeKey = `metric:${accountId}:${region}:${name}`;
    routes.push(['', [step('alarm', 'broken', { owner, region, fact: 'Some values only', why, causeKey })]]);
  }
  return routes;
}

function routesThrough(
  linked: Linked,
  { alarm, owner, firing }: Watching,
  watching: readonly Watching[],
  terms: AlarmTerms,
): [string, Route][] {
  const fact = alarmInWords(alarm);
  if (!firing.fires) {
    const broken = step('alarm', 'broken', {
      name: alarm.name,
      arn: alarm.arn,
      owner,
      region: alarm.region,
      causeKey: alarm.arn,
      fact,
      why: `The alarm ${alarm.name} ${firing.why}.`,
      evidence: [alarmEvidence('alarm', alarm, owner, fact)],
    });
    return [['', [broken]]];
  }
  const narrowing = narrowingText(firing);
  const first = alarmStep(linked, alarm, owner, {
    fact,
    weak: firing.weak,
    notes: firing.accepted,
    now: terms.now,
    isBelow: false,
  });
  const direct: Route[] =
    first.state === 'broken' ? [[first]] : notifyRoutes(linked, alarm, owner).map((rest) => [first, ...rest]);
  // Alarms that the same event raises go to ALARM together, which a rule may ask for.
  const together = watching.filter(
    (it) =>
      it.firing.fires && narrowingText(it.firing) === narrowing && it.owner.accountId === owner.accountId,
  );
  const raised = { owner, region: alarm.region, alarms: together.map((it) => it.alarm), weak: firing.weak };
  return [...direct, ...compositeRoutes(linked, raised, terms.now)].map((route): [string, Route] => [
    narrowing,
    route,
  ]);
}

function narrowingText(firing: Firing): string {
  if (!firing.fires) return '';
  return firing.narrowed.map((it) => `(${it.selector} = "${it.value.replaceAll('"', '')}")`).join(' && ');
}

/** An alarm on a metric of the same name elsewhere is usually the mistake. */
function nearMiss(candidates: readonly { fact: AlarmFact }[], published: PublishedMetric): string {
  const { metricName } = published.transformation;
  const near = candidates
    .flatMap(({ fact }) =>
      [fact.metric, ...fact.queries.map((it) => it.metric)].map((metric) => ({ fact, metric })),
    )
    .find((it) => it.metric?.metricName === metricName);
  return near ? `; the alarm ${near.fact.name} watches ${near.metric?.namespace}/${metricName}` : '';
}

import { noiseOf } from '#lib/alarm-controls/noise.ts';
import type { FilterPattern } from '#lib/filter-pattern/ast.ts';
import { parseOnce } from '#lib/filter-pattern/parse-once.ts';
import type { Work } from '#lib/filter-pattern/work.ts';
import type { Linked, Owner } from '../link/linked.ts';
import { missingOf } from '../link/missing.ts';
import type { LogGroupFact, MetricFilterFact } from '../snapshot.ts';
import type { AlarmTerms } from './alarm-terms.ts';
import { evidence } from './evidence.ts';
import { selectsWriter, type Writer } from './field-selection.ts';
import { metricRoutes } from './metric-routes.ts';
import { bestRoute, type Route, routeState, type Step, type StepState, step } from './route.ts';
import { afterTransformer } from './transformer.ts';

/** A filter, with the way its matches take to a person. Dimensions may split one filter into several. */
export interface FilterSource {
  filter: MetricFilterFact;
  /** null when the pattern is invalid or the filter never sees the trail's events. */
  pattern: FilterPattern | null;
  /** The pattern as judged: narrowed by dimensions where the alarm names values. */
  text: string;
  /** From link 3 to the first that stops it. */
  route: Route;
  state: StepState;
  /** Routine activity it fires on too; empty for a quiet one, null when it was not decided. */
  noise: readonly string[] | null;
}

export function filterSources(
  linked: Linked,
  group: LogGroupFact,
  filters: readonly MetricFilterFact[],
  owner: Owner,
  writer: Writer,
  terms: AlarmTerms,
  work: Work,
): FilterSource[] {
  return filters.flatMap((filter) => sourcesOf(linked, group, filter, owner, writer, terms, work));
}

function sourcesOf(
  linked: Linked,
  group: LogGroupFact,
  filter: MetricFilterFact,
  owner: Owner,
  writer: Writer,
  terms: AlarmTerms,
  work: Work,
): FilterSource[] {
  const parsed = parseOnce(filter.pattern);
  const first = filterStep(group, filter, owner, writer, parsed.ok ? parsed.pattern : null);
  const pattern = parsed.ok && first.state !== 'broken' ? parsed.pattern : null;
  if (first.state === 'broken' || first.state === 'unknown') {
    const noise = pattern ? noiseOf(pattern, work) : [];
    return [{ filter, pattern, text: filter.pattern, route: [first], state: first.state, noise }];
  }
  const byNarrowing = metricRoutes(linked, filter, owner, writer, terms);
  return [...byNarrowing].flatMap(([narrowing, routes]) => {
    const text = narrowedText(filter.pattern, narrowing);
    const narrowed = parseOnce(text);
    const best = bestRoute(routes);
    if (!narrowed.ok || !best) return [];
    const { pattern } = narrowed;
    const noise = noiseOf(pattern, work);
    const route = [first, ...best];
    const state = routeState(route);
    if (noise !== null || state === 'broken') return [{ filter, pattern, text, route, state, noise }];
    return [{ filter, pattern, text, route: [tooMuchWork(first, filter)], state: 'unknown', noise }];
  });
}

/** Whether it is quiet decides whether it counts in full: undecided, it may count or not. */
function tooMuchWork(first: Step, filter: MetricFilterFact): Step {
  const why = `The metric filter ${filter.name} was not decided: the filters before it took all the work Watchpost spends on one account's filters.`;
  return { ...first, state: 'unknown', fact: 'Not decided', why, missing: { message: why } };
}

function filterStep(
  group: LogGroupFact,
  filter: MetricFilterFact,
  owner: Owner,
  writer: Writer,
  pattern: FilterPattern | null,
): Step {
  const key = `${group.arn}:metric-filter:${filter.name}`;
  const seen = evidence(
    'metric-filter',
    filter.source,
    owner.accountId,
    `${filter.name}: ${filter.pattern.length} characters, ${filter.transformations.length} metric${filter.transformations.length === 1 ? '' : 's'}`,
    {
      command: 'logs describe-metric-filters',
      args: ['--log-group-name', filter.logGroupName, '--filter-name-prefix', filter.name],
    },
    { filterName: filter.name, filterPattern: filter.pattern },
  );
  const part = { name: filter.name, owner, region: filter.region, causeKey: key, evidence: [seen] };
  const broken = (fact: string, why: string): Step => step('metric-filter', 'broken', { ...part, fact, why });
  if (!pattern)
    return broken('Pattern is invalid', `The pattern of the metric filter ${filter.name} is invalid.`);
  const fields = { '@aws.account': writer.accountId, '@aws.region': writer.region };
  const selected = selectsWriter(filter.fieldSelectionCriteria, fields);
  if (selected === false) {
    const why = `The metric filter ${filter.name} takes only ${filter.fieldSelectionCriteria}, and the trail's events are written by ${writer.accountId} in ${writer.region}.`;
    return broken('Selects other log events', why);
  }
  if (selected === null) {
    const why = `The field selection of the metric filter ${filter.name} cannot be read: ${filter.fieldSelectionCriteria}.`;
    return step('metric-filter', 'unknown', {
      ...part,
      fact: 'Selection unclear',
      why,
      missing: { message: why },
    });
  }
  if (filter.isAppliedOnTransformedLogs) {
    if (group.transformer === undefined) {
      const note = `The log transformer of ${group.name} was not read; ${filter.name} is judged on the original records.`;
      return step('metric-filter', 'works', { ...part, fact: 'On transformed logs', notes: [note] });
    }
    const after = afterTransformer(group.transformer, pattern);
    const why = `The metric filter ${filter.name} reads transformed logs, and ${after.answer === 'same' ? '' : after.why}.`;
    if (after.answer === 'changed') return broken('Reads changed records', why);
    if (after.answer === 'undecided') {
      return step('metric-filter', 'unknown', {
        ...part,
        fact: 'Reads changed records',
        why,
        missing: { message: why },
      });
    }
  }
  return step('metric-filter', 'works', { ...part, fact: 'Matches' });
}

/** A pattern with the dimension values an alarm asks for. */
function narrowedText(pattern: string, narrowing: string): string {
  if (narrowing === '') return pattern;
  const body = pattern.trim().replace(/^\{/, '').replace(/\}$/, '').trim();
  return body === '' ? `{ ${narrowing} }` : `{ (${body}) && ${narrowing} }`;
}

/** What leaves open whether a log group has more filters than were read. */
export function unseenFilters(linked: Linked, groupArn: string): Step | null {
  const listing = linked.metricFilters(groupArn);
  const [gap] = listing.gaps;
  if (!gap) return null;
  return step('metric-filter', 'unknown', {
    owner: listing.owner,
    region: gap.region,
    fact: 'Not read',
    why: `The metric filters of ${groupArn.split(':').slice(6).join(':')} could not be read.`,
    missing: missingOf(gap, listing.owner),
  });
}

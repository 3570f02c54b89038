import { type AlarmControlId, alarmControl } from '#lib/alarm-controls/controls.ts';
import { type Edition, editions } from '#lib/alarm-controls/editions.ts';
import { noiseOf } from '#lib/alarm-controls/noise.ts';
import { stepsForFix } from '#lib/alarm-controls/work-limits.ts';
import { parseOnce } from '#lib/filter-pattern/parse-once.ts';
import type { Work } from '#lib/filter-pattern/work.ts';
import type { Fate } from '../event-fates.ts';
import type { FilterSource } from '../filter-sources.ts';
import { namesCall } from '../names-call.ts';
import type { Result, Run } from '../results.ts';
import { isDeployable, patternEdits } from './pattern-edits.ts';

/** A filter pattern that the same engine judges to cover every required event. */
export interface PatternFix {
  /** The filter to edit; null when a new one is needed. */
  source: FilterSource | null;
  pattern: string;
}

/** null when nothing that was tried judges as covering. */
export function patternFix(
  run: Run,
  control: AlarmControlId,
  edition: Edition,
  result: Result,
): PatternFix | null {
  const lost = result.fates.filter((it) => it.outcome === 'lost' && it.endsAt === 'metric-filter');
  const all = [...new Set(lost.flatMap((it) => it.feeds).flatMap((it) => it.sources))];
  const work = { left: stepsForFix };
  const target = targetOf(run, result, all, work);
  if (target?.pattern) {
    const rest = all.filter((it) => it.filter !== target.filter && it.state !== 'broken');
    const edits = patternEdits(target.pattern, namesLost(lost));
    const edited = edits.find((text) => isCovering(run, result, target, text, rest, work));
    if (edited) return { source: target, pattern: edited };
  }
  const left = { left: stepsForFix };
  const fresh = freshPatterns(control, edition).find((text) =>
    isCovering(run, result, target, text, [], left),
  );
  // Edits only widen what a filter catches; any other text might blind another control, so it gets its own filter.
  return fresh === undefined ? null : { source: null, pattern: fresh };
}

/** The filter to edit: the one that names most of the control's calls, or catches most where any call counts. */
function targetOf(
  run: Run,
  result: Result,
  sources: readonly FilterSource[],
  work: Work,
): FilterSource | null {
  let best: FilterSource | null = null;
  let most = 0;
  for (const source of sources) {
    const isPlain = source.text === source.filter.pattern && source.pattern?.kind === 'json';
    const near = isPlain ? result.fates.filter((it) => isNear(run, it, source, work)).length : 0;
    const score = near + (source.state === 'works' ? 0.5 : 0);
    if (near > 0 && score > most) {
      best = source;
      most = score;
    }
  }
  return best;
}

function isNear(run: Run, { event }: Fate, source: FilterSource, work: Work): boolean {
  const isCaught = run.union.catches(event, source, work) === true;
  if (event.eventName === null) return isCaught;
  // Sign-ins are told apart by their outcome, so a filter that names them may serve another control.
  const isSignIn = event.eventSource === 'signin.amazonaws.com';
  return namesCall(source, event.eventName) && (isCaught || !isSignIn);
}

function isCovering(
  run: Run,
  result: Result,
  like: FilterSource | null,
  text: string,
  rest: readonly FilterSource[],
  work: Work,
): boolean {
  const parsed = parseOnce(text);
  if (!parsed.ok || !isDeployable(text)) return false;
  const base = like ?? anySource(result);
  if (!base) return false;
  const noise = noiseOf(parsed.pattern, work);
  if (noise?.length !== 0) return false;
  const candidate: FilterSource = { ...base, text, pattern: parsed.pattern, noise };
  return result.fates.every(({ event }) => {
    const { verdict } = run.union.decide(event, [candidate, ...rest], work);
    return verdict === 'covers' || verdict === 'covers-with-exclusions';
  });
}

/** A new filter has no source yet: its place in the chain is the group's. */
function anySource(result: Result): FilterSource | null {
  const group = result.fates.flatMap((it) => it.feeds).find((it) => it.group)?.group;
  if (!group) return null;
  const filter = {
    source: group.source,
    name: '',
    logGroupName: group.name,
    logGroupArn: group.arn,
    region: group.region,
    pattern: '',
    transformations: [],
    fieldSelectionCriteria: null,
    isAppliedOnTransformedLogs: false,
    emitSystemFieldDimensions: [],
  };
  return { filter, pattern: null, text: '', route: [], state: 'works', noise: [] };
}

function namesLost(lost: readonly Fate[]): string[] {
  return [...new Set(lost.flatMap((it) => it.event.eventName ?? []))];
}

/** The edition's own text, then newer ones, then the calls by name. */
function freshPatterns(control: AlarmControlId, edition: Edition): string[] {
  const { prescribed, eventNames, since } = alarmControl(control);
  const from = editions.indexOf(edition);
  const texts = [...prescribed]
    .filter((it) => editions.indexOf(it.edition) >= from)
    .sort((a, b) => editions.indexOf(a.edition) - editions.indexOf(b.edition))
    .map((it) => it.text);
  const named = eventNames.filter(
    (it) => editions.indexOf(it.since) <= Math.max(from, editions.indexOf(since)),
  );
  const names = [...new Set(named.map((it) => `($.eventName = ${it.eventName})`))];
  return [...texts, ...(names.length > 0 ? [`{ ${names.join(' || ')} }`] : [])];
}

import type { CloudTrailRecord } from '#lib/alarm-controls/cloudtrail-record.ts';
import type { AlarmControlId } from '#lib/alarm-controls/control-ids.ts';
import { alarmControl } from '#lib/alarm-controls/controls.ts';
import { type Edition, includesEdition } from '#lib/alarm-controls/editions.ts';
import type { IdentityType } from '#lib/alarm-controls/required-event.ts';
import { requiredEvents } from '#lib/alarm-controls/required-events.ts';
import type { Condition, Span } from '#lib/filter-pattern/ast.ts';
import { holds } from '#lib/filter-pattern/match.ts';
import { parsePattern } from '#lib/filter-pattern/parse.ts';
import { select } from '#lib/filter-pattern/select.ts';
import type { ConditionLeaf } from '#lib/filter-pattern/walk.ts';

export const identities: readonly IdentityType[] = ['IAMUser', 'AssumedRole', 'Root'];

/** For one identity: does what this condition names get through, and does the condition let it? */
export type CellState = 'caught' | 'partly' | 'missed' | 'none';

export interface PatternLine {
  depth: number;
  /** `&&` or `||` before it, none before the first. */
  operator: '&&' | '||' | null;
  opens: number;
  closes: number;
  /** The condition as written; for a missing name, as it would be written. */
  text: string;
  /** Where it stands in the pattern; null for a missing name. */
  span: Span | null;
  kind: 'condition' | 'missing';
  /** Some required event satisfies it. */
  isHit: boolean;
  /** It drops required events that everything beside it lets through. */
  drops: string | null;
  cells: readonly CellState[];
}

interface Witness {
  identity: IdentityType;
  eventName: string | null;
  record: CloudTrailRecord;
  isMatched: boolean;
}

/** One condition a line, judged against the control's required events. Null: not a JSON pattern, or not one at all. */
export function patternLines(text: string, control: AlarmControlId, edition: Edition): PatternLine[] | null {
  const parsed = parsePattern(text);
  if (!parsed.ok || parsed.pattern.kind !== 'json') return null;
  const { condition } = parsed.pattern;
  const witnesses = requiredEvents(control, edition)
    .filter((event) => !event.isHistorical)
    .flatMap((event) =>
      event.witnesses.map(
        (record): Witness => ({
          identity: event.identity,
          eventName: event.eventName,
          record,
          isMatched: holds(condition, record),
        }),
      ),
    );
  const lines: PatternLine[] = [];
  layOut(condition, null, { text, witnesses, lines, depth: 0, operator: null, opens: 0 });
  const missing = missingLines(condition, control, edition, witnesses);
  return withMissing(lines, missing);
}

interface Place {
  text: string;
  witnesses: readonly Witness[];
  lines: PatternLine[];
  depth: number;
  operator: PatternLine['operator'];
  opens: number;
}

type Junction = Extract<Condition, { operands: unknown }>;

function layOut(condition: Condition, parent: Junction | null, place: Place): void {
  if (!('operands' in condition)) {
    place.lines.push(leafLine(condition, parent, place));
    return;
  }
  const isNested = parent !== null;
  condition.operands.forEach((operand, index) => {
    layOut(operand, condition, {
      ...place,
      depth: place.depth + (isNested ? 1 : 0),
      operator: index === 0 ? place.operator : condition.kind === 'all' ? '&&' : '||',
      opens: index === 0 ? place.opens + (isNested ? 1 : 0) : 0,
    });
  });
  const last = place.lines.at(-1);
  if (last && isNested) last.closes += 1;
}

function leafLine(leaf: ConditionLeaf, parent: Junction | null, place: Place): PatternLine {
  // A condition on the name or source of the event selects what the filter is about; it drops nothing.
  const isConjunct = parent?.kind === 'all' && !isAbout(leaf, ['eventName', 'eventSource']);
  const siblings = isConjunct ? parent.operands.filter((it) => it !== leaf) : [];
  const reachable = isConjunct
    ? place.witnesses.filter((it) => siblings.every((sibling) => holds(sibling, it.record)))
    : place.witnesses;
  const dropped = isConjunct ? reachable.filter((it) => !holds(leaf, it.record)) : [];
  return {
    depth: place.depth,
    operator: place.operator,
    opens: place.opens,
    closes: 0,
    text: place.text.slice(leaf.span.start - 1, leaf.span.end - 1).trim(),
    span: leaf.span,
    kind: 'condition',
    isHit: place.witnesses.some((it) => holds(leaf, it.record)),
    drops: dropped.length > 0 ? whyDropped(leaf, dropped) : null,
    cells: identities.map((identity) => {
      const own = reachable.filter((it) => it.identity === identity);
      return isConjunct
        ? stateOf(own.map((it) => holds(leaf, it.record)))
        : stateOf(own.filter((it) => holds(leaf, it.record)).map((it) => it.isMatched));
    }),
  };
}

function stateOf(results: readonly boolean[]): CellState {
  if (results.length === 0) return 'none';
  if (results.every((it) => it)) return 'caught';
  return results.some((it) => it) ? 'partly' : 'missed';
}

function whyDropped(leaf: ConditionLeaf, dropped: readonly Witness[]): string {
  const absent = dropped.filter((it) => select(it.record, leaf.selector.segments).length === 0);
  const who = [...new Set(dropped.map((it) => identityWords[it.identity]))].join(' and ');
  if (absent.length === dropped.length) {
    return `False whenever the field is absent, as it is in events of ${who}: all of them are dropped.`;
  }
  return `Drops events of ${who} that everything else lets through.`;
}

const identityWords: Record<IdentityType, string> = {
  IAMUser: 'IAM users',
  AssumedRole: 'assumed roles',
  Root: 'root',
};

/** Required event names that no condition on the name lets through. */
function missingLines(
  condition: Condition,
  control: AlarmControlId,
  edition: Edition,
  witnesses: readonly Witness[],
): PatternLine[] {
  const leaves = nameLeaves(condition);
  if (leaves.length === 0) return [];
  return alarmControl(control)
    .eventNames.filter((it) => includesEdition(edition, it.since))
    .map((it) => it.eventName)
    .filter((name) => {
      const own = witnesses.filter((it) => it.eventName === name);
      return (
        own.length > 0 && own.every((it) => !it.isMatched && !leaves.some((leaf) => holds(leaf, it.record)))
      );
    })
    .map((name) => ({
      depth: 1,
      operator: null,
      opens: 0,
      closes: 0,
      text: `$.eventName = ${name}`,
      span: null,
      kind: 'missing',
      isHit: false,
      drops: null,
      cells: identities.map(() => 'missed'),
    }));
}

function nameLeaves(condition: Condition): ConditionLeaf[] {
  if ('operands' in condition) return condition.operands.flatMap(nameLeaves);
  return isAbout(condition, ['eventName']) ? [condition] : [];
}

function isAbout(leaf: ConditionLeaf, names: readonly string[]): boolean {
  const [first] = leaf.selector.segments;
  return first?.kind === 'name' && names.includes(first.name);
}

/** Missing names stand after the last condition on a name. */
function withMissing(lines: PatternLine[], missing: PatternLine[]): PatternLine[] {
  const at = lines.findLastIndex((line) => line.text.includes('eventName'));
  return [...lines.slice(0, at + 1), ...missing, ...lines.slice(at + 1)];
}

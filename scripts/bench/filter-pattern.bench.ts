import { alarmControls } from '../../lib/alarm-controls/controls.ts';
import { decideRequiredEvent } from '../../lib/alarm-controls/decide-event.ts';
import { newestEdition } from '../../lib/alarm-controls/editions.ts';
import { requiredEvents } from '../../lib/alarm-controls/required-events.ts';
import type { FilterPattern } from '../../lib/filter-pattern/ast.ts';
import { matchesEvent, matchesMessage } from '../../lib/filter-pattern/match.ts';
import { parsePattern } from '../../lib/filter-pattern/parse.ts';

const decisionLimitMs = 50;
const guard =
  '(($.userIdentity.type != "AssumedRole") || (($.userIdentity.sessionContext.sessionIssuer.userName != "deployer") && ($.userIdentity.sessionContext.sessionIssuer.userName != "deployer-apply")))';

/** A filter for each call, each with a guard for two roles, as accounts with 82 filters on a log group have. */
const splitTexts = alarmControls
  .flatMap(({ eventNames }) =>
    eventNames.map(({ eventName }) => `{($.eventName = "${eventName}") && ${guard}}`),
  )
  .slice(-82);
const prescribedTexts = alarmControls.flatMap(({ prescribed }) =>
  prescribed.slice(-1).map(({ text }) => text),
);

let isWithinLimits = true;
console.log(
  'Deciding one control against all filters of a log group, worst control of each (ms of one core)',
);
for (const [name, texts] of [
  ['82 guarded single-event filters', splitTexts],
  ['the 15 prescribed texts', prescribedTexts],
] as const) {
  const times = alarmControls.map(({ id }) => ({ id, ms: median(() => decideControl(id, texts)) }));
  const worst = times.reduce((left, right) => (left.ms > right.ms ? left : right));
  report(`${name}: ${worst.id}`, worst.ms, decisionLimitMs);
}

console.log('Matching 1 MB (ms of one core)');
const nested = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
const wide = JSON.stringify({ text: 'ab'.repeat(500_000) });
for (const [name, text, message] of [
  ['nested 100,000 deep', '{ $.a.a.a = 1 || $.*.b NOT EXISTS }', nested],
  ['a regex of stars', `{ $.text = %${'a*b*'.repeat(60)}c% }`, wide],
  ['a counted regex', '{ $.text = %a.{400}c% }', wide],
  ['terms', '?never "not there" -%c.*d%', wide],
] as const) {
  const pattern = parsed(text);
  report(
    name,
    median(() => matchesMessage(pattern, message), 3),
    5_000,
  );
}

console.log('Throughput (a second)');
const event = requiredEvents('vpc-changes', newestEdition)[0]?.witnesses[0] ?? {};
const filters = prescribedTexts.map(parsed);
console.log(
  `  matches: ${perSecond(() => filters.map((filter) => matchesEvent(filter, event))) * filters.length}`,
);
console.log(`  parses: ${perSecond(() => prescribedTexts.map(parsed)) * prescribedTexts.length}`);
process.exitCode = isWithinLimits ? 0 : 1;

/** New pattern objects each time, so that nothing is remembered. */
function decideControl(id: (typeof alarmControls)[number]['id'], texts: readonly string[]): void {
  const filters = texts.map(parsed);
  for (const required of requiredEvents(id, newestEdition)) decideRequiredEvent(required, filters);
}

function parsed(text: string): FilterPattern {
  const result = parsePattern(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return result.pattern;
}

function median(work: () => void, runs = 9): number {
  const times = Array.from({ length: runs }, () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return times.sort((left, right) => left - right)[Math.floor(runs / 2)] ?? 0;
}

function perSecond(work: () => unknown): number {
  const start = performance.now();
  let rounds = 0;
  while (performance.now() - start < 300) {
    work();
    rounds += 1;
  }
  return Math.round((rounds / (performance.now() - start)) * 1000);
}

function report(name: string, ms: number, limitMs: number): void {
  const isOver = ms > limitMs;
  isWithinLimits &&= !isOver;
  console.log(
    `  ${name}: ${ms.toFixed(1)} ms, ${(ms / limitMs).toFixed(2)} of the limit${isOver ? ' OVER' : ''}`,
  );
}

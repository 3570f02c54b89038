import { mainCause } from './control-detail.ts';
import type { Fate } from './event-fates.ts';
import type { Standing } from './inheritance.ts';
import type { Result, Run } from './results.ts';
import { routeOf } from './stations.ts';

/** One or two plain sentences: how many events, and what stops them. */
export function reasonOf(run: Run, { result, inheritedFrom }: Standing): string {
  const text = ownReason(result);
  if (!inheritedFrom) return text;
  const owner = run.linked.owner(inheritedFrom.accountId);
  const named = owner.name === owner.accountId ? owner.accountId : `${owner.name} (${owner.accountId})`;
  return `The trail and its log group belong to ${named}, whose verdict counts. ${text}`;
}

function ownReason(result: Result): string {
  const { fates, status } = result;
  const total = fates.length;
  const cause = mainCause(fates);
  const why = cause?.why ?? '';
  if (result.met) {
    const lost = `The alarm chain alone would say ${result.met.strict}.`;
    return `${allOf(total)} ${total === 1 ? 'is' : 'are'} reported by ${result.met.by.join(' and ')}. ${lost}`;
  }
  switch (status) {
    case 'pass':
      return `${allOf(total)} ${total === 1 ? 'reaches' : 'reach'} ${personOf(fates)}.`;
    case 'warn':
      return `${allOf(total)} ${total === 1 ? 'reaches' : 'reach'} ${personOf(fates)}, but weakly. ${why}`;
    case 'unknown': {
      const unseen = fates.filter((it) => it.outcome === 'unknown').length;
      return `Whether ${countOf(unseen, total)} ${unseen === 1 ? 'reaches' : 'reach'} a person cannot be seen. ${why}`;
    }
    case 'fail': {
      const lost = fates.filter((it) => it.outcome === 'lost');
      const never = lost.length === 1 ? 'never reaches' : 'never reach';
      const verb = {
        always: `${never} a person`,
        succeeding: `${never} a person when ${lost.length === 1 ? 'it succeeds' : 'they succeed'}`,
        sometimes: `${lost.length === 1 ? 'does' : 'do'} not always reach a person`,
      }[whenLost(lost)];
      return `${sentence(countOf(lost.length, total))} ${verb}. ${lostWhy(fates, cause)}`;
    }
  }
}

/** The two commonest reasons at the first broken link. */
function lostWhy(fates: readonly Fate[], cause: Fate | null): string {
  const whys = fates.flatMap((it) => (it.outcome === 'lost' && it.endsAt === cause?.endsAt ? [it.why] : []));
  const others = whys.filter((it) => it !== cause?.why);
  const [second] = [...Map.groupBy(others, (it) => it)].sort((a, b) => b[1].length - a[1].length);
  return [cause?.why, second?.[0]].filter((it) => it !== undefined).join(' ');
}

/** A filter blind under a condition loses an event sometimes; one for refused calls keeps just those. */
function whenLost(lost: readonly Fate[]): 'always' | 'succeeding' | 'sometimes' {
  const whens = new Set(lost.flatMap((it) => (it.through.length > 0 ? (it.missed[0]?.when ?? []) : [])));
  if (whens.size === 0 || (whens.size === 1 && whens.has('always'))) return 'always';
  return [...whens].every((it) => it === 'always' || it === 'when errorCode is absent')
    ? 'succeeding'
    : 'sometimes';
}

function allOf(total: number): string {
  return total === 1 ? 'The required event' : `All ${total} required events`;
}

function countOf(count: number, total: number): string {
  if (total === 1) return 'the required event';
  return count === total ? `all ${total} required events` : `${count} of ${total} required events`;
}

function personOf(fates: readonly Fate[]): string {
  const counts = new Map<string, number>();
  for (const fate of fates) {
    const route = routeOf(fate);
    const last = route.find((it) => it.link === 'person') ?? route.findLast((it) => it.link === 'action');
    if (last?.name && last.link === 'person') counts.set(last.name, (counts.get(last.name) ?? 0) + 1);
  }
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  return first ? first[0] : 'a person';
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

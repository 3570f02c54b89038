import { type ChainLink, chainLinks, chainLinkTitles } from '#lib/posture/alarm-detail.ts';
import { brokenIn, type CheckGroup, inheritorsOf, type Judged } from './check-group.ts';
import { linkFixes } from './prose/link-prose.ts';
import { namesOrCount, plural, type Rich, rich, sentence } from './text.ts';

/** The baseline first: what other accounts inherit. Then one step per broken link, exposed and production accounts first. */
export function recommendationFor(group: CheckGroup, fix: string): Rich[] {
  const owners = brokenIn(group).filter((it) => inheritorsOf(group, it.account.accountId).length > 0);
  const single = brokenIn(group).filter((it) => !owners.includes(it));
  const steps = [...owners.map((it) => baselineStep(it, group)), ...linkSteps(single, owners.length > 0)];
  return [[sentence(fix)], ...steps];
}

function baselineStep(owner: Judged, group: CheckGroup): Rich {
  const inheritors = inheritorsOf(group, owner.account.accountId).length;
  const gain = `${plural(inheritors, 'account inherits', 'accounts inherit')} it and ${inheritors === 1 ? 'turns' : 'turn'} green with it.`;
  return rich`Fix the baseline first, in ${owner.account.name}: ${actionOf(owner)} ${[gain]}`;
}

function linkSteps(judged: readonly Judged[], isAfterBaseline: boolean): Rich[] {
  const byLink = Map.groupBy(judged, (it) => it.verdict.alarm?.firstBrokenLink ?? null);
  const order = [...byLink].sort(([one], [other]) => indexOf(one) - indexOf(other));
  return order.map(([link, list], index) => {
    const start = isAfterBaseline && index === 0 ? 'Then, in ' : 'In ';
    const where = namesOrCount(list.map((it) => it.account.name));
    const [first] = list;
    if (list.length === 1 && first) return rich`${[start]}${where}: ${actionOf(first)}`;
    return link ? rich`${[start]}${where}: ${[sentence(linkFixes[link])]}` : rich`This concerns ${where}.`;
  });
}

function actionOf(judged: Judged): Rich {
  const alarm = judged.verdict.alarm;
  if (!alarm?.firstBrokenLink) return [sentence(judged.verdict.reason)];
  const name = alarm.stations.find((it) => it.link === alarm.firstBrokenLink)?.name;
  const fix = sentence(linkFixes[alarm.firstBrokenLink]);
  if (!name) return [fix];
  return rich`${[fix]} This is about the ${[chainLinkTitles[alarm.firstBrokenLink].toLowerCase()]} ${name}.`;
}

function indexOf(link: ChainLink | null): number {
  return link === null ? chainLinks.length : chainLinks.indexOf(link);
}

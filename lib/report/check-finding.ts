import { type ChainLink, chainLinks, chainLinkTitles } from '#lib/posture/alarm-detail.ts';
import {
  affectedBy,
  brokenIn,
  type CheckGroup,
  effectiveVerdict,
  inheritorsOf,
  type Judged,
} from './check-group.ts';
import { evidenceOf, reproductionOf } from './evidence.ts';
import { exposureReason, raisedBy } from './exposure.ts';
import type { ReportInput } from './input.ts';
import type { AffectedRow, Finding } from './model.ts';
import { proseOf } from './prose/check-prose.ts';
import { severityOfSquare } from './rating.ts';
import { recommendationFor } from './recommendation.ts';
import { referencesFor } from './references.ts';
import { statusOf } from './status.ts';
import { listOf, plural, type Rich, rich, sentence } from './text.ts';
import { severityWords, verdictWords } from './words.ts';

/** A finding before it has its number. */
export type Draft = Omit<Finding, 'id'>;

/** One check across all accounts; null when nothing is broken anywhere. */
export function checkFinding(group: CheckGroup, input: ReportInput, unseenSection: string): Draft | null {
  const affected = affectedBy(group);
  const [lead] = affected;
  if (!lead || group.check.severity === 'informational') return null;

  const prose = proseOf(group.check.id);
  const accounts = affected.map((it) => it.account);
  const likelihood = raisedBy(group.check.likelihood, accounts);
  const exposure = exposureReason(accounts);
  return {
    kind: 'check',
    checkIds: [group.check.id],
    title: titleOf(group, input),
    severity: severityOfSquare(group.check.impact, likelihood.rating),
    impact: {
      rating: group.check.impact,
      text: [
        [prose?.impact ?? group.check.rationale],
        ...(exposure === null ? [] : [[`${sentence(exposure)}`]]),
      ],
    },
    likelihood: {
      rating: likelihood.rating,
      text: [
        [
          prose?.likelihood ??
            `The catalogue rates the likelihood ${severityWords[group.check.likelihood].toLowerCase()}.`,
        ],
      ],
      raised: likelihood.raised,
    },
    counts: countsOf(group),
    affectedAccountIds: accounts.map((it) => it.accountId),
    description: descriptionOf(group, lead, prose?.about ?? sentence(group.check.rationale)),
    points: [],
    chain: chainOf(lead),
    affected: affectedRows(group, unseenSection),
    hasChain: lead.verdict.alarm !== undefined,
    evidence: evidenceOf(brokenIn(group).length > 0 ? brokenIn(group) : affected),
    reproduction: reproductionOf(brokenIn(group).length > 0 ? brokenIn(group) : affected),
    recommendation: recommendationFor(group, prose?.fix ?? group.check.remediation),
    references: referencesFor([group.check.id]),
    status: statusOf(group.check.id, accounts, input.previous),
  };
}

/** Counts what fails; a check that only warns somewhere is not said to fail there. */
function titleOf(group: CheckGroup, input: ReportInput): string {
  const failing = affectedBy(group).filter((it) => effectiveVerdict(it.verdict) === 'fail');
  const { title, id } = group.check;
  if (failing.length === 0) return `${title}: works, but weakly, ${whereText(affectedBy(group), input)}`;
  const where = whereText(failing, input);
  return proseOf(id)?.title(where) ?? `${title}: not so ${where}`;
}

function whereText(affected: readonly Judged[], input: ReportInput): string {
  const [only] = affected;
  if (input.accounts.length === 1 && only) return `in ${only.account.name}`;
  return `in ${affected.length} of ${plural(input.accounts.length, 'account')}`;
}

function descriptionOf(group: CheckGroup, lead: Judged, about: string): Rich[] {
  const reason = sentence(lead.verdict.reason);
  const example = rich`In ${lead.account.name}: ${[reason]}`;
  if (!lead.verdict.alarm) return [[about], example];
  const failing = affectedBy(group).filter((it) => effectiveVerdict(it.verdict) === 'fail').length;
  const weak = affectedBy(group).length - failing;
  const works = group.passing.length + group.covered.length;
  const elsewhere = works > 0 ? `The alarm works in ${plural(works, 'account')}; in ` : 'In ';
  const loss = `${elsewhere}${accountsText(failing)} at least one required event is lost before it reaches a person.`;
  const weakness = `In ${accountsText(weak)} every event arrives, but weakly.`;
  const parts = [about, failing > 0 ? loss : '', weak > 0 ? weakness : ''].filter((it) => it !== '');
  return [[parts.join(' ')], example];
}

function accountsText(count: number): string {
  return count === 1 ? 'one account' : `${count} accounts`;
}

function countsOf(group: CheckGroup): Finding['counts'] {
  const main = [
    group.failing.length > 0 ? `${plural(group.failing.length, 'fails', 'fail')}` : '',
    group.weak.length > 0 ? plural(group.weak.length, 'warns', 'warn') : '',
    group.inheriting.length > 0 ? `${plural(group.inheriting.length, 'inherits', 'inherit')}` : '',
  ];
  const passing = group.passing.length + group.covered.length;
  const unseen = group.unknown.length + group.neverRead.length;
  const rest = [
    passing > 0 ? plural(passing, 'passes', 'pass') : '',
    group.attested.length > 0 ? `${group.attested.length} attested` : '',
    unseen > 0 ? `${unseen} not seen` : '',
  ];
  return { main: shown(main), rest: shown(rest) };
}

function shown(parts: readonly string[]): string {
  return parts.filter((it) => it !== '').join(', ');
}

function affectedRows(group: CheckGroup, unseenSection: string): AffectedRow[] {
  const own = brokenIn(group).map((it): AffectedRow => {
    const inheritors = inheritorsOf(group, it.account.accountId).length;
    const lost = lostOf(it);
    const inherit = inheritors > 0 ? plural(inheritors, 'account inherits it', 'accounts inherit it') : '';
    return {
      accounts: [{ code: it.account.name }],
      verdict: wordOf(it),
      where: it.verdict.alarm ? linkOf(it) : it.verdict.reason + (inherit === '' ? '' : ` ${inherit}.`),
      lost: lost === null ? null : shown([lost, inherit]),
    };
  });
  const unseen = [...group.unknown.map((it) => it.account), ...group.neverRead];
  return [
    ...own,
    ...inheritedRows(group),
    ...(unseen.length === 0
      ? []
      : [
          {
            accounts: listOf(unseen.map((it) => it.name)),
            verdict: { status: 'unknown' as const, word: verdictWords.unknown },
            where: 'not seen',
            lost: `see section ${unseenSection}`,
          },
        ]),
  ];
}

function inheritedRows(group: CheckGroup): AffectedRow[] {
  const owners = Map.groupBy(group.inheriting, (it) => it.verdict.inheritedFrom?.accountId ?? '');
  return [...owners].map(([ownerId, judged]) => {
    const owner = brokenIn(group).find((it) => it.account.accountId === ownerId);
    const ownerText = owner ? owner.account.name : `account ${ownerId}, which is not in this report`;
    return {
      accounts: listOf(judged.map((it) => it.account.name)),
      verdict: { status: 'inherited' as const, word: verdictWords.inherited },
      where: `from ${ownerText}`,
      lost: owner ? lostOf(owner) : null,
    };
  });
}

function wordOf(judged: Judged): AffectedRow['verdict'] {
  return { status: judged.verdict.verdict, word: verdictWords[judged.verdict.verdict] };
}

function lostOf(judged: Judged): string | null {
  const alarm = judged.verdict.alarm;
  if (!alarm) return null;
  return alarm.lost === 0 ? 'none' : `${alarm.lost} of ${alarm.required}`;
}

function linkOf(judged: Judged): string {
  const link = judged.verdict.alarm?.firstBrokenLink ?? weakLinkOf(judged);
  return link ? `${chainLinks.indexOf(link) + 1}, ${chainLinkTitles[link].toLowerCase()}` : 'no link named';
}

function weakLinkOf(judged: Judged): ChainLink | undefined {
  return judged.verdict.alarm?.stations.find((it) => it.state === 'weak')?.link;
}

function chainOf(lead: Judged): Finding['chain'] {
  const alarm = lead.verdict.alarm;
  if (!alarm) return null;
  const dots = alarm.stations.map((it) => ({ title: chainLinkTitles[it.link], state: it.state }));
  const broken = alarm.firstBrokenLink;
  const alt = broken
    ? `The chain in ${lead.account.name} breaks at link ${chainLinks.indexOf(broken) + 1}, the ${chainLinkTitles[broken].toLowerCase()}.`
    : `The chain in ${lead.account.name} reaches a person, but weakly.`;
  return { dots, alt };
}

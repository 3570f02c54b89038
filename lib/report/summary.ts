import { type PostureScore, scoreOf, tallyOf } from '#lib/posture/score.ts';
import { scoredOf } from './appendix.ts';
import { type CheckGroup, inheritorsOf } from './check-group.ts';
import type { ReportInput } from './input.ts';
import type { Finding, ReportModel, Section } from './model.ts';
import { severityRank } from './rating.ts';
import { affectedAccounts } from './roadmap.ts';
import { percent, plural, type Rich } from './text.ts';
import { unseenSentence } from './unseen.ts';

/** The summary is one page: the worst findings and the first fixes; the contents lists all of them. */
const mostWrong = 8;
const mostFirst = 5;

interface Parts {
  input: ReportInput;
  groups: readonly CheckGroup[];
  findings: readonly Finding[];
  roadmap: ReportModel['roadmap'];
  sections: readonly Section[];
}

export function summaryOf({ input, groups, findings, roadmap, sections }: Parts): ReportModel['summary'] {
  const checks = new Map(input.checks.map((it) => [it.id, it]));
  const score = scoreOf(tallyOf(input.accounts.flatMap((it) => scoredOf(it, checks))));
  const unseen = sections.find((it) => it.id === 'unseen');
  const count = Map.groupBy(findings, (it) => it.severity);
  return {
    score: score.score === null ? null : Math.round(score.score),
    seen: score.seenShare === null ? null : percent(score.seenShare),
    shares: score.shares,
    severities: (['critical', 'high', 'medium', 'low'] as const).map((severity) => ({
      severity,
      count: count.get(severity)?.length ?? 0,
    })),
    statements: statementsOf(input, groups, score),
    wrong: findings
      .toSorted((one, other) => severityRank(one.severity) - severityRank(other.severity))
      .slice(0, mostWrong)
      .map((it) => ({ findingId: it.id, severity: it.severity, title: it.title })),
    first: roadmap
      .flatMap((it) => it.steps)
      .slice(0, mostFirst)
      .map((it) => ({ text: [...it.text, ' In ', ...it.where, '.'], gain: it.gain })),
    unseen: unseen ? unseenSentence(input, unseen.number) : null,
  };
}

function statementsOf(input: ReportInput, groups: readonly CheckGroup[], score: PostureScore): Rich[] {
  const affected = affectedAccounts(groups).size;
  const alarms = groups.filter((it) => it.check.section === 'alarms');
  const broken = alarms.filter((it) => it.failing.length > 0);
  const shared = broken.filter((it) =>
    it.failing.some((own) => inheritorsOf(it, own.account.accountId).length > 0),
  );
  const events = groups
    .flatMap((it) => it.failing.map((own) => own.verdict.alarm))
    .filter((it) => it !== undefined);
  const lost = events.reduce((total, it) => total + it.lost, 0);
  const required = events.reduce((total, it) => total + it.required, 0);
  const counted = score.counts.pass + score.counts.warn + score.counts.fail;

  if (counted === 0) return [['Nothing could be judged: no account was read. The sections below say why.']];
  if (affected === 0) {
    return [[`Every check that could be judged passes in ${plural(input.accounts.length, 'account')}.`]];
  }
  return [
    [
      `${plural(score.counts.fail, 'verdict fails', 'verdicts fail')} and ${plural(score.counts.warn, 'warns', 'warn')}, of ${counted} that were counted. ${plural(affected, 'account is', 'accounts are')} affected, of ${input.accounts.length}.`,
    ],
    ...(broken.length > 0
      ? [
          [
            `${broken.length} of ${plural(alarms.length, 'alarm control')} fail in at least one account. Where they fail, ${lost} of ${required} required events never reach a person.`,
          ],
        ]
      : []),
    ...(shared.length > 0
      ? [
          [
            `${plural(shared.length, 'control fails', 'controls fail')} in a shared trail or log group, so that one fix mends many accounts.`,
          ],
        ]
      : []),
  ];
}

import { cisNumberOf } from '#lib/frameworks/framework-mappings.ts';
import type { Rating } from '#lib/posture/verdict.ts';
import type { Draft } from './check-finding.ts';
import { affectedBy, brokenIn, type CheckGroup, type Judged } from './check-group.ts';
import { evidenceOf, reproductionOf } from './evidence.ts';
import { exposureReason, raisedBy } from './exposure.ts';
import type { ReportAccount, ReportInput } from './input.ts';
import type { AffectedRow } from './model.ts';
import { checkName } from './prose/check-prose.ts';
import { composedKey, composedProse, servicePoints } from './prose/composed-prose.ts';
import { higherOf, raisedOneStep, severityOfSquare } from './rating.ts';
import { composedReferences } from './references.ts';
import { statusOf } from './status.ts';
import { figure, listOf, plural, type Rich, rich, sentence } from './text.ts';
import { verdictWords } from './words.ts';

type Key = keyof typeof composedProse;

/** Findings that stand above single checks, each only where its conditions hold. */
export function composedFindings(groups: readonly CheckGroup[], input: ReportInput): Draft[] {
  return [
    insufficientLogging(groups, input),
    insufficientApiMonitoring(groups, input),
    servicesOff(groups, input),
  ].filter((it) => it !== null);
}

/** No trail at all, or a trail none of whose events ever reach a person. */
function insufficientLogging(groups: readonly CheckGroup[], input: ReportInput): Draft | null {
  const trail = groups.find((it) => it.check.id === 'trail-exists');
  const alarms = groups.filter((it) => it.check.section === 'alarms');
  const withoutTrail = trail?.failing.map((it) => it.account) ?? [];
  const deaf = accountsWhere(input, alarms, (own) => own.every((it) => it.verdict.verdict === 'fail'));
  const withoutAlarms = deaf.filter((it) => !withoutTrail.includes(it));
  if (withoutTrail.length + withoutAlarms.length === 0) return null;

  const prose = composedProse.logging;
  const contained = [
    ...(withoutTrail.length > 0 && trail ? [trail] : []),
    ...alarms.filter((it) => it.failing.length > 0),
  ];
  const inFinding = new Set([...withoutTrail, ...deaf]);
  const evidenceGroups = withoutTrail.length > 0 && trail ? [trail] : alarms.slice(0, 1);
  const description = [
    ...(withoutTrail.length > 0
      ? [rich`${[prose.noTrail(plural(withoutTrail.length, 'account'), input.client)]}`]
      : []),
    ...(deaf.length > 0 ? [[prose.noAlarms(plural(deaf.length, 'account'))]] : []),
    [prose.list],
  ];
  return draft('logging', {
    input,
    contained,
    accounts: [...inFinding],
    description,
    points: prose.minimum.map((title) => ({ title, text: [] })),
    rows: [
      ...accountRow(withoutTrail, 'no trail', 'every event after 90 days'),
      ...accountRow(withoutAlarms, 'no alarm reaches a person', 'every required event'),
    ],
    judged: evidenceGroups.flatMap((it) => it.failing.filter((own) => inFinding.has(own.account))),
    recommendation: prose.recommendation.map((it) => [it.replace('{client}', input.client)]),
  });
}

/** A trail is there and some alarms work, but required calls are not monitored. */
function insufficientApiMonitoring(groups: readonly CheckGroup[], input: ReportInput): Draft | null {
  const alarms = groups.filter((it) => it.check.section === 'alarms');
  const partly = accountsWhere(
    input,
    alarms,
    (own) =>
      own.some((it) => it.verdict.verdict === 'fail') && own.some((it) => it.verdict.verdict !== 'fail'),
  );
  const missed = alarms.filter((it) => it.failing.some((own) => partly.includes(own.account)));
  if (missed.length < 2) return null;

  const prose = composedProse.monitoring;
  const bucket = groups.find((it) => it.check.id === 'bucket-access-logging');
  const bucketFails = bucket?.failing ?? [];
  const contained = [...missed, ...(bucket && bucketFails.length > 0 ? [bucket] : [])];
  return draft('monitoring', {
    input,
    contained,
    accounts: [...new Set([...partly, ...bucketFails.map((it) => it.account)])],
    description: [
      [prose.description(plural(missed.length, 'alarm control'), plural(partly.length, 'account'))],
      ...(bucketFails.length > 0 ? [[prose.bucket]] : []),
    ],
    points: contained.map((it) => ({
      title: recommendationTitle(it, input.edition),
      text: [`Not followed in ${plural(brokenIn(it).length, 'account')}.`],
    })),
    rows: partly.flatMap((account) =>
      accountRow([account], controlsLost(alarms, account), eventsLost(alarms, account)),
    ),
    judged: onePerAccount(missed, partly),
    recommendation: prose.recommendation.map((it) => [it]),
  });
}

/** Security services that are off, each with its own sentence; dropped while no such check was judged. */
function servicesOff(groups: readonly CheckGroup[], input: ReportInput): Draft | null {
  const off = groups.filter((it) => it.check.id in servicePoints && brokenIn(it).length > 0);
  if (off.length === 0) return null;

  const prose = composedProse.services;
  const accounts = [...new Set(off.flatMap((it) => affectedBy(it).map((own) => own.account)))];
  return draft('services', {
    input,
    contained: off,
    accounts,
    description: [[prose.description(plural(accounts.length, 'account'))]],
    points: off.map((it) => ({
      title: servicePoints[it.check.id]?.title ?? it.check.title,
      text: rich`${[servicePoints[it.check.id]?.text ?? sentence(it.check.rationale)]} Off in ${listOf(brokenIn(it).map((own) => own.account.name))}.`,
    })),
    rows: accounts.flatMap((account) => {
      const names = off
        .filter((it) => brokenIn(it).some((own) => own.account === account))
        .map((it) => servicePoints[it.check.id]?.title ?? it.check.title);
      return accountRow([account], names.join(', '), '');
    }),
    judged: off.flatMap((it) => brokenIn(it)),
    recommendation: prose.recommendation.map((it) => [it]),
  });
}

interface Parts {
  input: ReportInput;
  contained: readonly CheckGroup[];
  accounts: readonly ReportAccount[];
  description: Rich[];
  points: Draft['points'];
  rows: AffectedRow[];
  judged: readonly Judged[];
  recommendation: Rich[];
}

function draft(key: Key, parts: Parts): Draft {
  const { input, contained, accounts } = parts;
  const prose = composedProse[key];
  const impact = contained.reduce<Rating>((highest, it) => higherOf(highest, it.check.impact), 'medium');
  const likelihood = composedLikelihood(contained, accounts);
  const exposure = exposureReason(accounts);
  return {
    kind: 'composed',
    checkIds: contained.map((it) => it.check.id),
    title: prose.title,
    severity: severityOfSquare(impact, likelihood.rating),
    impact: { rating: impact, text: [[prose.impact], ...(exposure === null ? [] : [[sentence(exposure)]])] },
    likelihood: { ...likelihood, text: [[prose.likelihood]] },
    counts: {
      main: plural(accounts.length, 'account'),
      rest: `${figure(contained.length)} checks in one finding`,
    },
    affectedAccountIds: accounts.map((it) => it.accountId),
    description: parts.description,
    points: parts.points,
    chain: null,
    affected: parts.rows,
    hasChain: key === 'monitoring',
    evidence: evidenceOf(parts.judged),
    reproduction: reproductionOf(parts.judged),
    recommendation: parts.recommendation,
    references: composedReferences(
      contained.map((it) => it.check.id),
      input.edition,
    ),
    status: statusOf(composedKey(key), accounts, input.previous),
  };
}

/** Starts low; a contained check that the catalogue rates high raises it one step, an exposed account one more. */
function composedLikelihood(contained: readonly CheckGroup[], accounts: readonly ReportAccount[]) {
  const likely = contained.find((it) => it.check.likelihood === 'high');
  const base: Rating = likely ? raisedOneStep('low') : 'low';
  const raised = raisedBy(base, accounts);
  const reasons = [
    likely ? `Raised from low: it contains “${checkName(likely.check)}”.` : '',
    raised.raised ?? '',
  ];
  const text = reasons.filter((it) => it !== '').join(' ');
  return { rating: raised.rating, raised: text === '' ? null : text };
}

/** Accounts with own verdicts on the alarm controls of which the test holds. */
function accountsWhere(
  input: ReportInput,
  alarms: readonly CheckGroup[],
  test: (own: readonly Judged[]) => boolean,
): ReportAccount[] {
  const ids = new Set(alarms.map((it) => it.check.id));
  return input.accounts.filter((account) => {
    const judged = account.verdicts
      .filter(
        (it) =>
          ids.has(it.checkId) &&
          it.verdict !== 'inherited' &&
          it.verdict !== 'not_applicable' &&
          it.verdict !== 'unknown',
      )
      .map((verdict) => ({ account, verdict }));
    return judged.length > 0 && test(judged);
  });
}

function accountRow(accounts: readonly ReportAccount[], where: string, lost: string): AffectedRow[] {
  if (accounts.length === 0) return [];
  return [
    {
      accounts: listOf(accounts.map((it) => it.name)),
      verdict: { status: 'fail', word: verdictWords.fail },
      where,
      lost: lost === '' ? null : lost,
    },
  ];
}

function failsOf(alarms: readonly CheckGroup[], account: ReportAccount): Judged[] {
  return alarms.flatMap((it) => it.failing.filter((own) => own.account === account));
}

function controlsLost(alarms: readonly CheckGroup[], account: ReportAccount): string {
  return `${failsOf(alarms, account).length} of ${plural(alarms.length, 'control')}`;
}

function eventsLost(alarms: readonly CheckGroup[], account: ReportAccount): string {
  const details = failsOf(alarms, account).map((it) => it.verdict.alarm);
  const sum = (pick: 'lost' | 'required') => details.reduce((total, it) => total + (it?.[pick] ?? 0), 0);
  return `${sum('lost')} of ${sum('required')}`;
}

function onePerAccount(missed: readonly CheckGroup[], accounts: readonly ReportAccount[]): Judged[] {
  return accounts.flatMap((account) => failsOf(missed, account).slice(0, 1));
}

function recommendationTitle(group: CheckGroup, edition: string): string {
  const number = cisNumberOf(group.check.id, edition);
  const name = checkName(group.check);
  return number === null ? name : `${number} ${name}`;
}

import { cisNumberOf } from '#lib/frameworks/framework-mappings.ts';
import { type Scored, scoreOf, tallyOf } from '#lib/posture/score.ts';
import type { Verdict } from '#lib/posture/verdict.ts';
import { byName, compareText } from './check-group.ts';
import { groupEvidence, questionOf, regionsText } from './evidence-group.ts';
import type { ReportAccount, ReportCheck, ReportInput } from './input.ts';
import type { AppendixAccount, AppendixEvidence } from './model.ts';
import { checkName } from './prose/check-prose.ts';
import { capital, clock, day, moment, percent, plural, ranges } from './text.ts';
import { gapReason, verdictWords } from './words.ts';

/** Every account with every verdict; the answers it rests on are listed once and referred to by number. */
export function appendixOf(input: ReportInput): AppendixAccount[] {
  const checks = new Map(input.checks.map((it) => [it.id, it]));
  const names = new Map(input.accounts.map((it) => [it.accountId, it.name]));
  return input.accounts.toSorted(byName).map((it) => accountOf(it, { input, checks, names }));
}

interface Context {
  input: ReportInput;
  checks: ReadonlyMap<string, ReportCheck>;
  names: ReadonlyMap<string, string>;
}

function accountOf(account: ReportAccount, { input, checks, names }: Context): AppendixAccount {
  const score = scoreOf(tallyOf(scoredOf(account, checks)));
  const order = new Map(input.checks.map((it, index) => [it.id, index]));
  const verdicts = account.verdicts.toSorted(
    (one, other) =>
      (order.get(one.checkId) ?? checks.size) - (order.get(other.checkId) ?? checks.size) ||
      compareText(one.checkId, other.checkId),
  );
  // What an owner in this report answers for is listed there, once.
  const own = verdicts.filter((it) => !it.inheritedFrom || !names.has(it.inheritedFrom.accountId));
  const numbered = numberEvidence(account, own);
  return {
    accountId: account.accountId,
    partition: account.partition,
    name: account.name,
    facts: factsOf(account, score),
    shares: score.shares,
    error: account.error,
    verdicts: verdicts.map((it) => ({
      checkId: it.checkId,
      title: nameOf(it.checkId, checks),
      cis: cisNumberOf(it.checkId, input.edition) ?? '',
      verdict: { status: it.verdict, word: wordOf(it) },
      reason: it.reason,
      notes: notesOf(it, names),
      ...refersTo(it, numbered.numbers),
    })),
    inherited: inheritedOf(verdicts, checks, names),
    evidence: numbered.list,
    gaps: account.gaps.map((it) => ({
      api: it.action ?? it.api,
      region: it.region,
      why: `${gapReason(it)}${it.message === '' ? '' : `: ${it.message}`}`,
      time: clock(it.at),
    })),
    snapshotSha256: account.snapshotSha256,
  };
}

/** What an account counts in the score. One that could not be read at all leaves every check unseen. */
export function scoredOf(account: ReportAccount, checks: ReadonlyMap<string, ReportCheck>): Scored[] {
  if (account.verdicts.length === 0 && account.error !== null) {
    return [...checks.values()].map(({ section, severity }) => ({ section, severity, verdict: 'unknown' }));
  }
  return account.verdicts.map((it) => ({
    section: checks.get(it.checkId)?.section ?? 'trails',
    severity: it.severity,
    verdict: it.verdict,
    isStale: account.isStale,
  }));
}

function factsOf(account: ReportAccount, score: ReturnType<typeof scoreOf>): AppendixAccount['facts'] {
  const exposure = account.isInternetExposed ? ', internet-exposed' : '';
  return [
    { label: 'Account', value: account.accountId },
    { label: 'Kind', value: `${capital(account.environment)}${exposure}` },
    { label: 'Owner', value: account.owner ?? 'not named' },
    { label: 'Score', value: scoreText(score) },
    { label: 'Seen', value: score.seenShare === null ? 'nothing own' : percent(score.seenShare) },
    { label: 'Read', value: account.lastReadAt === null ? 'never' : moment(account.lastReadAt) },
    { label: 'Calls', value: `${account.calls.total}, ${account.calls.throttled} throttled` },
    {
      label: 'Regions',
      value: account.regions.length === 0 ? 'none read' : plural(account.regions.length, 'region'),
    },
  ];
}

/** What another account's trail decides, one line per owner and verdict. */
function inheritedOf(
  verdicts: readonly Verdict[],
  checks: ReadonlyMap<string, ReportCheck>,
  names: ReadonlyMap<string, string>,
): AppendixAccount['inherited'] {
  const inherited = verdicts.flatMap((it) =>
    it.inheritedFrom ? [{ checkId: it.checkId, from: it.inheritedFrom }] : [],
  );
  const lines = Map.groupBy(inherited, (it) => `${it.from.accountId}/${it.from.verdict}`);
  return [...lines.values()].flatMap((list) => {
    const [first] = list;
    if (!first) return [];
    const { accountId, verdict } = first.from;
    return [
      {
        owner: names.get(accountId) ?? 'not in this report',
        ownerId: accountId,
        verdict: { status: verdict, word: verdictWords[verdict] },
        checks: list.map((it) => nameOf(it.checkId, checks)),
      },
    ];
  });
}

function refersTo(verdict: Verdict, numberOf: ReadonlyMap<string, number>) {
  const numbers = [...new Set(verdict.evidence.flatMap((it) => numberOf.get(questionOf(it)) ?? []))];
  const evidence = numbers.sort((one, other) => one - other);
  return { evidence, evidenceText: ranges(evidence) };
}

function nameOf(checkId: string, checks: ReadonlyMap<string, ReportCheck>): string {
  const check = checks.get(checkId);
  return check ? checkName(check) : checkId;
}

function scoreText(score: ReturnType<typeof scoreOf>): string {
  if (score.score !== null) return String(Math.round(score.score));
  return score.counts.inherited > 0 ? 'counted at the owner' : 'nothing judged';
}

function wordOf(verdict: Verdict): string {
  const word = verdictWords[verdict.verdict];
  if (verdict.verdict !== 'inherited' || !verdict.inheritedFrom) return word;
  return `${word}: ${verdictWords[verdict.inheritedFrom.verdict].toLowerCase()}`;
}

function notesOf(verdict: Verdict, names: ReadonlyMap<string, string>): string[] {
  const from = verdict.inheritedFrom;
  return [
    ...(from ? [`Counted at ${names.get(from.accountId) ?? 'its owner'}, account ${from.accountId}.`] : []),
    ...(verdict.metBy
      ? [`Met by ${verdict.metBy.text}. Read strictly: ${verdictWords[verdict.metBy.strict].toLowerCase()}.`]
      : []),
    ...verdict.missing.map((it) => it.message),
    ...verdict.notes,
  ];
}

/** Every question with its answer, numbered; the map leads from a question to its number. */
function numberEvidence(account: ReportAccount, verdicts: readonly Verdict[]) {
  const all = verdicts.flatMap((it) => it.evidence);
  const readOn = account.lastReadAt === null ? '' : day(account.lastReadAt);
  const list: AppendixEvidence[] = [];
  const numbers = new Map<string, number>();
  for (const { first, regions, decided, questions } of groupEvidence(all)) {
    const number = list.length + 1;
    list.push({
      number,
      api: first.api,
      accountId: first.accountId,
      region: regionsText(regions),
      at: first.at,
      time: day(first.at) === readOn ? clock(first.at) : `${day(first.at)}, ${clock(first.at)}`,
      decided: regions.length === 1 ? decided : `${decided}. In ${regions.join(', ')}.`,
      command: first.command,
    });
    for (const question of questions) numbers.set(question, number);
  }
  return { list, numbers };
}

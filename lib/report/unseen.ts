import { compareText } from './check-group.ts';
import type { ReportAccount, ReportInput } from './input.ts';
import type { ReportModel, Unseen } from './model.ts';
import { checkName } from './prose/check-prose.ts';
import { moment, namesOrCount, plural, type Rich, rich, sentence } from './text.ts';
import { gapReason } from './words.ts';

interface Blind {
  what: Rich;
  why: string;
  remedy: Rich;
  accounts: Map<string, string>;
  checkTitles: Set<string>;
  /** Regions that `why` speaks of; it names the first. */
  regions: Set<string>;
}

/** Everything that kept evidence from view, grouped by what would bring it back; null when all was seen. */
export function unseenOf(input: ReportInput): ReportModel['unseen'] {
  const blinds = new Map<string, Blind>();
  const titles = new Map(input.checks.map((it) => [it.id, checkName(it)]));
  for (const account of input.accounts) {
    addAccountFailure(blinds, account);
    if (account.lastReadAt !== null) addMissing(blinds, account, titles);
    addGaps(blinds, account);
  }
  if (blinds.size === 0) return null;

  const rows = [...blinds]
    .sort(
      ([one, a], [other, b]) =>
        b.checkTitles.size - a.checkTitles.size ||
        b.accounts.size - a.accounts.size ||
        compareText(one, other),
    )
    .map(([, it]) => rowOf(it, input));
  return {
    intro: [
      'Nothing here counts as pass or as fail. What was not seen is drawn hatched and left out of the score, whose coverage is printed beside it.',
    ],
    rows,
  };
}

function addAccountFailure(blinds: Map<string, Blind>, account: ReportAccount): void {
  if (account.error === null && account.lastReadAt !== null) return;
  const key = `account/${account.accountId}`;
  const older =
    account.lastReadAt === null ? 'Never read.' : `Results of ${moment(account.lastReadAt)} stand instead.`;
  const blind = blindOf(blinds, key, {
    what: rich`Account ${account.name}, ${account.accountId}`,
    why: `${sentence(account.error ?? 'No scan has read it yet')} ${older}`,
    remedy: ['Test the connection of the account, then scan it again.'],
  });
  blind.accounts.set(account.accountId, account.name);
  blind.checkTitles.add('every check');
}

function addMissing(
  blinds: Map<string, Blind>,
  account: ReportAccount,
  titles: ReadonlyMap<string, string>,
): void {
  for (const verdict of account.verdicts) {
    if (verdict.verdict !== 'unknown') continue;
    for (const it of verdict.missing) {
      const key = it.action
        ? `action/${it.action}`
        : it.accountId
          ? `owner/${it.accountId}`
          : `text/${it.region ? it.message.replaceAll(it.region, '') : it.message}`;
      const blind = blindOf(blinds, key, {
        what: it.action
          ? [{ code: it.action }]
          : it.accountId
            ? rich`Account ${it.accountId}`
            : [sentence(it.message)],
        why: sentence(it.message),
        remedy: it.action
          ? rich`Allow ${it.action} in the role.`
          : it.accountId
            ? rich`Onboard account ${it.accountId}.`
            : ['Scan again.'],
      });
      if (it.region) blind.regions.add(it.region);
      blind.accounts.set(account.accountId, account.name);
      blind.checkTitles.add(titles.get(verdict.checkId) ?? verdict.checkId);
    }
  }
}

function addGaps(blinds: Map<string, Blind>, account: ReportAccount): void {
  for (const gap of account.gaps) {
    const action = gap.action ?? gap.api;
    const known = blinds.get(`action/${action}`);
    const why = `${gapReason(gap)}${gap.message === '' ? '' : `: ${gap.message}`}`;
    if (known) {
      known.accounts.set(account.accountId, account.name);
      continue;
    }
    const blind = blindOf(blinds, `gap/${action}/${gap.kind}`, {
      what: [{ code: action }],
      why: sentence(why),
      remedy: gap.kind === 'denied' ? rich`Allow ${action} in the role.` : ['Scan again.'],
    });
    blind.accounts.set(account.accountId, account.name);
  }
}

function blindOf(
  blinds: Map<string, Blind>,
  key: string,
  text: Pick<Blind, 'what' | 'why' | 'remedy'>,
): Blind {
  const blind = blinds.get(key) ?? {
    ...text,
    accounts: new Map(),
    checkTitles: new Set(),
    regions: new Set(),
  };
  blinds.set(key, blind);
  return blind;
}

function rowOf(blind: Blind, input: ReportInput): Unseen {
  return {
    what: blind.what,
    why: blind.why + elsewhere(blind.regions.size - 1),
    accounts: namesOrCount([...blind.accounts.values()], Number.POSITIVE_INFINITY),
    blinds: blindsText([...blind.checkTitles], input),
    remedy: blind.remedy,
  };
}

function elsewhere(regions: number): string {
  return regions > 0 ? ` The same in ${plural(regions, 'other region')}.` : '';
}

function blindsText(titles: readonly string[], input: ReportInput): string {
  if (titles.length === 0) return 'no verdict, secondary evidence only';
  if (titles.includes('every check') || titles.length === input.checks.length) return 'every check';
  const alarms = input.checks.filter((it) => it.section === 'alarms').map((it) => checkName(it));
  const blinded = titles.filter((it) => alarms.includes(it));
  // Being a member account or not decides on one of them: nearly all reads as all.
  if (blinded.length < 5 || blinded.length < alarms.length - 1) return titles.join(', ');
  const others = titles.filter((it) => !alarms.includes(it));
  const count = `${blinded.length} of ${alarms.length} alarm controls`;
  return [...others, blinded.length === alarms.length ? `all ${alarms.length} alarm controls` : count].join(
    ', ',
  );
}

/** "of 24 accounts 23 were read": one sentence for the summary. */
export function unseenSentence(input: ReportInput, section: string): Rich | null {
  const unread = input.accounts.filter((it) => it.lastReadAt === null);
  const partly = input.accounts.filter(
    (it) => it.lastReadAt !== null && it.verdicts.some((own) => own.verdict === 'unknown'),
  );
  const stale = input.accounts.filter((it) => it.isStale && it.lastReadAt !== null);
  const parts = [
    unread.length > 0 ? rich`${[plural(unread.length, 'account')]} could not be read at all` : null,
    partly.length > 0 ? rich`in ${[plural(partly.length, 'account')]} some evidence was missing` : null,
    stale.length > 0
      ? rich`${[plural(stale.length, 'account stands', 'accounts stand')]} on older results`
      : null,
  ].filter((it) => it !== null);
  if (parts.length === 0) return null;
  return [
    ...parts.flatMap((it, index) => (index === 0 ? it : ['; ', ...it])),
    `. Section ${section} says why.`,
  ];
}

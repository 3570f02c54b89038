import { describe, expect, it } from 'vitest';
import type { FilterPattern } from '../filter-pattern/ast.ts';
import type { EventClass } from '../filter-pattern/event-class.ts';
import { parsePattern } from '../filter-pattern/parse.ts';
import { accountFields, isAccountBlind } from './account-blind.ts';
import { alarmControlIds } from './control-ids.ts';
import { decideRequiredEvent } from './decide-event.ts';
import { newestEdition } from './editions.ts';
import { requiredClass, requiredEvents } from './required-events.ts';

const [mine, theirs] = ['111122223333', '444455556666'];

function parsed(text: string): FilterPattern {
  const result = parsePattern(text);
  if (!result.ok) throw new Error(text);
  return result.pattern;
}

function shownField([name, domain]: [string, unknown]): [string, string] {
  return [name, JSON.stringify(domain)];
}

function classesOf(accountId: string): EventClass[] {
  return alarmControlIds
    .flatMap((id) =>
      requiredEvents(id, newestEdition, { accountId, homeRegion: 'eu-west-1', partition: 'aws' }),
    )
    .flatMap((event) => requiredClass(event)?.eventClass ?? []);
}

describe('what is decided for every account at once', () => {
  it('knows each property that differs from account to account', () => {
    const others = classesOf(theirs);
    for (const [index, one] of classesOf(mine).entries()) {
      const other = new Map([...(others[index]?.fields ?? [])].map(shownField));
      for (const [name, shown] of [...one.fields].map(shownField)) {
        if (other.get(name) !== shown) expect([...accountFields]).toContain(name);
      }
    }
  });

  it.each([
    ['{ $.eventName = CreateVpc && $.userIdentity.arn != "*:role/ci" }', true],
    ['{ $.awsRegion = us-east-1 && $.userIdentity.userName != ci-2 }', true],
    ['{ $.userIdentity.arn != "arn:aws:iam::111122223333:root" }', false],
    ['{ $.userIdentity.accountId = *2* }', false],
    ['{ $.userIdentity.arn = %:role% }', false],
    ['{ $.* = 1 }', false],
    ['CreateVpc -ci', true],
    ['"arn:aws:iam::111122223333"', false],
  ])('%s: %s', (text, isBlind) => {
    expect(isAccountBlind(parsed(text))).toBe(isBlind);
  });

  it('says of each account what would be decided for it alone', () => {
    const pattern = parsed('{ $.eventName = CreateVpc && $.userIdentity.arn = *user* }');
    for (const accountId of [mine, theirs]) {
      const context = { accountId, homeRegion: 'eu-west-1', partition: 'aws' };
      const events = requiredEvents('vpc-changes', newestEdition, context);
      const root = events.find(({ id }) => id === 'ec2.amazonaws.com/CreateVpc/Root');
      const [missed] = root ? decideRequiredEvent(root, [pattern], context).missed : [];
      expect(missed?.sample).toMatchObject({
        recipientAccountId: accountId,
        userIdentity: { arn: `arn:aws:iam::${accountId}:root` },
      });
    }
  });

  it('takes the same work off, remembered or not', () => {
    const event = requiredEvents('vpc-changes', newestEdition, { accountId: mine })[0];
    const pattern = parsed('{ $.eventName = *Vpc* && $.userAgent != x* }');
    const spent = [1, 2].map(() => {
      const work = { left: 100_000 };
      if (event) decideRequiredEvent(event, [pattern], { accountId: mine }, work);
      return 100_000 - work.left;
    });
    expect(spent[0]).toBeGreaterThan(0);
    expect(spent[1]).toBe(spent[0]);
  });

  it('says the same of work that just suffices, remembered or not', () => {
    const event = requiredEvents('vpc-changes', newestEdition, { accountId: mine })[0];
    const text = '{ $.eventName = *Vpc* && $.userAgent != z* }';
    const verdictWith = (pattern: FilterPattern, work: { left: number }) =>
      event && decideRequiredEvent(event, [pattern], { accountId: mine }, work).verdict;
    const [known, other] = [parsed(text), parsed(text)];
    const work = { left: 100_000 };
    verdictWith(known, work);
    const steps = 100_000 - work.left;
    expect(verdictWith(known, { left: steps })).toBe(verdictWith(other, { left: steps }));
  });

  it('is undecided when the work is too little, and decided when there is more', () => {
    const event = requiredEvents('vpc-changes', newestEdition, { accountId: mine })[0];
    const pattern = parsed('{ $.eventName = *Vpc* && $.userAgent != y* }');
    const verdicts = [10, 100_000, 10].map(
      (left) => event && decideRequiredEvent(event, [pattern], { accountId: mine }, { left }).verdict,
    );
    expect(verdicts[1]).not.toBe('undecided');
    expect([verdicts[0], verdicts[2]]).toEqual(['undecided', 'undecided']);
  });
});

import { describe, expect, it } from 'vitest';
import { matchesEvent } from '../filter-pattern/match.ts';
import { parsePattern } from '../filter-pattern/parse.ts';
import { readLines } from '../filter-pattern/testdata/read-lines.ts';
import { isAlarmControlId } from './control-ids.ts';
import { type AlarmControlId, alarmControl, alarmControls } from './controls.ts';
import {
  alsoFires,
  type ControlCoverage,
  coverControl,
  decideRequiredEvent,
  type Exclusion,
} from './coverage.ts';
import { type Edition, editions, includesEdition } from './editions.ts';
import { requiredEvents } from './required-events.ts';
import { hardFilters } from './testdata/hard-filters.ts';

describe('filters that are hard to judge', () => {
  it.each(hardFilters)(
    'it says $verdict of $control: $because ($pattern)',
    ({ control, pattern, verdict }) => {
      const coverage = cover(control, pattern);
      expect(coverage.verdict).toBe(verdict);
      expect(coverage.missed.some(({ when }) => when.includes('not decided'))).toBe(false);
      expect(verdict === 'misses').toBe(coverage.missed.length > 0);
      if (verdict === 'covers-with-exclusions') expect(coverage.exclusions).not.toEqual([]);
      expectSamplesToSlipThrough(coverage, pattern);
    },
  );
});

describe('filters found in the wild', () => {
  const expected: Readonly<Record<string, ControlCoverage['verdict'] | 'fine'>> = {
    incomplete: 'misses',
    'single-event filter (incomplete alone; may be covered by the union of sibling filters)': 'misses',
    invalid: 'invalid',
    overbroad: 'noisy',
    'canonical (AST-equal, order/whitespace/quote-insensitive)': 'fine',
    'semantically-covering but not the exact CIS text': 'fine',
  };

  it.each(readLines(new URL('./testdata/wild-patterns.jsonl', import.meta.url)).map(wild))(
    'it judges $id ($verdict)',
    ({ control, pattern, verdict }) => {
      const coverage = cover(control, pattern);
      const wanted = expected[verdict];
      if (wanted === 'fine') expect(['covers', 'covers-with-exclusions']).toContain(coverage.verdict);
      else expect(coverage.verdict).toBe(wanted);
      expectSamplesToSlipThrough(coverage, pattern);
    },
  );
});

describe('the prescribed texts', () => {
  const texts = alarmControls.flatMap(({ id, prescribed }) =>
    prescribed.map(({ edition, text }) => ({ id, edition, text })),
  );

  it.each(texts)('it takes the text of $id in edition $edition', ({ id, edition, text }) => {
    const isTautology = id === 'unauthorized-api-calls' && ['1.3', '1.4', '1.5'].includes(edition);
    expect(cover(id, text, edition).verdict).toBe(isTautology ? 'noisy' : 'covers');
  });

  it('it wants ModifySecurityGroupRules from edition 5.0 on', () => {
    const [oldest] = alarmControl('security-group-changes').prescribed;
    const verdicts = editions.map(
      (edition) => cover('security-group-changes', oldest?.text ?? '', edition).verdict,
    );
    expect(verdicts).toEqual(
      editions.map((edition) => (includesEdition(edition, '5.0') ? 'misses' : 'covers')),
    );
  });

  it('it passes Security Hub with the exact text, blanks aside, and nothing else', () => {
    for (const { id, securityHub } of alarmControls) {
      if (securityHub === null) {
        expect(cover(id, '{ $.a = 1 }').securityHub).toBe('not-applicable');
        continue;
      }
      expect(cover(id, securityHub.text).securityHub).toBe('pass');
      expect(cover(id, securityHub.text.replaceAll(' = ', '=')).securityHub).toBe('pass');
      expect(cover(id, securityHub.text.replace('{ ', '{ $.a = 1 || ')).securityHub).toBe('fail');
    }
  });
});

describe('required events', () => {
  const all = alarmControls.flatMap(({ id }) => editions.flatMap((edition) => requiredEvents(id, edition)));

  it('it has witnesses that its own class contains', () => {
    for (const event of all) {
      expect(event.witnesses.length).toBeGreaterThan(0);
      for (const witness of event.witnesses) {
        const { readOnly, userIdentity } = witness;
        expect(readOnly).toBe(event.readOnly);
        expect(userIdentity).toMatchObject({ type: event.identity });
        if (event.eventName !== null) expect(witness.eventName).toBe(event.eventName);
      }
    }
  });

  it('it has one id for each event of a control', () => {
    for (const { id } of alarmControls) {
      const ids = requiredEvents(id, '7.0').map((event) => event.id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it('it takes every witness to be matched when it says covers', () => {
    for (const { id, prescribed } of alarmControls) {
      const newest = prescribed.at(-1);
      if (newest === undefined) continue;
      const pattern = parsed(newest.text);
      for (const event of requiredEvents(id, '7.0')) {
        if (decideRequiredEvent(event, [pattern]).verdict !== 'covers') continue;
        for (const witness of event.witnesses) expect(matchesEvent(pattern, witness)).toBe(true);
      }
    }
  });

  it('it knows the account: its own number is no narrowing', () => {
    const pattern = parsed('{ $.eventName = CreateVpc && $.recipientAccountId = 123456789012 }');
    const verdictIn = (accountId: string) => {
      const context = { accountId, homeRegion: 'eu-west-1', partition: 'aws' };
      const event = requiredEvents('vpc-changes', '7.0', context).find(
        ({ eventName }) => eventName === 'CreateVpc',
      );
      return event === undefined ? null : decideRequiredEvent(event, [pattern], context).verdict;
    };
    expect(verdictIn('123456789012')).toBe('covers');
    expect(verdictIn('745120398461')).toBe('misses');
  });

  it('it knows the partition: IAM records its events in one region', () => {
    const context = { accountId: '123456789012', homeRegion: 'eu-west-1', partition: 'aws' };
    const pattern = parsed('{ $.eventName = *Policy* && $.awsRegion = us-east-1 }');
    for (const event of requiredEvents('iam-policy-changes', '7.0', context)) {
      expect(decideRequiredEvent(event, [pattern], context).verdict).toBe('covers');
    }
  });

  it('it decides an event that went through JSON', () => {
    const [event] = requiredEvents('vpc-changes', '7.0');
    const copy: typeof event = event === undefined ? undefined : { ...event };
    expect(copy && decideRequiredEvent(copy, [parsed('{ $.eventName = CreateVpc }')]).verdict).toBe('covers');
  });
});

describe('what else is said', () => {
  it('it names the smallest condition and the caller', () => {
    const region = cover(
      'kms-cmk-disable-delete',
      '{ $.eventSource = kms.amazonaws.com && $.awsRegion = us-east-1 }',
    );
    expect(region.missed.map(({ when }) => when)).toEqual([
      'when awsRegion is not us-east-1',
      'when awsRegion is not us-east-1',
    ]);
    const users = cover(
      'kms-cmk-disable-delete',
      '{ $.eventSource = kms.amazonaws.com && $.userIdentity.type = IAMUser }',
    );
    expect(new Set(users.missed.map(({ when }) => when))).toEqual(
      new Set(['when userIdentity.type is AssumedRole', 'when userIdentity.type is Root']),
    );
  });

  it('it lists who is excluded', () => {
    const pattern =
      '{ $.eventSource = kms.amazonaws.com && $.userIdentity.principalId != "*:ci-bot" && $.sourceIPAddress != 10.0.* }';
    const exclusions: readonly Exclusion[] = cover('kms-cmk-disable-delete', pattern).exclusions;
    expect(exclusions.map(({ field, values }) => [field, values])).toEqual([
      ['userIdentity.principalId', ['*:ci-bot']],
      ['sourceIPAddress', ['10.0.*']],
    ]);
  });

  it('it does not blame another type of caller for a name', () => {
    const named = '($.userIdentity.userName NOT EXISTS || $.userIdentity.userName != "scanner")';
    const pattern = `{ ($.errorCode = "*UnauthorizedOperation" || $.errorCode = "AccessDenied*") && ${named} }`;
    expect(cover('unauthorized-api-calls', pattern).exclusions.map(({ text }) => text)).toEqual([
      'userIdentity.userName is scanner',
    ]);
  });

  it('it shows a denied call as denied', () => {
    const [missed] = cover(
      'unauthorized-api-calls',
      '{ $.errorCode = "AccessDenied*" && $.awsRegion = us-east-1 }',
    ).missed;
    expect(missed?.sample).toMatchObject({ errorCode: expect.any(String), errorMessage: expect.any(String) });
  });

  it('it reports the invalid filters and notes what can no longer occur', () => {
    const coverage = cover('vpc-changes', [
      '{ $.a == 1 }',
      '{ $.eventName = *Vpc || $.eventName = ModifyVpc* || $.eventName = *Peering* }',
    ]);
    expect(coverage.verdict).toBe('covers');
    expect(coverage.invalid.map(({ index, error }) => [index, error.column])).toEqual([[0, 8]]);
    expect(coverage.notes.join()).toContain('EC2-Classic');
  });

  it('it leaves a filter of another control out of the noise', () => {
    const reads = '{ $.eventName = DescribeInstances }';
    expect(cover('kms-cmk-disable-delete', ['{ $.eventSource = kms.amazonaws.com }', reads]).verdict).toBe(
      'covers',
    );
    expect(cover('kms-cmk-disable-delete', ['{ $.eventSource = kms.amazonaws.com }', '']).verdict).toBe(
      'noisy',
    );
  });

  it('it lists the neighbours a filter fires on', () => {
    const fired = alsoFires('iam-policy-changes', [parsed('{ $.eventName = CreatePolicy }')]);
    expect(fired.map(({ label }) => label)).toEqual([
      'CreatePolicy of iot instead of iam.amazonaws.com',
      'CreatePolicy of organizations instead of iam.amazonaws.com',
    ]);
  });

  it('it judges a control by its first edition where the edition lacks it', () => {
    const coverage = cover('organizations-changes', '{ $.eventSource = organizations.amazonaws.com }', '1.2');
    expect([coverage.verdict, requiredEvents('organizations-changes', '1.2').length]).toEqual(['covers', 0]);
    expect(coverage.notes.join()).toContain('1.2');
  });

  it('it loses everything without filters', () => {
    for (const { id } of alarmControls) expect(cover(id, []).verdict).toBe('misses');
  });
});

function cover(
  control: AlarmControlId,
  pattern: string | readonly string[],
  edition?: Edition,
): ControlCoverage {
  const patterns = typeof pattern === 'string' ? [pattern] : pattern;
  return coverControl(edition === undefined ? { control, patterns } : { control, patterns, edition });
}

/** The counter-examples are real: the evaluator does not match them. */
function expectSamplesToSlipThrough(coverage: ControlCoverage, pattern: string | readonly string[]): void {
  const results = (typeof pattern === 'string' ? [pattern] : pattern).map(parsePattern);
  for (const { sample } of coverage.missed) {
    expect(results.some((result) => result.ok && matchesEvent(result.pattern, sample))).toBe(false);
  }
}

function parsed(text: string) {
  const result = parsePattern(text);
  if (!result.ok) throw new Error(result.error.message);
  return result.pattern;
}

function wild(row: Readonly<Record<string, unknown>>) {
  const { id, control, pattern, verdict } = row;
  if (typeof control !== 'string' || !isAlarmControlId(control))
    throw new Error(`No control: ${String(control)}`);
  return { id: String(id), control, pattern: String(pattern), verdict: String(verdict) };
}

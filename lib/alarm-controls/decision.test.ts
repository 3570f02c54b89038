import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FilterPattern } from '../filter-pattern/ast.ts';
import { decideClass } from '../filter-pattern/decide.ts';
import type { EventClass, FieldDomain, FieldState } from '../filter-pattern/event-class.ts';
import type { JsonObject } from '../filter-pattern/json-value.ts';
import { matchesEvent } from '../filter-pattern/match.ts';
import { parsePattern } from '../filter-pattern/parse.ts';
import { sampleEvent } from '../filter-pattern/sample.ts';
import { alarmControlIds } from './control-ids.ts';
import { requiredClass, requiredEvents } from './required-events.ts';

const conditions = [
  '$.eventName = *Vpc',
  '$.eventName != CreateVpc',
  '$.eventName = %^Create|Policy$%',
  '$.eventSource = ec2*',
  '$.eventSource != iam.amazonaws.com',
  '$.awsRegion = us-*',
  '$.awsRegion != us-east-1',
  '$.errorCode NOT EXISTS',
  '$.errorCode = "AccessDenied*"',
  '$.errorCode = "*UnauthorizedOperation"',
  '$.errorCode != "AccessDenied"',
  '$.errorMessage = *',
  '$.userIdentity.type = IAMUser',
  '$.userIdentity.type != AssumedRole',
  '$.userIdentity.userName != ci',
  '$.userIdentity.userName NOT EXISTS',
  '$.userIdentity.sessionContext NOT EXISTS',
  '$.userIdentity.sessionContext.attributes.mfaAuthenticated = "true"',
  '$.userIdentity.sessionContext.attributes.mfaAuthenticated NOT EXISTS',
  '$.userIdentity.sessionContext.sessionIssuer.userName != ci',
  '$.userIdentity.principalId != "*:ci-bot"',
  '$.userIdentity.arn != "*role/ci/*"',
  '$.userIdentity.invokedBy NOT EXISTS',
  '$.sourceIPAddress != 10.*',
  '$.sourceIPAddress = 10.0.*',
  '$.userAgent != "x*"',
  '$.requestParameters IS NULL',
  '$.requestParameters.vpcId = *',
  '$.requestParameters.count > 5',
  '$.requestParameters.count <= 5',
  '$.readOnly IS FALSE',
  '$.eventType != AwsServiceEvent',
  '$.* = CreateVpc',
  '$.recipientAccountId != 123456789012',
  '$.additionalEventData.MFAUsed != "Yes"',
  '$.additionalEventData.MobileVersion = No',
];
const terms = [
  'ConsoleLogin',
  'CreateVpc',
  '-ci',
  '?AccessDenied ?UnauthorizedOperation',
  '"arn:aws:iam"',
  'Mozilla',
];

const condition = fc.letrec<{ any: string; junction: string }>((tie) => ({
  any: fc.oneof({ maxDepth: 3 }, fc.constantFrom(...conditions), tie('junction')),
  junction: fc
    .tuple(fc.constantFrom(' && ', ' || '), fc.array(tie('any'), { minLength: 2, maxLength: 3 }))
    .map(([operator, operands]) => `(${operands.join(operator)})`),
})).any;
const text = fc.oneof(
  { weight: 6, arbitrary: condition.map((made) => `{ ${made} }`) },
  fc.constantFrom(...terms),
);
const required = alarmControlIds.flatMap((id) => requiredEvents(id, '7.0'));

describe('the decision about CloudTrail events', () => {
  it('it shows events that slip through, and says covers only when none does', () => {
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...required),
        fc.infiniteStream(fc.nat()),
        (texts, event, numbers) => {
          const patterns = texts.flatMap(parsed);
          const eventClass = requiredClass(event)?.eventClass;
          if (eventClass === undefined) throw new Error(event.id);
          const decision = decideClass(patterns, eventClass);
          const isMatched = (record: JsonObject) => patterns.some((pattern) => matchesEvent(pattern, record));
          // Where a term may stand depends on every property: mixed with conditions it is not always decided.
          if (patterns.some((it) => it.kind === 'json') && patterns.some((it) => it.kind === 'terms')) {
            if (decision.verdict === 'undecided') return;
          }
          expect(decision.verdict).not.toBe('undecided');
          expect(decision.verdict === 'covers').toBe(decision.slips.length === 0);
          for (const { sample } of decision.slips) expect(isMatched(sample)).toBe(false);
          if (decision.verdict !== 'covers') return;
          for (const witness of event.witnesses) expect(isMatched(witness)).toBe(true);
          for (let round = 0; round < 20; round += 1)
            expect(isMatched(member(eventClass, numbers))).toBe(true);
        },
      ),
      { numRuns: 1500 },
    );
  });
});

describe('a term beside a condition', () => {
  const anyRootChange = required.find((it) => it.id === '*/write/Root');
  const decide = (...texts: string[]) => {
    const eventClass = anyRootChange && requiredClass(anyRootChange)?.eventClass;
    if (!eventClass) throw new Error('There is no such event.');
    return decideClass(texts.flatMap(parsed), eventClass).verdict;
  };

  it('occurs where the property it was compared with holds it', () => {
    expect(decide('CreateVpc', '{ $.eventName != CreateVpc }')).toBe('covers');
    expect(decide('"eVp"', '{ $.eventName != CreateVpc }')).toBe('covers');
  });

  it('need not occur where the property may hold something else', () => {
    expect(decide('CreateVpc', '{ $.eventName != Create* }')).not.toBe('covers');
    expect(decide('CreateVpcs', '{ $.eventName != CreateVpc }')).not.toBe('covers');
    expect(decide('-CreateVpc', '{ $.eventName = CreateVpc }')).not.toBe('covers');
  });
});

/** An event of the class with every property at a state drawn by the numbers. */
function member(eventClass: EventClass, numbers: Iterator<number>): JsonObject {
  const placements = [...eventClass.fields].flatMap(([name, domain]) => {
    const states = statesOf(domain).filter(
      (state) => state.kind === 'absent' || typeof state.value !== 'object',
    );
    const state = states[(numbers.next().value ?? 0) % Math.max(states.length, 1)];
    const segments = name.split('.').map((part) => ({ kind: 'name' as const, name: part }));
    return state === undefined ? [] : [{ segments, state }];
  });
  return sampleEvent(eventClass.base, placements, '');
}

function statesOf(domain: FieldDomain): readonly FieldState[] {
  if (domain.kind === 'known') return [domain.state];
  if (domain.kind === 'one-of') return domain.states;
  const texts = domain.ordinary.map((value): FieldState => ({ kind: 'value', value }));
  return domain.isOptional ? [...texts, { kind: 'absent' }] : texts;
}

function parsed(made: string): readonly FilterPattern[] {
  const result = parsePattern(made);
  return result.ok ? [result.pattern] : [];
}

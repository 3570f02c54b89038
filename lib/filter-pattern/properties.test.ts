import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, FilterPattern } from './ast.ts';
import { decideClass } from './decide.ts';
import { absent, type EventClass, type FieldDomain, valueState } from './event-class.ts';
import { holds, matchesEvent, matchesMessage } from './match.ts';
import { parsePattern } from './parse.ts';
import { printPattern } from './print.ts';
import { compileRegex } from './regex-run.ts';
import { parseRegex } from './regex-syntax.ts';
import { anyJsonEvent, commonEvent, differingEvent, matchedEvent, unmatchedEvent } from './relations.ts';
import { condition, event, jsonPattern, spacePattern, termsPattern } from './testdata/arbitrary-patterns.ts';
import { naiveHolds } from './testdata/naive.ts';

const span = { start: 0, end: 0 };

describe('print and parse', () => {
  it('it reads back what it prints, in every family', () => {
    fc.assert(
      fc.property(fc.oneof(jsonPattern, termsPattern, spacePattern), (pattern) => {
        const text = printPattern(pattern);
        fc.pre(text.length <= 1024);
        const result = parsePattern(text);
        if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
        expect(withoutSpans(result.pattern)).toEqual(withoutSpans(pattern));
        expect(printPattern(result.pattern)).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it('it answers any text with a pattern or an error inside the text', () => {
    const fragments = [
      '{',
      '}',
      '(',
      ')',
      '$',
      '.a',
      '=',
      '!=',
      '&&',
      '||',
      '"',
      '%',
      '*',
      'x',
      ' ',
      '[',
      ']',
      ',',
      '...',
      'IS',
      'NULL',
      'NOT EXISTS',
      '-',
      '?',
      "'",
      '\\',
      '{2,',
      '5',
    ];
    const soup = fc.array(fc.constantFrom(...fragments), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 60 }), soup),
        (text) => {
          const result = parsePattern(text);
          if (result.ok) {
            const again = parsePattern(printPattern(result.pattern));
            expect(again.ok && withoutSpans(again.pattern)).toEqual(withoutSpans(result.pattern));
          } else {
            expect(result.error.column).toBeGreaterThanOrEqual(1);
            expect(result.error.column).toBeLessThanOrEqual(text.length + 1);
            expect(result.error.message).not.toBe('');
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('the evaluator', () => {
  it('it agrees with a naive second implementation', () => {
    fc.assert(
      fc.property(condition, event, (made, record) => {
        expect(holds(made, record)).toBe(naiveHolds(made, record));
      }),
      { numRuns: 3000 },
    );
  });

  it('it answers the same for an event and for its line of JSON', () => {
    fc.assert(
      fc.property(fc.oneof(jsonPattern, termsPattern), event, (pattern, record) => {
        expect(matchesMessage(pattern, JSON.stringify(record))).toBe(matchesEvent(pattern, record));
      }),
    );
  });

  it('it does not care for the order of operands', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('all' as const, 'any' as const),
        fc.array(condition, { minLength: 2, maxLength: 4 }),
        event,
        (kind, operands, record) => {
          const forward: Condition = { kind, operands, span };
          const backward: Condition = { kind, operands: [...operands].reverse(), span };
          expect(holds(forward, record)).toBe(holds(backward, record));
        },
      ),
    );
  });

  it('it obeys De Morgan and distribution', () => {
    fc.assert(
      fc.property(condition, condition, condition, event, (a, b, c, record) => {
        const all = (...operands: Condition[]): Condition => ({ kind: 'all', operands, span });
        const any = (...operands: Condition[]): Condition => ({ kind: 'any', operands, span });
        expect(!holds(any(a, b), record)).toBe(!holds(a, record) && !holds(b, record));
        expect(!holds(all(a, b), record)).toBe(!holds(a, record) || !holds(b, record));
        expect(holds(all(a, any(b, c)), record)).toBe(holds(any(all(a, b), all(a, c)), record));
      }),
    );
  });

  it('it never loses an event by an added alternative', () => {
    fc.assert(
      fc.property(condition, condition, event, (made, added, record) => {
        fc.pre(holds(made, record));
        expect(holds({ kind: 'any', operands: [made, added], span }, record)).toBe(true);
      }),
    );
  });
});

describe('regular expressions', () => {
  const atom = fc.constantFrom(
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    '\\d',
    '\\w',
    '\\x61',
    'a*',
    'b+',
    'a?',
    'b{2}',
    'a{1,3}',
    '[ab]{0,2}',
    'b{2,}',
  );
  const branch = fc
    .tuple(fc.boolean(), fc.array(atom, { minLength: 1, maxLength: 6 }), fc.boolean())
    .map(([start, atoms, end]) => `${start ? '^' : ''}${atoms.join('')}${end ? '$' : ''}`);
  const source = fc.array(branch, { minLength: 1, maxLength: 3 }).map((branches) => branches.join('|'));

  it('it finds what a JavaScript regular expression finds', () => {
    fc.assert(
      fc.property(
        source,
        fc.string({ unit: fc.constantFrom('a', 'b', '1', '-'), maxLength: 12 }),
        (made, text) => {
          expect(compileRegex(parseRegex(made, 1))(text)).toBe(new RegExp(made, 's').test(text));
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('the decision', () => {
  const states = [absent, ...['x', 'xy', 'y', 'q'].map(valueState)];
  const domain: FieldDomain = { kind: 'one-of', states };
  const small: EventClass = {
    base: { a: 'q', b: 'q', eventName: 'x' },
    fields: new Map<string, FieldDomain>([
      ['a', domain],
      ['b', domain],
      ['eventName', { kind: 'known', state: valueState('x') }],
      ['odd name.with [brackets]', { kind: 'known', state: absent }],
      ["['odd name.with [brackets]']", { kind: 'known', state: absent }],
    ]),
  };

  it('it agrees with trying every event of a small class', () => {
    fc.assert(
      fc.property(fc.array(jsonPattern, { minLength: 1, maxLength: 3 }), (patterns) => {
        const isCovered = everyEvent().every((record) =>
          patterns.some((pattern) => matchesEvent(pattern, record)),
        );
        const decision = decideClass(patterns, small);
        expect(decision.verdict).toBe(isCovered ? 'covers' : 'misses');
        for (const { sample } of decision.slips)
          expect(patterns.some((pattern) => matchesEvent(pattern, sample))).toBe(false);
      }),
      { numRuns: 1500 },
    );
  });

  it('it never says covers of a class of open values that an event slips out of', () => {
    const open = (isOptional: boolean): FieldDomain => ({
      kind: 'open',
      ordinary: ['q', 'plain'],
      isOptional,
      isTextOnly: true,
      named: 'ordinary',
    });
    const wide: EventClass = {
      base: { a: 'q', b: 'q' },
      fields: new Map([
        ['a', open(false)],
        ['b', open(true)],
      ]),
    };
    const value = fc.string({ unit: fc.constantFrom('x', 'y', '5', '-', 'C'), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(jsonPattern, { minLength: 1, maxLength: 3 }),
        value,
        fc.option(value, { nil: undefined }),
        (patterns, a, b) => {
          fc.pre(decideClass(patterns, wide).verdict === 'covers');
          const record = b === undefined ? { a } : { a, b };
          expect(patterns.some((pattern) => matchesEvent(pattern, record))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('it takes several filters as one filter with alternatives', () => {
    fc.assert(
      fc.property(condition, condition, (left, right) => {
        const pattern = (made: Condition): FilterPattern => ({ kind: 'json', condition: made, span });
        const apart = decideClass([pattern(left), pattern(right)], small).verdict;
        expect(decideClass([pattern({ kind: 'any', operands: [left, right], span })], small).verdict).toBe(
          apart,
        );
      }),
    );
  });

  it('it proves contradictions, tautologies, overlap and equivalence with events', () => {
    fc.assert(
      fc.property(jsonPattern, jsonPattern, event, (one, other, record) => {
        if (matchesEvent(one, record)) expect(matchedEvent(one).answer).not.toBe('no');
        else expect(unmatchedEvent(one).answer).not.toBe('no');
        if (matchesEvent(one, record) && matchesEvent(other, record))
          expect(commonEvent(one, other).answer).not.toBe('no');
        const differing = differingEvent(one, other, anyJsonEvent);
        if (matchesEvent(one, record) !== matchesEvent(other, record))
          expect(differing.answer).not.toBe('no');
        expect(differingEvent(one, one).answer).toBe('no');
      }),
      { numRuns: 500 },
    );
  });

  function everyEvent(): readonly Record<string, unknown>[] {
    return states.flatMap((a) =>
      states.map((b) => ({
        ...(a.kind === 'value' ? { a: a.value } : {}),
        ...(b.kind === 'value' ? { b: b.value } : {}),
        eventName: 'x',
      })),
    );
  }
});

/** Same-shaped copy without columns, to compare patterns by content. */
function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => key !== 'span');
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutSpans(item)]));
}

import { describe, expect, it } from 'vitest';
import type { Condition, FilterPattern } from './ast.ts';
import { decideClass } from './decide.ts';
import { matchesEvent, matchesMessage } from './match.ts';
import { parsePattern } from './parse.ts';
import { anyJsonEvent } from './relations.ts';

/** Generous for a busy machine; anything that backtracks would take hours. */
const limitMs = 30_000;

describe('hostile patterns and events', () => {
  it('it survives a pattern of nothing but parentheses', () => {
    expect(parsePattern(`{${'('.repeat(1000)}`).ok).toBe(false);
    const nested = parsePattern(`{${'('.repeat(400)}$.a=1${')'.repeat(400)}}`);
    expect(nested.ok && matchesEvent(nested.pattern, { a: 1 })).toBe(true);
    expect(parsePattern(`[${'('.repeat(1000)}`).ok).toBe(false);
  });

  it('it matches deeply nested events', () => {
    const depth = 200_000;
    const message = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    const event: unknown = JSON.parse(message);
    expect(within(() => matchesMessage(parsed('{ $.a.a.a NOT EXISTS }'), message))).toBe(false);
    expect(within(() => matchesEvent(parsed('{ $.*.a.b NOT EXISTS }'), event))).toBe(true);
    expect(within(() => matchesEvent(parsed('"a"'), event))).toBe(true);
  });

  it.each([
    ['stars', `%${'a*'.repeat(200)}c%`],
    ['dots and stars', `%${'.*'.repeat(400)}c%`],
    ['counts', '%a{1,500}b{0,400}c%'],
    ['optional steps', `%${'a?'.repeat(300)}c%`],
    ['anchors', '%^a*$|a$|^c%'],
  ])('it searches 1 MB with %s in linear time', (_, regex) => {
    const text = 'ab'.repeat(500_000);
    expect(within(() => matchesEvent(parsed(`{ $.t = ${regex} }`), { t: text }))).toBe(false);
    expect(within(() => matchesMessage(parsed(regex), text))).toBe(false);
  });

  it('it splits 1 MB of brackets and quotes in linear time', () => {
    for (const text of ['[ '.repeat(500_000), '" '.repeat(500_001), '[" '.repeat(300_000)]) {
      expect(within(() => matchesMessage(parsed('[a, ..., b = nothing]'), text))).toBe(false);
    }
  });

  it('it selects among a million properties', () => {
    const event = { list: Array.from({ length: 1_000_000 }, (_, index) => index) };
    expect(within(() => matchesEvent(parsed('{ $.list[*] = 999999 }'), event))).toBe(true);
  });

  it('it sees own properties only', () => {
    expect(matchesEvent(parsed('{ $.constructor NOT EXISTS && $.__proto__ NOT EXISTS }'), {})).toBe(true);
    expect(matchesEvent(parsed('{ $.a.length NOT EXISTS }'), { a: [1] })).toBe(true);
    expect(matchesMessage(parsed('{ $.__proto__.x = 1 }'), '{"__proto__":{"x":1}}')).toBe(true);
  });

  it('it stops a decision that grows too large, and then never says covers', () => {
    const names = Array.from({ length: 24 }, (_, index) => `f${index}`);
    const halves = names.flatMap((name): FilterPattern[] =>
      ['x', 'y'].map((text) => ({ kind: 'json', condition: pairs(name, text, names), span })),
    );
    const decision = within(() => decideClass(halves, anyJsonEvent, { left: 20_000 }));
    expect(decision.verdict).not.toBe('covers');
  });
});

const span = { start: 0, end: 0 };

/** A formula over all names that is false only in far corners of the space. */
function pairs(name: string, text: string, names: readonly string[]): Condition {
  const operands = names.map((other): Condition => {
    const both = [name, other].map(
      (field): Condition => ({
        kind: 'comparison',
        selector: { segments: [{ kind: 'name', name: field }], span },
        operator: field === name ? '=' : '!=',
        value: { kind: 'text', text, isOpenAtStart: false, isOpenAtEnd: false, isQuoted: true, span },
        span,
      }),
    );
    return { kind: 'any', operands: both, span };
  });
  return { kind: 'all', operands, span };
}

function within<Answer>(work: () => Answer): Answer {
  const start = performance.now();
  const answer = work();
  expect(performance.now() - start).toBeLessThan(limitMs);
  return answer;
}

function parsed(text: string): FilterPattern {
  const result = parsePattern(text);
  if (!result.ok) throw new Error(`${text}: ${result.error.message}`);
  return result.pattern;
}

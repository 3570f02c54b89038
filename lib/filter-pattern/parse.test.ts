import { describe, expect, it } from 'vitest';
import { explainLeaf, explainPattern } from './explain.ts';
import { parsePattern } from './parse.ts';
import { printCondition, printPattern, printSelector } from './print.ts';
import { conditionLeaves } from './walk.ts';

describe('parsePattern', () => {
  it.each([
    ['{ $.a == 1 }', 8, 'The operator is a single "="'],
    ["{ $.a = 'x' }", 9, 'double quotes'],
    ['{ ($.a = 1 }', 12, 'parenthesis opened at column 3'],
    ['{ $.a = 1) }', 10, '"}"'],
    ['{ $.a = 1 } x', 13, 'nothing after the closing brace'],
    ['{ $.a = 1', 10, 'the pattern ends'],
    ['{ }', 3, 'selector'],
    ['{', 2, 'selector'],
    ['{ $a = 1 }', 4, '"." or "["'],
    ['{ a = 1 }', 3, 'selector'],
    ['{ $. = 1 }', 5, 'property name'],
    ['{ $.a.. = 1 }', 7, 'property name'],
    ['{ $.a[x] = 1 }', 7, 'index'],
    ['{ $.a[1 = 1 }', 8, '"]"'],
    ['{ $.a = }', 9, 'a value'],
    ['{ $.a }', 7, 'NOT EXISTS'],
    ['{ $.a EXISTS }', 7, 'NOT EXISTS'],
    ['{ $.a IS NOT NULL }', 7, 'IS NULL'],
    ['{ $.a IS NULLABLE }', 7, 'IS NULL'],
    ['{ $.a = x y }', 11, '"&&"'],
    ['{ $.a = x & $.b = y }', 11, '"&&"'],
    ['{ $.a = x && }', 14, 'selector'],
    ['{ !($.a = x) }', 3, 'selector'],
    ['{ NOT $.a = x }', 3, 'selector'],
    ['{ $.a = "x }', 9, 'never closed'],
    ['{ $.a = %x }', 9, 'never closed'],
    ['{ $.a = %(ab)+% }', 10, 'Parentheses'],
    ['{ $.a = %\\(% }', 10, 'Escaped parentheses'],
    ['{ $.a = %a!% }', 11, 'not supported'],
    ['{ $.a = %a**% }', 13, 'A count cannot follow'],
    ['{ $.a = %[ab% }', 10, 'never closed'],
    ['{ $.a = %a{2000}% }', 17, 'too large'],
    ['{ $.a = %% }', 10, 'cannot be empty'],
    ['{ $.a = ü }', 9, 'a value'],
    ['{ $.a = a@b }', 10, '"&&"'],
    ['{ $.*[*] = 1 }', 3, 'one wildcard'],
    ['{ $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 || $.d[*] = 1 }', 45, '3 selectors'],
    ['{ $.a = %r% && $.b = %r% && $.c = %r% }', 35, '2 regular expressions'],
    ['{ $.a > x }', 9, 'takes a number'],
    ['{ $.a >= "5" }', 10, 'takes a number'],
    ['{ $.a < 1* }', 9, 'takes a number'],
    ['[a, b > "5"]', 9, 'takes a number'],
    ['$.a = 1', 1, 'double quotes'],
    ['foo-bar', 4, 'double quotes'],
    ['a "b', 3, 'never closed'],
    ['[a, b', 6, '"]"'],
    ['[a b]', 4, '=, !='],
    ['[..., a, ...]', 1, 'one "..."'],
    ['[a=1] x', 7, 'nothing after'],
    ['x'.repeat(1025), 1025, '1024 characters'],
  ])('it refuses %j at column %i', (text, column, said) => {
    const result = parsePattern(text);
    if (result.ok) throw new Error(`${text} was read as ${printPattern(result.pattern)}`);
    expect(`${result.error.message} ${result.error.expected ?? ''}`).toContain(said);
    expect(result.error.column).toBe(column);
  });

  it.each([
    ['{$.a=b}', '{ $.a = b }'],
    ['  { ( ( $.a = "b c" ) ) }  ', '{ $.a = "b c" }'],
    ['{ $["a"] = 1 }', '{ $.a = 1 }'],
    ["{ $.['a.b'][0] != -1.5e3 }", "{ $.['a.b'][0] != -1.5e3 }"],
    ['{ $.a is null || $.b Not  Exists }', '{ $.a IS NULL || $.b NOT EXISTS }'],
    ['{ $.a = 1 || $.b = 2 && $.c = 3 }', '{ $.a = 1 || ($.b = 2 && $.c = 3) }'],
    ['{ $.a = arn:aws:iam::1:role/x }', '{ $.a = arn:aws:iam::1:role/x }'],
    ['{ $.a = "say \\"hi\\" \\\\ \\d" }', '{ $.a = "say \\"hi\\" \\\\ \\\\d" }'],
    ['', ''],
    ['""', ''],
    ['a -b ?c "d e" -"f"', 'a -b ?c "d e" -"f"'],
    ['"ERROR" - "Exiting"', '"ERROR" -"Exiting"'],
    ['%[a-z]+%', '%[a-z]+%'],
    ['[ip, ..., status=4*&&status!=404, ]', '[ip, ..., status = 4* && status != 404, ]'],
  ])('it reads %j as %j', (text, printed) => {
    const result = parsePattern(text);
    if (!result.ok) throw new Error(result.error.message);
    expect(printPattern(result.pattern)).toBe(printed);
  });

  it('it marks each clause by its columns', () => {
    const text = '{ ($.a = 1) || $.b NOT EXISTS }';
    const result = parsePattern(text);
    if (!result.ok || result.pattern.kind !== 'json' || !('operands' in result.pattern.condition))
      throw new Error();
    const clauses = result.pattern.condition.operands.map(({ span }) =>
      text.slice(span.start - 1, span.end - 1),
    );
    expect(clauses).toEqual(['$.a = 1', '$.b NOT EXISTS']);
  });
});

describe('explainPattern', () => {
  it('it says one clause, as written and in English', () => {
    const result = parsePattern('{ $.*.a != *x || $.b IS NULL }');
    if (!result.ok || result.pattern.kind !== 'json') throw new Error();
    const said = conditionLeaves(result.pattern.condition).map((leaf) => [
      printSelector(leaf.selector),
      printCondition(leaf),
      explainLeaf(leaf),
    ]);
    expect(said).toEqual([
      ['$.*.a', '$.*.a != *x', 'any of *.a does not end with "x" (and is present)'],
      ['$.b', '$.b IS NULL', 'b is null'],
    ]);
  });

  it('it says a pattern in plain English', () => {
    expect(explain('{ $.a = x* && ($.b NOT EXISTS || $.c != "y") && $.d IS TRUE && $.e > 5 }')).toBe(
      [
        'Matches a JSON log event when',
        '  all of these hold:',
        '    a starts with "x"',
        '    any of these holds:',
        '      b is absent',
        '      c is not "y" (and is present)',
        '    d is true',
        '    e is above 5',
      ].join('\n'),
    );
    expect(explain('')).toBe('Matches every log event.');
    expect(explain('a -b')).toContain('does not contain "b"');
    expect(explain('[w1 = *x*, ...]')).toContain('contains "x"');
  });
});

function explain(text: string): string {
  const result = parsePattern(text);
  if (!result.ok) throw new Error(result.error.message);
  return explainPattern(result.pattern);
}

import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';

describe('csvLine', () => {
  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['a "b", c', '"a ""b"", c"'],
    ['plain', 'plain'],
  ])('writes %j as %j', (cell, expected) => {
    expect(csvLine([cell])).toBe(`${expected}\r\n`);
  });

  it('keeps numbers as numbers and null empty', () => {
    expect(csvLine([-3, null, 7])).toBe('-3,,7\r\n');
  });
});

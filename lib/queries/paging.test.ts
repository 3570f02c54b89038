import { describe, expect, it } from 'vitest';
import { PageNumber, PageSize, Word } from './paging.ts';

describe('search parameters', () => {
  it.each([[-1], ['0'], ['1e9'], ['NaN'], [''], [['2', '3']], [{}]])('page %j is the first', (page) => {
    expect(PageNumber.parse(page)).toBe(1);
  });

  it('have sizes from a list only', () => {
    expect(['25', '1000000', '-1'].map((it) => PageSize.parse(it))).toEqual([25, 50, 50]);
  });

  it('are words without what PostgreSQL refuses', () => {
    expect(['\0', 'a\0b ', '  ', ['x', 'y'], undefined].map((it) => Word.parse(it))).toEqual([
      undefined,
      'ab',
      undefined,
      'x',
      undefined,
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { isCutInStatement } from './migrations.ts';

describe('isCutInStatement', () => {
  it.each([
    ['a comment', '-- Slow; but rare.\nSELECT 1;\n'],
    ['the end of a comment', 'SELECT 1 -- one;\n'],
    ['a text', "SELECT 'a;b';\n"],
    ['a body', 'DO $$ BEGIN\n  PERFORM 1;\nEND $$;\n'],
  ])('sees a semicolon in %s', (_, sql) => {
    expect(isCutInStatement(sql)).toBe(true);
  });

  it('takes statements that end their lines', () => {
    expect(isCutInStatement('-- Slow.\nSELECT 1;\n\nSELECT 2;\n')).toBe(false);
  });
});

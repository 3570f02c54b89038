import { describe, expect, it } from 'vitest';
import { matchesEvent, matchesMessage } from './match.ts';
import { parsePattern } from './parse.ts';
import { printPattern } from './print.ts';
import { readLines } from './testdata/read-lines.ts';

/** Answers of other implementations that the rules contradict, with the rule; none so far. */
const contradicted: Readonly<Record<string, string>> = {};

describe.each(['documented', 'observed', 'derived', 'implementations'])('the %s vectors', (basis) => {
  const vectors = readLines(new URL(`./testdata/${basis}.jsonl`, import.meta.url)).filter(
    ({ id }) => contradicted[String(id)] === undefined,
  );

  it.each(vectors.map((vector) => ({ vector, name: `${vector.id} ${vector.pattern}` })))(
    'it answers $name',
    ({ vector }) => {
      expect(answer(vector)).toBe(vector.expected);
    },
  );
});

function answer(vector: Readonly<Record<string, unknown>>): boolean | 'error' {
  const result = parsePattern(String(vector.pattern));
  if (!result.ok) return 'error';
  const again = parsePattern(printPattern(result.pattern));
  if (!again.ok) throw new Error(`The printed pattern does not parse: ${printPattern(result.pattern)}`);
  const message = vector.message;
  return typeof message === 'string'
    ? matchesMessage(again.pattern, message)
    : matchesEvent(again.pattern, vector.event);
}

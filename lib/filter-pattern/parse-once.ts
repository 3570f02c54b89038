import { type ParseResult, parsePattern } from './parse.ts';
import { remembered } from './remembered.ts';

const results = remembered<string, ParseResult>(1_000);

/** `parsePattern`, with one pattern object for a text: what is remembered of the object holds wherever the text stands. */
export function parseOnce(text: string): ParseResult {
  const known = results.get(text);
  if (known !== undefined) return known;
  const result = parsePattern(text);
  results.set(text, result);
  return result;
}

import type { Term, TermsPattern } from './ast.ts';
import { accept, type Cursor, column, isAtEnd, peek, skipBlanks, takeWhile, unexpected } from './cursor.ts';
import { readQuoted, readRegex, spanFrom } from './parse-value.ts';

/** Words and quoted phrases; `-` excludes, `?` makes one of several enough. */
export function parseTermsPattern(cursor: Cursor): TermsPattern {
  const start = column(cursor);
  const terms: Term[] = [];
  let end = start;
  for (skipBlanks(cursor); !isAtEnd(cursor); skipBlanks(cursor)) {
    terms.push(parseTerm(cursor));
    end = column(cursor);
  }
  return { kind: 'terms', terms, span: { start, end } };
}

function parseTerm(cursor: Cursor): Term {
  const start = column(cursor);
  const role = accept(cursor, '-') ? 'excluded' : accept(cursor, '?') ? 'optional' : 'required';
  if (role === 'excluded') skipBlanks(cursor);
  const match = parseMatch(cursor);
  return { role, match, span: spanFrom(start, cursor) };
}

function parseMatch(cursor: Cursor): Term['match'] {
  if (peek(cursor) === '"') return { kind: 'phrase', text: readQuoted(cursor).text, isQuoted: true };
  if (peek(cursor) === '%') return { kind: 'regex', source: readRegex(cursor) };
  const text = takeWhile(cursor, (character) => /^[\p{L}\p{N}_]$/u.test(character));
  if (text === '' || !/^(\s|)$/.test(peek(cursor))) {
    throw unexpected(cursor, 'a word of letters, digits and "_", or a phrase in double quotes');
  }
  return { kind: 'phrase', text, isQuoted: false };
}

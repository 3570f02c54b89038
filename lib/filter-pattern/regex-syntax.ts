import { DOT_MATCHES_LINE_BREAK, MAX_REGEX_POSITIONS } from './choices.ts';
import { PatternSyntaxError } from './pattern-syntax-error.ts';

/** Tells whether a UTF-16 code unit belongs to a class. */
type CharacterTest = (code: number) => boolean;

/** One step of a branch; an assertion consumes nothing. `sample` is a character the step accepts. */
export type RegexStep =
  | { readonly kind: 'start' | 'end' }
  | {
      readonly kind: 'character';
      readonly accepts: CharacterTest;
      readonly sample: string;
      readonly isOptional: boolean;
      readonly isRepeated: boolean;
      readonly isLiteral: boolean;
    };

/** Alternatives, each a plain sequence: the language has no groups, so nothing nests. */
export interface RegexProgram {
  readonly branches: readonly (readonly RegexStep[])[];
}

const symbols = ':_#=@/;,- ';
const operators = '^$?[]{}|\\*+.';

/** `column` is where `source` starts in the pattern. Throws PatternSyntaxError. */
export function parseRegex(source: string, column: number): RegexProgram {
  if (source === '')
    throw new PatternSyntaxError('A regular expression cannot be empty.', column, 'an expression');
  const reader: Reader = { source, column, at: 0, positions: 0 };
  const branches: RegexStep[][] = [[]];
  while (reader.at < source.length) {
    if (source[reader.at] === '|') {
      reader.at += 1;
      branches.push([]);
    } else {
      branches.at(-1)?.push(...readStep(reader));
    }
  }
  return { branches };
}

interface Reader {
  readonly source: string;
  readonly column: number;
  at: number;
  positions: number;
}

interface CharacterClass {
  readonly accepts: CharacterTest;
  readonly sample: string;
  readonly isLiteral: boolean;
}

function readStep(reader: Reader): RegexStep[] {
  const character = reader.source[reader.at] ?? '';
  if (character === '^' || character === '$') {
    reader.at += 1;
    return [{ kind: character === '^' ? 'start' : 'end' }];
  }
  const one = readClass(reader);
  const { min, max } = readCount(reader);
  return expand(reader, one, min, max);
}

function expand(reader: Reader, one: CharacterClass, min: number, max: number): RegexStep[] {
  const length = max === Number.POSITIVE_INFINITY ? Math.max(min, 1) : max;
  reader.positions += length;
  if (reader.positions > MAX_REGEX_POSITIONS) throw failure(reader, 'This regular expression is too large.');
  const step = (isOptional: boolean, isRepeated: boolean): RegexStep => ({
    kind: 'character',
    ...one,
    isOptional,
    isRepeated,
  });
  return Array.from({ length }, (_, index) =>
    step(index >= min, max === Number.POSITIVE_INFINITY && index === length - 1),
  );
}

function readCount(reader: Reader): { min: number; max: number } {
  const count = readOneCount(reader);
  if (count === null) return { min: 1, max: 1 };
  if (readOneCount(reader) !== null) throw failure(reader, 'A count cannot follow another count.');
  return count;
}

function readOneCount(reader: Reader): { min: number; max: number } | null {
  const character = reader.source[reader.at];
  if (character === '*' || character === '+' || character === '?') {
    reader.at += 1;
    return { min: character === '+' ? 1 : 0, max: character === '?' ? 1 : Number.POSITIVE_INFINITY };
  }
  if (character !== '{') return null;
  const found = /^\{(\d+)(,?)(\d*)\}/.exec(reader.source.slice(reader.at, reader.at + 24));
  if (found === null) throw failure(reader, 'A count is written {2}, {2,} or {2,5}.');
  const min = Number(found[1]);
  const max = found[2] === '' ? min : found[3] === '' ? Number.POSITIVE_INFINITY : Number(found[3]);
  if (max < min) throw failure(reader, 'The count ends below its start.');
  reader.at += found[0].length;
  return { min, max };
}

function readClass(reader: Reader): CharacterClass {
  const character = reader.source[reader.at] ?? '';
  if (character === '\\') return readEscape(reader);
  if (character === '[') return readBracket(reader);
  if (character === '.') {
    reader.at += 1;
    return { accepts: (code) => DOT_MATCHES_LINE_BREAK || code !== 10, sample: 'x', isLiteral: false };
  }
  if (character === '(' || character === ')') {
    throw failure(reader, 'Parentheses are not supported in a regular expression; write \\x28 and \\x29.');
  }
  if (operators.includes(character)) throw failure(reader, `"${character}" has nothing to apply to.`);
  if (!isAllowed(character))
    throw failure(reader, `"${character}" is not supported in a regular expression.`);
  reader.at += 1;
  return literal(character);
}

function isAllowed(character: string): boolean {
  return /^[A-Za-z0-9]$/.test(character) || (character !== '' && symbols.includes(character));
}

function literal(character: string): CharacterClass {
  const code = character.charCodeAt(0);
  return { accepts: (other) => other === code, sample: character, isLiteral: true };
}

const shorthand: Readonly<Record<string, { test: CharacterTest; sample: string; otherSample: string }>> = {
  d: { test: isDigit, sample: '0', otherSample: 'x' },
  s: { test: isSpace, sample: ' ', otherSample: 'x' },
  w: { test: isWord, sample: 'x', otherSample: '-' },
};

function readEscape(reader: Reader): CharacterClass {
  const character = reader.source[reader.at + 1] ?? '';
  const hex = /^\\x([0-9A-Fa-f]{2})/.exec(reader.source.slice(reader.at, reader.at + 4));
  if (hex !== null) {
    reader.at += 4;
    return literal(String.fromCharCode(Number.parseInt(hex[1] ?? '', 16)));
  }
  const known = Object.hasOwn(shorthand, character.toLowerCase())
    ? shorthand[character.toLowerCase()]
    : undefined;
  if (known !== undefined && /^[dswDSW]$/.test(character)) {
    reader.at += 2;
    return character === character.toLowerCase()
      ? { accepts: known.test, sample: known.sample, isLiteral: false }
      : { accepts: (code) => !known.test(code), sample: known.otherSample, isLiteral: false };
  }
  if (character !== '' && (operators.includes(character) || symbols.includes(character))) {
    reader.at += 2;
    return literal(character);
  }
  throw failure(
    reader,
    character === '(' || character === ')'
      ? 'Escaped parentheses are not supported; write \\x28 and \\x29.'
      : 'This escape is not supported; known are \\d \\D \\s \\S \\w \\W, \\xhh and escaped operators.',
  );
}

function readBracket(reader: Reader): CharacterClass {
  const start = reader.at;
  reader.at += 1;
  const isNegated = reader.source[reader.at] === '^';
  if (isNegated) reader.at += 1;
  const parts: CharacterTest[] = [];
  let sample = '';
  while (reader.source[reader.at] !== ']') {
    if (reader.at >= reader.source.length)
      throw failure({ ...reader, at: start }, 'This bracket is never closed.');
    const part = readBracketPart(reader);
    sample ||= part.sample;
    parts.push(part.accepts);
  }
  if (parts.length === 0) throw failure(reader, 'A character class cannot be empty.');
  reader.at += 1;
  const accepts: CharacterTest = (code) => parts.some((part) => part(code)) !== isNegated;
  if (!isNegated) return { accepts, sample, isLiteral: false };
  const other = 'xX0-_ '.split('').find((candidate) => accepts(candidate.charCodeAt(0)));
  return { accepts, sample: other ?? '~', isLiteral: false };
}

function readBracketPart(reader: Reader): CharacterClass {
  const from = readBracketCharacter(reader);
  if (reader.source[reader.at] !== '-' || reader.source[reader.at + 1] === ']') return from;
  reader.at += 1;
  const to = readBracketCharacter(reader);
  const [low, high] = [from.sample.charCodeAt(0), to.sample.charCodeAt(0)];
  if (!from.isLiteral || !to.isLiteral || low > high) throw failure(reader, 'This range is out of order.');
  return { accepts: (code) => code >= low && code <= high, sample: from.sample, isLiteral: false };
}

function readBracketCharacter(reader: Reader): CharacterClass {
  const character = reader.source[reader.at] ?? '';
  if (character === '\\') return readEscape(reader);
  if (!isAllowed(character) && !(operators.includes(character) && character !== '[')) {
    throw failure(
      reader,
      character === '' ? 'This bracket is never closed.' : `"${character}" is not supported here.`,
    );
  }
  reader.at += 1;
  return literal(character);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isWord(code: number): boolean {
  return isDigit(code) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}

function failure(reader: Reader, message: string): PatternSyntaxError {
  return new PatternSyntaxError(message, reader.column + reader.at, 'a supported regular expression');
}

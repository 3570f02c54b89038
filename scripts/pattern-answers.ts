import { isAlarmControlId } from '../lib/alarm-controls/control-ids.ts';
import { type ControlCoverage, coverControl } from '../lib/alarm-controls/coverage.ts';
import { isEdition } from '../lib/alarm-controls/editions.ts';
import type { FilterPattern } from '../lib/filter-pattern/ast.ts';
import { isJsonObject, type JsonObject } from '../lib/filter-pattern/json-value.ts';
import { matchesEvent, matchesMessage } from '../lib/filter-pattern/match.ts';
import { type ParseResult, parsePattern } from '../lib/filter-pattern/parse.ts';

export interface LineError {
  readonly error: { readonly message: string; readonly column?: number };
}

const parsed = new Map<string, ParseResult>();

/** `{"pattern", "event"}` or `{"pattern", "message"}`. */
export function answerMatch(line: string): { readonly match: boolean } | LineError {
  return answerObject(line, (question) => {
    const { pattern, event, message } = question;
    if (typeof pattern !== 'string') return failure('"pattern" must be a string.');
    const result = parseOnce(pattern);
    if (!result.ok) return { error: { message: result.error.message, column: result.error.column } };
    if (typeof message === 'string') return { match: matchesMessage(result.pattern, message) };
    if (message !== undefined) return failure('"message" must be a string.');
    if (event === undefined) return failure('Give the "event" or the "message" to match.');
    return { match: matches(result.pattern, event) };
  });
}

/** `{"control", "pattern", "edition"?}`. */
export function answerCover(line: string): ControlCoverage | LineError {
  return answerObject(line, ({ control, pattern, edition }) => {
    if (typeof control !== 'string' || !isAlarmControlId(control)) {
      return failure(
        `"control" must be the id of an alarm control, not ${JSON.stringify(control) ?? 'nothing'}.`,
      );
    }
    if (edition !== undefined && (typeof edition !== 'string' || !isEdition(edition))) {
      return failure(`"edition" must be an edition such as "7.0", not ${JSON.stringify(edition)}.`);
    }
    const patterns = typeof pattern === 'string' ? [pattern] : pattern;
    if (!isTextList(patterns)) return failure('"pattern" must be a string or a list of strings.');
    return coverControl(edition === undefined ? { control, patterns } : { control, patterns, edition });
  });
}

function answerObject<Answer>(
  line: string,
  answer: (question: JsonObject) => Answer | LineError,
): Answer | LineError {
  let question: unknown;
  try {
    question = JSON.parse(line);
  } catch {
    return failure('This line is not JSON.');
  }
  if (!isJsonObject(question)) return failure('This line is not a JSON object.');
  try {
    return answer(question);
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error));
  }
}

/** An event given as text is a line of log. */
function matches(pattern: FilterPattern, event: unknown): boolean {
  return typeof event === 'string' ? matchesMessage(pattern, event) : matchesEvent(pattern, event);
}

function parseOnce(text: string): ParseResult {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  if (parsed.size >= 1000) parsed.clear();
  const result = parsePattern(text);
  parsed.set(text, result);
  return result;
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function failure(message: string): LineError {
  return { error: { message } };
}

import type { Condition, FilterPattern, Selector, TermsPattern } from '../filter-pattern/ast.ts';
import { fieldName } from '../filter-pattern/print.ts';
import { anyAccount } from './required-events.ts';

/** Properties of a record that carry the number of the account, or hold one that does. */
export const accountFields: ReadonlySet<string> = new Set([
  'recipientAccountId',
  'userIdentity',
  'userIdentity.accountId',
  'userIdentity.arn',
  'userIdentity.principalId',
  'userIdentity.sessionContext.sessionIssuer.accountId',
  'userIdentity.sessionContext.sessionIssuer.arn',
]);

const answers = new WeakMap<FilterPattern, boolean>();

/**
 * The filter cannot tell one account's records from another's: a text without a digit stands beside an account's
 * number or nowhere near it. What is decided for one account then holds for each, with its number put in.
 */
export function isAccountBlind(pattern: FilterPattern): boolean {
  const known = answers.get(pattern);
  if (known !== undefined) return known;
  const answer = isBlind(pattern);
  answers.set(pattern, answer);
  return answer;
}

function isBlind(pattern: FilterPattern): boolean {
  if (pattern.kind === 'json') return isConditionBlind(pattern.condition);
  return pattern.kind !== 'terms' || areTermsBlind(pattern);
}

function isConditionBlind(condition: Condition): boolean {
  if ('operands' in condition) return condition.operands.every(isConditionBlind);
  if (condition.kind !== 'comparison') return true;
  const { value, selector } = condition;
  if (value.kind === 'text' && !/\d/.test(value.text)) return true;
  const text = value.kind === 'text' ? value.text : value.source;
  return !mayHoldAccount(selector) && !text.includes(anyAccount);
}

function mayHoldAccount({ segments }: Selector): boolean {
  return segments.some(({ kind }) => kind === 'any-name') || accountFields.has(fieldName(segments));
}

/** A term is looked for in the whole record. */
function areTermsBlind({ terms }: TermsPattern): boolean {
  return terms.every(({ match }) => match.kind !== 'regex' && !/\d/.test(match.text));
}

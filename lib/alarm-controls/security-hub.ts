import type { AlarmControlId } from './control-ids.ts';
import { securityHubTexts } from './security-hub-texts.ts';

export type SecurityHubAnswer = 'pass' | 'fail' | 'not-applicable';

/**
 * Security Hub passes one filter only when its text is the prescribed one: no other order, no added
 * condition. AWS's own pages print the texts with and without blanks, so blanks do not count.
 */
export function securityHubWouldSay(control: AlarmControlId, patterns: readonly string[]): SecurityHubAnswer {
  const prescribed = securityHubTexts[control];
  if (prescribed === null) return 'not-applicable';
  const wanted = withoutBlanks(prescribed.text);
  return patterns.some((pattern) => withoutBlanks(pattern) === wanted) ? 'pass' : 'fail';
}

/** Blanks inside double quotes belong to the value, and one blank keeps two words apart. */
function withoutBlanks(text: string): string {
  return text
    .split('"')
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replace(/\s+/g, ' ')
            .replace(/ ?([^\w.$*-]) ?/g, '$1')
            .trim(),
    )
    .join('"');
}

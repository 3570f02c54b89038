import { matchesEventPattern } from '../alarms/alternatives/event-pattern.ts';
import { parseArn } from './arn.ts';

/** An ARN that runs something by itself when it is an alarm action or an event rule's target. */
export function runsSomething(arn: string): boolean {
  const { service = '', resource = '' } = parseArn(arn) ?? {};
  if (service === 'lambda') return resource.startsWith('function:');
  if (service === 'states') return resource.startsWith('stateMachine:');
  if (service === 'ssm') return /^(automation-definition|document)\/|^opsitem\b/.test(resource);
  return service === 'ssm-incidents';
}

const finding = { source: 'aws.guardduty', 'detail-type': 'GuardDuty Finding' };
const calls = ['API Call', 'Console Sign In', 'Service Event', 'Console Action'].map((it) => ({
  'detail-type': `AWS ${it} via CloudTrail`,
}));

/**
 * Whether an event pattern takes GuardDuty findings, or calls that CloudTrail recorded. Which of them, as `detail`
 * says, does not matter here; other events of the same services do not count.
 */
export function isSecurityPattern(text: string): boolean {
  const pattern = recordIn(text);
  if (!pattern) return false;
  const envelope = pick(pattern, ['source', 'detail-type']);
  if (Object.keys(envelope).length > 0 && takes(envelope, finding)) return true;
  const kinds = pick(pattern, ['detail-type']);
  if (Object.keys(kinds).length > 0) return calls.some((it) => takes(kinds, it));
  const { detail } = pattern;
  return isRecord(detail) && ('eventName' in detail || 'eventSource' in detail);
}

function takes(pattern: Record<string, unknown>, event: Readonly<Record<string, unknown>>): boolean {
  return matchesEventPattern(JSON.stringify(pattern), event) === true;
}

/** The pattern's conditions on these fields, inside `$or` too. */
function pick(pattern: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(pattern).flatMap(([field, wanted]): [string, unknown][] => {
      if (fields.includes(field)) return [[field, wanted]];
      if (field !== '$or' || !Array.isArray(wanted)) return [];
      const parts = wanted.filter(isRecord).map((it) => pick(it, fields));
      return parts.some((it) => Object.keys(it).length > 0) ? [['$or', parts]] : [];
    }),
  );
}

function recordIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

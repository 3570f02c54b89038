import { parseArn } from './arn.ts';

/** An ARN that runs something by itself when it is an alarm action or an event rule's target. */
export function runsSomething(arn: string): boolean {
  const { service = '', resource = '' } = parseArn(arn) ?? {};
  if (service === 'lambda') return resource.startsWith('function:');
  if (service === 'states') return resource.startsWith('stateMachine:');
  if (service === 'ssm') return /^(automation-definition|document)\//.test(resource);
  return service === 'ssm-incidents';
}

/** Event patterns that take GuardDuty findings or calls that CloudTrail recorded. */
export function isSecurityPattern(pattern: string): boolean {
  return /aws\.guardduty|GuardDuty Finding|via CloudTrail/.test(pattern);
}

import { describe, expect, it } from 'vitest';
import { hasBlanks } from './filled-remediation.ts';

const text = { summary: '', console: [], cli: '', terraform: '', cloudformation: '' };

describe('blanks of a remediation', () => {
  it.each([
    [{ cli: 'aws sns subscribe --notification-endpoint {email}' }, true],
    [{ cloudformation: "S3BucketName: '{bucketName}'" }, true],
    [{ console: ['Choose {logGroupName}.'] }, true],
    [{ cli: "--filter-pattern '{ $.eventName = ConsoleLogin }' --query '{Rules: Rules}'" }, false],
    [{ cli: `'{"Rules":[{"Days":365}]}'` }, false],
    [
      { terraform: `log_group = "\${aws_cloudwatch_log_group.trail.arn}:*" default_action { allow {} }` },
      false,
    ],
    [{ cloudformation: 'DefaultAction: { Allow: {} }' }, false],
  ])('%o: %s', (part, expected) => {
    expect(hasBlanks({ ...text, ...part })).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { notOnboarded } from '../link/missing.ts';
import { whatToName } from './what-to-name.ts';

const named = new Set(['111111111111']);

describe('an account the call did not name', () => {
  it('is asked for by option and column', () => {
    const missing = [notOnboarded('222222222222', 'the topic'), notOnboarded('222222222222')];
    expect(whatToName({ verdict: 'unknown', missing }, named)).toBe(
      'To see it, name a role of account 222222222222 with --role-arn, or role_arn in the --accounts file.',
    );
  });

  it('is asked for where AWS does not tell which it is', () => {
    expect(whatToName({ verdict: 'unknown', missing: [notOnboarded(null, 'bucket logs')] }, named)).toContain(
      "name a role of the owner's account with --role-arn",
    );
  });

  it('is no reason to say anything where the verdict stands, or something else is missing', () => {
    expect(whatToName({ verdict: 'pass', missing: [notOnboarded('222222222222')] }, named)).toBeNull();
    const denied = [{ action: 'kms:DescribeKey', message: 'Denied.' }];
    expect(whatToName({ verdict: 'unknown', missing: denied }, named)).toBeNull();
    const unread = [notOnboarded('111111111111')];
    expect(whatToName({ verdict: 'unknown', missing: unread }, named)).toBeNull();
  });
});

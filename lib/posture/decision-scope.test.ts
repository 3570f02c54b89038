import { describe, expect, it } from 'vitest';
import { DecisionScope, isSameGround, scopeKey, scopeWords } from './decision-scope.ts';
import { decisionFor, NotRequired, WorkspacePolicy } from './workspace-policy.ts';

const sandbox = { accountId: '524096731180', environment: 'sandbox' } as const;
const now = new Date('2026-11-20T00:00:00.000Z');

function decision(scope: unknown, change: Partial<NotRequired> = {}): NotRequired {
  const base = {
    checkId: 'macie-enabled',
    owner: 'Ada Berg',
    reason: 'r',
    expiresAt: '2027-06-30T23:59:59.999Z',
  };
  return NotRequired.parse({ ...base, ...(scope !== undefined && { scope }), ...change });
}

function ownerIn(
  decisions: readonly NotRequired[],
  account: Parameters<typeof decisionFor>[2],
): string | undefined {
  return decisionFor(decisions, 'macie-enabled', account, now)?.owner;
}

describe('the scope of a decision', () => {
  it('is all accounts where nothing was said, as in policies stored before there were scopes', () => {
    const stored = {
      checkId: 'macie-enabled',
      owner: 'Ada',
      reason: 'r',
      expiresAt: '2027-06-30T23:59:59.999Z',
    };
    expect(WorkspacePolicy.parse({ notRequired: [stored] }).notRequired[0]?.scope).toBe('all');
  });

  it('is the same text however it was written down', () => {
    const written = { environments: ['sandbox', 'staging', 'sandbox'] };
    expect(DecisionScope.parse(written)).toEqual({ environments: ['staging', 'sandbox'] });
    expect(scopeKey(DecisionScope.parse({ accounts: ['222222222222', '111111111111'] }))).toBe(
      '111111111111,222222222222',
    );
  });

  it.each([
    { environments: [] },
    { accounts: [] },
    { accounts: ['1234'] },
    { accounts: [524096731180] },
    { environments: ['sandbox'], accounts: ['111111111111'] },
    { environments: ['test'] },
    'some',
  ])('refuses %j', (scope) => {
    expect(DecisionScope.safeParse(scope).success).toBe(false);
  });

  it('covers an environment, an account, or all; an account of no known environment only by its id', () => {
    const bySandbox = [decision({ environments: ['sandbox', 'development'] })];
    expect(ownerIn(bySandbox, sandbox)).toBe('Ada Berg');
    expect(ownerIn(bySandbox, { ...sandbox, environment: 'production' })).toBeUndefined();
    expect(ownerIn(bySandbox, { ...sandbox, environment: null })).toBeUndefined();
    const byId = [decision({ accounts: [sandbox.accountId] })];
    expect(ownerIn(byId, { ...sandbox, environment: null })).toBe('Ada Berg');
    expect(ownerIn(byId, { ...sandbox, accountId: '111111111111' })).toBeUndefined();
    expect(ownerIn([decision(undefined)], { ...sandbox, environment: null })).toBe('Ada Berg');
  });

  it('lets the narrowest standing decision hold', () => {
    const all = decision('all', { owner: 'All' });
    const environment = decision({ environments: ['sandbox'] }, { owner: 'Environment' });
    const account = decision({ accounts: [sandbox.accountId] }, { owner: 'Account' });
    const expired = { ...account, expiresAt: '2026-11-19T23:59:59.999Z' };
    expect(ownerIn([all, environment, account], sandbox)).toBe('Account');
    expect(ownerIn([all, environment, expired], sandbox)).toBe('Environment');
    expect(ownerIn([all, environment], { ...sandbox, environment: 'staging' })).toBe('All');
    expect(ownerIn([decision('all', { checkId: 'shield-advanced' })], sandbox)).toBeUndefined();
  });

  it('stands on the same ground only where it is equally narrow', () => {
    const staging = DecisionScope.parse({ environments: ['staging', 'sandbox'] });
    expect(isSameGround('all', 'all')).toBe(true);
    expect(isSameGround('all', staging)).toBe(false);
    expect(isSameGround(staging, { environments: ['sandbox'] })).toBe(true);
    expect(isSameGround(staging, { environments: ['production'] })).toBe(false);
    expect(isSameGround(staging, { accounts: ['111111111111'] })).toBe(false);
  });

  it.each([
    ['all', 'all accounts'],
    [{ environments: ['sandbox'] }, 'sandbox accounts'],
    [{ environments: ['development', 'sandbox'] }, 'development and sandbox accounts'],
    [{ accounts: ['111111111111'] }, 'account 111111111111'],
    [{ accounts: ['111111111111', '222222222222'] }, 'accounts 111111111111 and 222222222222'],
  ] as const)('reads %j as "%s"', (scope, words) => {
    expect(scopeWords(DecisionScope.parse(scope))).toBe(words);
  });
});

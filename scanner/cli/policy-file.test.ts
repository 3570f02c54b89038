import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { defaultWorkspacePolicy } from '#lib/posture/workspace-policy.ts';
import { readPolicyFile } from './policy-file.ts';

const now = new Date('2026-11-20T12:00:00.000Z');
const macie = 'checkId: macie-enabled, owner: Elin Berg, reason: No personal data';

describe('a policy file', () => {
  it('says only what differs from the defaults', () => {
    expect(readPolicyFile('', now)).toEqual({ policy: defaultWorkspacePolicy, edition: null, expired: [] });
    const json = '{ "retentionDays": 400, "approvedBuckets": ["acme-trail"], "edition": "5.0" }';
    expect(readPolicyFile(json, now)).toMatchObject({
      policy: {
        retentionDays: 400,
        approvedBuckets: ['acme-trail'],
        edition: '5.0',
        guardDutyFindingDays: 7,
      },
      edition: '5.0',
    });
  });

  it('is what the documentation shows', () => {
    const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8');
    const [, example = ''] = /```yaml\n(edition:.*?)```/s.exec(page) ?? [];
    expect(readPolicyFile(example, now)).toMatchObject({ edition: '5.0', expired: [] });
  });

  it('takes a decision beside the expired one that it renews', () => {
    const text = `notRequired: [{ ${macie}, expiresAt: 2026-11-19 }, { ${macie}, expiresAt: 2027-06-30 }]`;
    expect(readPolicyFile(text, now)).toMatchObject({
      policy: { notRequired: [{ expiresAt: '2027-06-30T23:59:59.999Z' }] },
      expired: [{ expiresAt: '2026-11-19T23:59:59.999Z' }],
    });
  });

  it.each([
    ['an alias without an anchor', 'approvedBuckets: *trail'],
    [
      'aliases that multiply',
      ['b', 'c', 'd', 'e', 'f'].reduce(
        (text, it, index) => `${text}${it}: &${it} [${`*${'abcde'[index]},`.repeat(9)}]\n`,
        'a: &a [x, x]\n',
      ),
    ],
  ])('refuses %s in words', (_, text) => {
    expect(readPolicyFile(text, now)).toEqual([expect.stringMatching(/^not valid YAML or JSON: .*alias/i)]);
  });

  it('holds decisions through their last day, and tells of those that have expired', () => {
    const text = `notRequired:
  - { ${macie}, expiresAt: 2026-11-20, scope: { environments: [sandbox] } }
  - { ${macie}, expiresAt: "2026-11-19" }
`;
    expect(readPolicyFile(text, now)).toMatchObject({
      policy: {
        notRequired: [{ scope: { environments: ['sandbox'] }, expiresAt: '2026-11-20T23:59:59.999Z' }],
      },
      expired: [{ scope: 'all', expiresAt: '2026-11-19T23:59:59.999Z' }],
    });
  });

  it.each([
    ['retention: 400', 'the file: unknown key: "retention"'],
    ['retentionDays: a year', 'retentionDays: expected number, received string'],
    ['retentionDays: 0', 'retentionDays: Too small'],
    ['edition: 7', 'edition: Invalid option'],
    ['approvedBuckets: acme', 'approvedBuckets: expected array'],
    ['approvedBuckets: []', 'approvedBuckets: Too small'],
    ['regionsInScope: [here]', 'regionsInScope[0]: expected a region such as eu-west-1'],
    ['alarmLatency: { datapoints: 2 }', 'alarmLatency.minutes: expected number, but it is missing'],
    ['- 1', 'the file: expected object'],
    ['a: [', 'not valid YAML or JSON'],
    [`notRequired: [{ ${macie} }]`, 'notRequired[0].expiresAt: expected a day such as 2027-06-30'],
    ['notRequired: [{ checkId: trail-exists }]', 'notRequired[0].checkId: Invalid option'],
    [`notRequired: [{ ${macie}, expiresAt: 2027-06-30, until: x }]`, 'notRequired[0]: unknown key: "until"'],
    [
      `notRequired: [{ ${macie}, expiresAt: 2027-06-30, scope: { environments: [test] } }]`,
      'notRequired[0].scope.environments[0]: Invalid option',
    ],
    [
      `notRequired: [{ ${macie}, expiresAt: 2027-06-30, scope: { accounts: [524096731180] } }]`,
      'notRequired[0].scope.accounts[0]: account ids are text of 12 digits, in quotes',
    ],
    [
      `notRequired: [{ ${macie}, expiresAt: 2027-06-30, scope: some }]`,
      'notRequired[0].scope: expected all, { environments: [...] } or { accounts: [...] }',
    ],
    [
      `notRequired: [{ ${macie}, expiresAt: 2027-06-30 }, { ${macie}, expiresAt: 2027-07-30 }]`,
      'notRequired[1].scope: Elin Berg decided about macie-enabled for all accounts above',
    ],
  ])('refuses %j', (text, message) => {
    const found = readPolicyFile(text, now);
    expect(Array.isArray(found) ? found.join('\n') : found).toContain(message);
  });
});

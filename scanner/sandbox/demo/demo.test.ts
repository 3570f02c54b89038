import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildCloud } from '../cloud/cloud.ts';
import type { Expectation } from '../document/account.ts';
import { baselinePatterns } from '../document/baseline-controls.ts';
import { checkReferences } from '../document/check-references.ts';
import type { CloudDocument } from '../document/cloud-document.ts';
import { readCloud } from '../document/read-files.ts';

const alarmChecks = Object.keys(baselinePatterns).map((control) => `alarm-${control}`);
const trailChecks = [
  'trail-exists',
  'trail-multi-region',
  'trail-cloudwatch-logs',
  'trail-log-validation',
  'trail-kms',
];
const links = ['trail', 'log-group', 'metric-filter', 'metric', 'alarm', 'action', 'topic', 'person'];

let cloud: CloudDocument;
beforeAll(async () => {
  cloud = await readCloud(fileURLToPath(new URL('.', import.meta.url)));
});

function expectationsOf(checkId: string): Exclude<Expectation, string>[] {
  return (cloud.accounts ?? []).flatMap(({ expect: expected = {} }) => {
    const found = expected[checkId];
    if (found === undefined) return [];
    return [typeof found === 'string' ? { verdict: found } : found];
  });
}

describe('the demo organization', () => {
  it('loads, and is big enough to be believed', () => {
    checkReferences(cloud);
    expect(buildCloud(cloud).accounts.size).toBeGreaterThanOrEqual(20);
    expect((cloud.accounts ?? []).filter((it) => it.onboard === undefined)).toEqual([]);
  });

  it('expects one verdict of every alarm and trail check in every account', () => {
    for (const account of cloud.accounts ?? []) {
      expect([account.name, ...Object.keys(account.expect ?? {}).sort()]).toEqual([
        account.name,
        ...[...alarmChecks, ...trailChecks].sort(),
      ]);
    }
  });

  it.each(alarmChecks)('shows %s passed, weak, failed, inherited and unknown', (checkId) => {
    const verdicts = new Set(expectationsOf(checkId).map((it) => it.verdict));
    const isOrganizations = checkId === 'alarm-organizations-changes';
    const wanted = [
      'pass',
      'warn',
      'fail',
      'inherited',
      'unknown',
      ...(isOrganizations ? ['not_applicable'] : []),
    ];
    expect([...verdicts].sort()).toEqual(wanted.sort());
  });

  it.each(trailChecks)('shows %s in every verdict it can have', (checkId) => {
    const verdicts = new Set<string>(expectationsOf(checkId).map((it) => it.verdict));
    const canBeWeak = checkId === 'trail-multi-region' || checkId === 'trail-cloudwatch-logs';
    const wanted = ['pass', 'fail', 'inherited', 'unknown', ...(canBeWeak ? ['warn'] : [])];
    expect(wanted.filter((verdict) => !verdicts.has(verdict))).toEqual([]);
  });

  it('breaks at each of the eight links, and says at which', () => {
    const failed = alarmChecks.flatMap(expectationsOf).filter((it) => it.verdict === 'fail');
    expect(failed.filter((it) => it.firstBrokenLink === undefined)).toEqual([]);
    expect(new Set(failed.map((it) => it.firstBrokenLink))).toEqual(new Set(links));
  });
});

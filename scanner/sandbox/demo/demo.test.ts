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
const shownVerdicts = {
  'trail-management-events': ['pass', 'warn', 'fail', 'inherited', 'unknown'],
  'trail-global-events-once': ['pass', 'warn', 'inherited', 'not_applicable', 'unknown', 'fail'],
  'trail-data-events-s3-write': ['pass', 'fail', 'inherited', 'unknown'],
  'trail-data-events-s3-read': ['pass', 'fail', 'inherited', 'unknown'],
  'trail-delivery': ['pass', 'warn', 'fail', 'inherited', 'unknown'],
  'trail-approved-bucket': ['not_applicable', 'unknown'],
  'trail-retention': ['pass', 'fail', 'inherited', 'unknown'],
  'trail-insights': ['pass', 'warn', 'inherited', 'not_applicable', 'unknown'],
  'bucket-not-public': ['pass', 'warn', 'fail', 'inherited', 'not_applicable', 'unknown'],
  'bucket-access-logging': ['pass', 'warn', 'fail', 'inherited', 'not_applicable', 'unknown'],
  'bucket-mfa-delete': ['pass', 'fail', 'inherited', 'not_applicable', 'unknown'],
  'bucket-object-lock': ['pass', 'warn', 'fail', 'inherited', 'not_applicable', 'unknown'],
  'bucket-encryption': ['pass', 'fail', 'inherited', 'not_applicable', 'unknown'],
  'bucket-source-bound': ['pass', 'warn', 'fail', 'inherited', 'not_applicable', 'unknown'],
  'bucket-tls-only': ['pass', 'warn', 'fail', 'inherited', 'not_applicable', 'unknown'],
  'config-recording': ['pass', 'warn', 'fail', 'unknown'],
  'kms-rotation': ['pass', 'fail', 'not_applicable', 'unknown'],
  'vpc-flow-logs': ['pass', 'warn', 'fail', 'not_applicable', 'unknown'],
  'guardduty-enabled': ['pass', 'fail', 'unknown'],
  'guardduty-findings': ['pass', 'fail', 'not_applicable', 'unknown'],
  'securityhub-enabled': ['pass', 'warn', 'fail', 'unknown'],
  'macie-enabled': ['pass', 'fail', 'not_applicable', 'unknown'],
  'inspector-enabled': ['pass', 'fail', 'not_applicable', 'unknown'],
  'access-analyzer-enabled': ['pass', 'fail', 'unknown'],
  'trusted-advisor': ['pass', 'warn', 'fail', 'not_applicable', 'unknown'],
  'waf-coverage': ['pass', 'fail', 'not_applicable', 'unknown'],
  'shield-advanced': ['pass', 'fail', 'unknown'],
  'automated-response': ['pass', 'warn', 'unknown'],
};
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

  it('expects one verdict of every check in every account', () => {
    for (const account of cloud.accounts ?? []) {
      expect([account.name, ...Object.keys(account.expect ?? {}).sort()]).toEqual([
        account.name,
        ...[...alarmChecks, ...trailChecks, ...Object.keys(shownVerdicts)].sort(),
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

  it.each(Object.entries(shownVerdicts))('shows %s in every verdict it can have here', (checkId, wanted) => {
    const verdicts = new Set(expectationsOf(checkId).map((it) => it.verdict));
    expect([...verdicts].sort()).toEqual([...wanted].sort());
  });

  it('has one account whose trail names a bucket that is gone', () => {
    const named = (cloud.accounts ?? []).flatMap(({ id, resources = {} }) =>
      Object.values(resources).flatMap((it) =>
        (it.trails ?? []).map((trail) => trail.S3BucketName ?? `aws-cloudtrail-logs-${id}`),
      ),
    );
    const buckets = (cloud.accounts ?? []).flatMap(({ resources = {} }) =>
      Object.values(resources).flatMap((it) => it.buckets ?? []),
    );
    const kept = new Set(buckets.map((it) => it.Name));
    expect([...new Set(named)].filter((it) => !kept.has(it))).toEqual(['baltica-backup-trail']);
  });

  it('breaks at each of the eight links, and says at which', () => {
    const failed = alarmChecks.flatMap(expectationsOf).filter((it) => it.verdict === 'fail');
    expect(failed.filter((it) => it.firstBrokenLink === undefined)).toEqual([]);
    expect(new Set(failed.map((it) => it.firstBrokenLink))).toEqual(new Set(links));
  });
});

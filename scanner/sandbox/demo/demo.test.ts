import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { checks } from '../../checks/registry.ts';
import { buildCloud } from '../cloud/cloud.ts';
import type { Expectation } from '../document/account.ts';
import { checkReferences } from '../document/check-references.ts';
import type { CloudDocument } from '../document/cloud-document.ts';
import { readCloud } from '../document/read-files.ts';

const alarmChecks = checks.filter((it) => it.section === 'alarms').map((it) => it.id);
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
        ...checks.map((it) => it.id).sort(),
      ]);
    }
  });

  // No check attests: a person does, beside the verdict.
  it.each(checks)('shows $id in every verdict it can have', ({ id, verdicts }) => {
    const shown = new Set(expectationsOf(id).map((it) => it.verdict));
    expect([...shown].sort()).toEqual([...verdicts].sort());
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

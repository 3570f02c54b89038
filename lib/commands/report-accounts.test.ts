import { beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '#lib/auth/viewer.ts';
import { db } from '#lib/db/client.ts';
import { getReportChoices } from '#lib/queries/report-choices.ts';
import { testDatabase } from '#lib/test-support/test-database.ts';
import { makeWorkspace } from '#lib/test-support/workspaces.ts';
import { ReportScope, reportAccounts } from './report-accounts.ts';

testDatabase();

const many = 3_000;
const groups = ['Core', 'Payments', 'Research'];
let viewer: Viewer;
beforeAll(async () => {
  viewer = await makeWorkspace('auditor');
  await db().account.createMany({
    data: Array.from({ length: many }, (_, index) => ({
      workspaceId: viewer.workspaceId,
      partition: 'aws',
      accountId: accountId(index),
      roleArn: `arn:aws:iam::${accountId(index)}:role/WatchpostReadOnly`,
      externalId: `wp-${index}`,
      name: `account-${index}`,
      environment: index % 10 === 0 ? ('production' as const) : ('development' as const),
      group: groups[index % 3] ?? null,
      tags: index % 2 === 0 ? ['pci', 'team=red'] : [],
    })),
  });
  await db().account.updateMany({ where: { accountId: accountId(0) }, data: { status: 'removed' } });
});

describe('the accounts of a report', () => {
  it.each([
    ['all', {}, 0],
    ['environments', { environments: 'production' }, 299],
    ['groups', { groups: ['Core', 'Payments'] }, 1999],
    ['tags', { tags: ['pci', 'team=red'] }, 1499],
    ['accounts', { accounts: lines(1, 2_500) }, 2_500],
  ])('are chosen by %s, thousands of them', async (covers, fields, wanted) => {
    expect(await chosen({ covers, ...fields })).toHaveLength(wanted);
  });

  it('are only what the chosen kind says, whatever else is ticked or wrong', async () => {
    const other = { environments: ['production'], groups: ['Core'], accounts: 'nonsense' };
    expect(await chosen({ covers: 'tags', tags: 'pci', ...other })).toHaveLength(1499);
    expect(await chosen({ covers: 'all', ...other })).toEqual([]);
  });

  it.each([
    [{}, 'covers'],
    [{ covers: 'environments' }, 'environments'],
    [{ covers: 'groups' }, 'groups'],
    [{ covers: 'tags' }, 'tags'],
    [{ covers: 'groups', groups: ['Core', 'a\0b'] }, 'groups'],
    [{ covers: 'tags', tags: '\uD800' }, 'tags'],
    [{ covers: 'accounts', accounts: ' \n' }, 'accounts'],
    [{ covers: 'accounts', accounts: '12345' }, 'accounts'],
  ])('are never supposed: %o', (sent, field) => {
    expect(ReportScope.safeParse(sent).error?.issues.map((it) => it.path[0])).toEqual([field]);
  });

  it('names an id nobody onboarded, a removed account included, and a group that is gone', async () => {
    const named = { covers: 'accounts', accounts: `${accountId(1)}\n${accountId(0)}\n999999999999` };
    await expect(chosen(named)).rejects.toMatchObject({
      field: 'accounts',
      message: `No account ${accountId(0)} is onboarded here, and 1 more.`,
    });
    await expect(chosen({ covers: 'groups', groups: 'Gone' })).rejects.toMatchObject({ field: 'groups' });
  });
});

describe('what they can be chosen by', () => {
  it('is counted without removed accounts, and names the account the page was opened for', async () => {
    const { id } = await db().account.findFirstOrThrow({ where: { accountId: accountId(7) } });
    expect(await getReportChoices(viewer, id)).toEqual({
      all: 2999,
      environments: [
        { name: 'production', accounts: 299 },
        { name: 'staging', accounts: 0 },
        { name: 'development', accounts: 2700 },
        { name: 'sandbox', accounts: 0 },
      ],
      groups: [
        { name: 'Core', accounts: 999 },
        { name: 'Payments', accounts: 1000 },
        { name: 'Research', accounts: 1000 },
      ],
      tags: [
        { name: 'pci', accounts: 1499 },
        { name: 'team=red', accounts: 1499 },
      ],
      chosen: { accountId: accountId(7), name: 'account-7' },
    });
    expect((await getReportChoices(viewer, 'no row id')).chosen).toBeNull();
  });
});

function chosen(sent: Record<string, unknown>): Promise<string[]> {
  return reportAccounts(viewer, ReportScope.parse(sent));
}

function accountId(index: number): string {
  return String(100_000_000_000 + index);
}

function lines(from: number, count: number): string {
  return Array.from({ length: count }, (_, index) => accountId(from + index)).join('\n');
}

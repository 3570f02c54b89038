import { accountId } from './support/stack-file.ts';
import { expect, sessionOf, test } from './support/test.ts';

test.use({ storageState: sessionOf('lead') });

test('the scorecard says in which region a service is off', async ({ page }) => {
  await page.goto(`/accounts/${accountId('payments-prod')}`);
  const grid = page.getByRole('table', { name: 'Verdict of each service in each enabled region' });
  const guardDuty = grid
    .getByRole('row')
    .filter({ has: page.getByRole('link', { name: 'GuardDuty', exact: true }) });
  await expect(guardDuty.getByTitle('GuardDuty is suspended in sa-east-1.').first()).toContainText('Fail');
  await expect(guardDuty.getByRole('cell', { name: 'Pass' })).toHaveCount(16);
  await guardDuty.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('GuardDuty');
});

test('an account out of reach says why, what may have caused it and what to do', async ({ page }) => {
  await page.goto(`/accounts/${accountId('baltica-yard')}`);
  await expect(page.getByText('The last scan could not read this account.')).toBeVisible();
  const advice = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'How to reach it again' }) });
  await expect(advice).toContainText('Role WatchpostReadOnly is gone or renamed');
  await expect(advice).toContainText('aws iam get-role --role-name WatchpostReadOnly');
  await expect(advice).toContainText(/Request\s*[0-9a-f-]{36}/);
  await page.goto('/unseen');
  await expect(page.getByRole('row').filter({ hasText: 'baltica-yard' })).toContainText('sts:AssumeRole');
});

test('on a narrow screen no head covers the first row', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/frameworks/cis-aws-foundations/7.0/5.10');
  const table = page.getByRole('table', { name: 'Accounts, gravest first' });
  const head = await table.locator('thead').boundingBox();
  const first = await table.locator('tbody tr').first().boundingBox();
  expect(first?.y).toBeGreaterThanOrEqual((head?.y ?? 0) + (head?.height ?? 0) - 1);
});

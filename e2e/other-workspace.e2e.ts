import { accountId, stack } from './support/stack-file.ts';
import { expect, sessionOf, test } from './support/test.ts';

test.use({ storageState: sessionOf('stranger') });

test('a user of another workspace gets 404 for everything of this one', async ({ page }) => {
  const { scanId, reportId } = stack();
  const account = accountId('payments-prod');
  const paths = [
    `/accounts/${account}`,
    `/accounts/${account}/edit`,
    `/accounts/${account}/checks/alarm-security-group-changes`,
    `/scans/${scanId}`,
    `/reports/${reportId}`,
    `/reports/${reportId}/print`,
    `/api/scans/${scanId}`,
    `/api/reports/${reportId}`,
    `/api/reports/${reportId}/pdf`,
  ];
  for (const path of paths) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
    expect(await page.content()).not.toContain('payments');
  }
});

test('lists of a workspace without accounts say what to do', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'No accounts yet' })).toBeVisible();
  await page.goto('/findings');
  await expect(page.getByRole('heading', { name: 'No findings yet' })).toBeVisible();
  await page.goto('/reports');
  await expect(page.getByRole('heading', { name: 'No report yet' })).toBeVisible();
  // Nothing looked at is not the same as nothing found.
  for (const [path, title] of [
    ['/unseen', 'Nothing has been looked at yet'],
    ['/causes', 'Nothing judged yet'],
    ['/alarms', 'No accounts yet'],
    ['/scans', 'No scan yet'],
    ['/reports/new', 'There is nothing to report yet'],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(page.getByRole('main').getByRole('link', { name: 'Onboard an account' })).toBeVisible();
  }
});

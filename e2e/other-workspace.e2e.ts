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
});

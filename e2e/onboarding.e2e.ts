import type { Page } from '@playwright/test';
import { putAccount } from './support/stack-file.ts';
import { expect, sessionOf, test } from './support/test.ts';

test.use({ storageState: sessionOf('admin') });
test.describe.configure({ mode: 'serial' });

const roleArn = 'arn:aws:iam::730335116204:role/security/WatchpostReadOnly';
const role = { name: 'WatchpostReadOnly', path: '/security/' };

test('wrong ARN, missing role, wrong ID and denied action each say so and lose nothing; then it is onboarded', async ({
  page,
}) => {
  await page.goto('/accounts/onboard');
  const externalId = (await page.locator('.inp.lock > span').textContent())?.trim() ?? '';
  expect(externalId).toMatch(/^wp-[0-9a-f]{32,}$/);

  await page.getByLabel('Name').fill('crew-prod');
  await page.getByLabel('Owner').fill('Tomas Lindqvist');
  await page.getByText('Production', { exact: true }).click();
  await page.getByText('Reachable from the internet').click();
  await page.getByLabel('Tags').fill('crew, hr');

  // A wrong kind of ARN is a field error that says which kind it is.
  await page.getByLabel('Role ARN').fill('arn:aws:iam::730335116204:user/tomas');
  await page.getByRole('button', { name: 'Test connection' }).click();
  const wrongKind = 'This is the ARN of an IAM user, not of a role.';
  await expect(page.getByRole('alert').filter({ hasText: wrongKind })).toBeVisible();
  await keepsEverything(page, 'arn:aws:iam::730335116204:user/tomas');

  // What was understood is said as soon as it is pasted.
  await page.getByLabel('Role ARN').fill(roleArn);
  await expect(page.locator('#roleArn-hint')).toContainText(
    'Account 730335116204, partition aws, path /security/, role WatchpostReadOnly',
  );

  // No such account, so no such role.
  await runTest(page);
  await expectRefusal(page, 'The role does not exist');
  await keepsEverything(page, roleArn);

  // The role exists, but wants another external ID.
  await putAccount({
    id: '730335116204',
    name: 'crew-prod',
    role: { ...role, externalId: 'wp-of-somebody-else-01' },
  });
  await runTest(page);
  await expectRefusal(page, 'The external ID differs');
  await keepsEverything(page, roleArn);

  // The role lets anybody in: it is refused.
  await putAccount({ id: '730335116204', name: 'crew-prod', role: { ...role, externalId: false } });
  await runTest(page);
  await expect(page.getByText('AWS let us assume the role without any external ID.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Onboard account' })).toBeDisabled();

  // One action is denied: what it blinds is said, and the policy that grants it can be copied.
  await putAccount({
    id: '730335116204',
    name: 'crew-prod',
    role: { ...role, externalId, deny: ['logs:DescribeMetricFilters'] },
  });
  await runTest(page);
  const test3 = page.getByRole('region', { name: 'Connection test' });
  await expect(test3).toContainText('AWS denied logs:DescribeMetricFilters.');
  await expect(test3).toContainText('"logs:DescribeMetricFilters"');
  await keepsEverything(page, roleArn);
  await page.reload();
  await keepsEverything(page, roleArn);

  // Granted: it is onboarded, scanned with live progress, and has a scorecard.
  await putAccount({ id: '730335116204', name: 'crew-prod', role: { ...role, externalId } });
  await runTest(page);
  await expect(test3).toContainText('Connected.');
  await page.getByRole('button', { name: 'Onboard account' }).click();
  await page.waitForURL('**/scans/*');
  await page.getByRole('link', { name: 'Open the scorecard' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'crew-prod' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'A trail is logging' })).toBeVisible();

  // It is reserved no longer: the next account gets an ID of its own.
  await page.goto('/accounts/onboard');
  await expect(page.locator('.inp.lock > span')).not.toHaveText(externalId);
});

async function runTest(page: Page): Promise<void> {
  await page.locator('button[value=test]').click();
  await expect(page.getByRole('region', { name: 'Connection test' })).toContainText('Started');
  await expect(page.getByRole('button', { name: 'Stop test' })).toBeHidden({ timeout: 90_000 });
  await expect(page.locator('button[value=test]')).toBeEnabled();
}

async function expectRefusal(page: Page, cause: string): Promise<void> {
  const region = page.getByRole('region', { name: 'Connection test' });
  await expect(region.locator('.note[role=alert]')).toContainText('AWS refused');
  await expect(region).toContainText(cause);
  await expect(region).toContainText('aws iam get-role --role-name WatchpostReadOnly');
  await expect(region).toContainText(/Request\s*[0-9a-f-]{36}/);
  await expect(page.getByRole('button', { name: 'Onboard account' })).toBeDisabled();
}

async function keepsEverything(page: Page, arn: string): Promise<void> {
  await expect(page.getByLabel('Role ARN')).toHaveValue(arn);
  await expect(page.getByLabel('Name')).toHaveValue('crew-prod');
  await expect(page.getByLabel('Owner')).toHaveValue('Tomas Lindqvist');
  await expect(page.getByLabel('Tags')).toHaveValue('crew, hr');
  await expect(page.getByRole('radio', { name: 'Production' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: /Reachable/ })).toBeChecked();
}

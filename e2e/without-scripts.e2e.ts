import { stack } from './support/stack-file.ts';
import { expect, test } from './support/test.ts';

test.use({ javaScriptEnabled: false });

test('signing in and a refused form work without scripts', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('admin@e2e.example');
  await page.getByLabel('Password').fill('wrong on purpose');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('E-mail address or password is wrong.')).toBeVisible();
  await expect(page.getByLabel('E-mail')).toHaveValue('admin@e2e.example');
  await page.getByLabel('Password').fill(stack().password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Posture of');

  await page.goto('/reports/new');
  await page.getByLabel('Title').fill(' ');
  await page.getByLabel('Client').fill('Kept');
  await page.getByRole('button', { name: 'Create report' }).click();
  await expect(page.getByText('Give the report a title.')).toBeVisible();
  await expect(page.getByLabel('Client')).toHaveValue('Kept');
  await page.getByLabel('Title').fill('Without scripts');
  await page.getByRole('radio', { name: 'Named' }).check();
  await page.getByLabel('Account ids').fill('999999999999');
  await page.getByRole('button', { name: 'Create report' }).click();
  await expect(page.getByText('No account 999999999999 is onboarded here.').first()).toBeVisible();
  await expect(page.getByLabel('Account ids')).toHaveValue('999999999999');
});
